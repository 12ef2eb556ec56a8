import type { Case, Outcome } from './case.ts'
import { inputDifferences } from './differences.ts'

/** What is wrong with how a case is told from another, if anything. */
export function siblingFault(one: Case, all: readonly Case[]): string | undefined {
  if (one.unlike === undefined) return isNegative(one) ? 'is negative and names no sibling' : undefined
  const sibling = all.find(({ name }) => name === one.unlike)
  if (!sibling) return `is unlike “${one.unlike}”, which does not exist`
  if (!isBetter(sibling, one)) return `is unlike “${sibling.name}”, which ends no better`
  const places = inputDifferences(one, sibling)
  return places.length === 1 ? undefined : `differs from “${sibling.name}” in ${places.join(', ') || 'nothing'}`
}

/** Ends in an error, or is named for what does not happen. */
const isNegative = (one: Case) => rank(one) < 2 || isDenial(one)

const isDenial = ({ name }: Case) => /\b(no|not|never|nothing|none|neither|without)\b/.test(name)

function isBetter(sibling: Case, one: Case): boolean {
  return rank(sibling) > rank(one) || !isNegative(sibling)
}

/** By the worst outcome: 0 thrown, 1 an answer that is an error, 2 well. */
const rank = ({ expected }: Case) => Math.min(...expected.outcomes.map(rankOf))

function rankOf({ rejects, throws, status = 200 }: Outcome): number {
  if (rejects || throws !== undefined) return 0
  return status >= 400 ? 1 : 2
}
