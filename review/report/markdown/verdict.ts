import { listed } from '../../diff/text.ts'
import { passes, type Review } from '../review.ts'
import { count, prose } from './text.ts'

const HEADINGS = {
  breaking: 'breaking',
  compatible: 'compatible',
  docs: 'documentation only',
  none: 'no changes',
}

/** At a glance: whether it breaks, which version it needs, whether it may be merged. */
export function verdictSection(review: Review): string {
  const { diff, gate } = review
  const { verdict } = diff
  const passed = passes(gate)
  const sentences = [
    `**${HEADINGS[verdict][0]?.toUpperCase()}${HEADINGS[verdict].slice(1)}.**`,
    countsOf(review),
    `${prose(gate.message)}.`,
    passed ? 'The check passes.' : '**The check fails.**',
  ]
  return [
    `## Spec review: ${HEADINGS[verdict]}`,
    '',
    `> [!${alertOf(diff, gate)}]`,
    `> ${sentences.join(' ')}`,
    ...gate.problems.slice(0, 10).map(problem => `> - ${prose(problem)}`),
  ].join('\n')
}

/** Red is for breaking changes only; a missing version for compatible ones is a note. */
function alertOf({ verdict }: Review['diff'], { problems }: Review['gate']): string {
  if (verdict === 'breaking') return 'CAUTION'
  return problems.length > 0 ? 'WARNING' : 'NOTE'
}

const NOUNS = { breaking: 'breaking change', compatible: 'compatible change', docs: 'documentation change' }

function countsOf({ diff: { changes }, operations }: Review): string {
  if (changes.length === 0) return 'The contract does not change.'
  const counts = (['breaking', 'compatible', 'docs'] as const)
    .map(each => [each, changes.filter(({ verdict }) => verdict === each).length] as const)
    .filter(([, number]) => number > 0)
    .map(([each, number]) => count(number, NOUNS[each]))
  const effective = changes.filter(({ verdict }) => verdict !== 'docs')
  const affected = new Set(effective.flatMap(change => change.operations)).size
  return `${listed(counts, 'and')}; ${reachOf(affected, Object.keys(operations).length)}.`
}

const reachOf = (affected: number, all: number): string =>
  affected === 0
    ? 'no requests or responses change'
    : `requests or responses of ${affected} of ${count(all, 'operation')} change`
