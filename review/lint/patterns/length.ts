import type { AST } from '@eslint-community/regexpp'

/** Whether a pattern limits the length of the text: every alternative is anchored at both ends and repeats nothing without an upper limit. */
export const limitsLength = ({ alternatives }: AST.Pattern): boolean =>
  alternatives.every(
    ({ elements }) =>
      isAnchor(elements[0], 'start') && isAnchor(elements.at(-1), 'end') && longestSequence(elements) < Infinity,
  )

const isAnchor = (element: AST.Element | undefined, kind: 'start' | 'end') =>
  element?.type === 'Assertion' && element.kind === kind

/** How many code points a sequence can match at most. */
const longestSequence = (elements: AST.Element[]): number =>
  elements.reduce((sum, element) => sum + longest(element), 0)

function longest(element: AST.Element): number {
  switch (element.type) {
    case 'Assertion':
      return 0
    case 'Backreference':
      return Infinity
    case 'Group':
    case 'CapturingGroup':
      return Math.max(...element.alternatives.map(({ elements }) => longestSequence(elements)))
    case 'Quantifier': {
      const once = longest(element.element)
      return once === 0 ? 0 : once * element.max
    }
    default:
      return 1
  }
}
