import type { Rule } from '../rule.ts'

/** What the reader of contracts refuses, generator, mock and conformance suite refuse too. */
export const readable: Rule = {
  name: 'readable',
  *check({ refusals }) {
    for (const { pointer, message } of refusals)
      yield {
        pointer,
        message: `Cannot be read: ${message}`,
        hint: 'Correct this first; the operation is judged no further.',
      }
  },
}
