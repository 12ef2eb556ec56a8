import type { Change } from '../../diff/change.ts'
import { passes, type Review } from '../review.ts'
import { count, prose } from './text.ts'

const HEADINGS = {
  breaking: 'breaking',
  compatible: 'compatible',
  docs: 'docs only',
  none: 'no change',
}

/** As GitHub colours them. */
const ALERTS = { breaking: 'CAUTION', compatible: 'NOTE', docs: 'NOTE', none: 'NOTE' }

/** In one glance: does it break, which version does it need, may it be merged. */
export function verdictSection({ diff, gate }: Review): string {
  const { verdict } = diff
  const passed = passes(gate)
  const said = [
    `**${HEADINGS[verdict][0]?.toUpperCase()}${HEADINGS[verdict].slice(1)}.**`,
    countsOf(diff.changes),
    `${prose(gate.message)}.`,
    passed ? 'The gate passes.' : '**The gate does not pass.**',
  ]
  return [
    `## Spec review: ${HEADINGS[verdict]}`,
    '',
    `> [!${passed ? ALERTS[verdict] : 'CAUTION'}]`,
    `> ${said.join(' ')}`,
    ...gate.problems.slice(0, 10).map(problem => `> - ${prose(problem)}`),
  ].join('\n')
}

function countsOf(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing in the contract changes.'
  const counts = (['breaking', 'compatible', 'docs'] as const)
    .map(each => [each, changes.filter(({ verdict }) => verdict === each).length] as const)
    .filter(([, number]) => number > 0)
    .map(([each, number]) => `${number} ${HEADINGS[each]}`)
  const touched = new Set(changes.flatMap(({ operations }) => operations)).size
  return `${counts.join(', ')}; ${reach(touched)}.`
}

const reach = (touched: number): string =>
  touched === 0 ? 'no operation is reached' : `${count(touched, 'operation')} reached`
