import type { Case, Outcome } from './case.ts'
import { inputDifferences } from './differences.ts'

/** What is wrong with the contrast that a case names, if anything. */
export function contrastError(one: Case, all: readonly Case[]): string | undefined {
  if (one.contrastWith === undefined) return isNegative(one) ? 'is negative and names no contrasting case' : undefined
  const other = all.find(({ name }) => name === one.contrastWith)
  if (!other) return `names “${one.contrastWith}”, which does not exist`
  if (!isBetter(other, one)) return `names “${other.name}”, which does not end better`
  const places = inputDifferences(one, other)
  return places.length === 1 ? undefined : `differs from “${other.name}” in ${places.join(', ') || 'nothing'}`
}

/** Ends in an error, or is named for what does not happen. */
const isNegative = (one: Case) => rank(one) < 2 || hasNegativeName(one)

const hasNegativeName = ({ name }: Case) => /\b(no|not|never|nothing|none|neither|without)\b/.test(name)

const isBetter = (other: Case, one: Case): boolean => rank(other) > rank(one) || !isNegative(other)

/** By the worst outcome: 0 for an error that is thrown, 1 for an error response, 2 for success. */
const rank = ({ expected }: Case) => Math.min(...expected.outcomes.map(rankOf))

function rankOf({ rejects, throws, status = 200 }: Outcome): number {
  if (rejects || throws !== undefined) return 0
  return status >= 400 ? 1 : 2
}
