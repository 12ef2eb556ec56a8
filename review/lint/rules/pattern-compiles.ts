import { patternsIn } from '../patterns/patterns.ts'
import type { Rule } from '../rule.ts'

/** JSON Schema 2020-12, 6.4: a pattern is an ECMAScript regular expression with the flag u. */
export const patternCompiles: Rule = {
  name: 'pattern-compiles',
  *check(contract) {
    for (const { source, pointer } of patternsIn(contract)) {
      const error = errorIn(source)
      if (error === undefined) continue
      yield {
        pointer,
        message: `The pattern ${source} is not a regular expression: ${error}`,
        hint: 'Use ECMAScript syntax with the flag u, in which a needless escape is an error.',
      }
    }
  },
}

function errorIn(source: string): string | undefined {
  try {
    new RegExp(source, 'u')
    return undefined
  } catch (error) {
    return (error as Error).message.replace(/^.*: /s, '')
  }
}
