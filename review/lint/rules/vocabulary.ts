import type { Rule } from '../rule.ts'

/** What the reader refuses stops the generator, the mock, the diff and the conformance suite. */
export const vocabulary: Rule = {
  name: 'vocabulary',
  *check({ refusals }) {
    for (const { pointer, reason, instead } of refusals) yield { pointer, message: reason, hint: instead }
  },
}
