import { into } from '../../../openapi/document.ts'
import { hasAmbiguousRepetition } from '../patterns/ambiguity.ts'
import { parsePattern } from '../patterns/parse.ts'
import type { Rule } from '../rule.ts'

/** A short text in a request must not keep the server busy for minutes. */
export const patternSafe: Rule = {
  name: 'pattern-safe',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      const pattern = kind === 'Schema' ? parsePattern(value.pattern) : undefined
      if (!pattern || !hasAmbiguousRepetition(pattern)) continue
      yield {
        pointer: into(pointer, 'pattern'),
        message: `The pattern ${value.pattern} has an ambiguous repetition: text that almost matches takes exponential time`,
        hint: 'Start the outer repetition with a character that the inner one cannot match, or remove one of the two.',
      }
    }
  },
}
