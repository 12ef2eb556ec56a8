import { faultOf, patternsOf } from '../pattern/patterns.ts'
import type { Rule } from '../rule.ts'

/** A pattern that is no regular expression stops whoever validates by it. */
export const patternCompiles: Rule = {
  name: 'pattern-compiles',
  *check(contract) {
    for (const { source, pointer } of patternsOf(contract)) {
      const fault = faultOf(source)
      if (fault === undefined) continue
      yield {
        pointer,
        message: `The pattern ${source} is no regular expression: ${fault}`,
        hint: 'It is read as ECMAScript with the flag u: escape nothing but what needs it, and close what is opened.',
      }
    }
  },
}
