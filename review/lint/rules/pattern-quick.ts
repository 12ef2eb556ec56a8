import { ambiguousLoop } from '../pattern/ambiguity.ts'
import { faultOf, patternsOf } from '../pattern/patterns.ts'
import type { Rule } from '../rule.ts'

/** A few letters of a caller must not keep the server busy for minutes. */
export const patternQuick: Rule = {
  name: 'pattern-quick',
  *check(contract) {
    for (const { source, pointer } of patternsOf(contract)) {
      if (faultOf(source) !== undefined || ambiguousLoop(source) === undefined) continue
      yield {
        pointer,
        message: `The pattern ${source} repeats a repetition, so that a text that nearly matches takes exponential time`,
        hint: 'Let each turn of the outer repetition begin with what the inner one cannot take, or drop one of the two.',
      }
    }
  },
}
