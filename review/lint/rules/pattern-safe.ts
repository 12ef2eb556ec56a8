import { hasAmbiguousRepetition } from '../patterns/ambiguity.ts'
import { parsePattern } from '../patterns/parse.ts'
import { patternsIn } from '../patterns/patterns.ts'
import type { Rule } from '../rule.ts'

/** A short text in a request must not keep the server busy for minutes. */
export const patternSafe: Rule = {
  name: 'pattern-safe',
  *check(contract) {
    for (const { source, pointer } of patternsIn(contract)) {
      const pattern = parsePattern(source)
      if (!pattern || !hasAmbiguousRepetition(pattern)) continue
      yield {
        pointer,
        message: `The pattern ${source} has an ambiguous repetition: text that almost matches takes exponential time`,
        hint: 'Start the outer repetition with a character that the inner one cannot match, or remove one of the two.',
      }
    }
  },
}
