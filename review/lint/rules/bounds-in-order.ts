import { into, type Json } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** The lower bound, the upper bound, and whether both may be equal. */
const PAIRS = [
  ['minLength', 'maxLength', true],
  ['minItems', 'maxItems', true],
  ['minProperties', 'maxProperties', true],
  ['minimum', 'maximum', true],
  ['minimum', 'exclusiveMaximum', false],
  ['exclusiveMinimum', 'maximum', false],
  ['exclusiveMinimum', 'exclusiveMaximum', false],
] as const

export const boundsInOrder: Rule = {
  name: 'bounds-in-order',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema') continue
      for (const [lower, upper, mayBeEqual] of PAIRS) {
        const [from, to] = [value[lower], value[upper]]
        if (!isNumber(from) || !isNumber(to) || from < to || (mayBeEqual && from === to)) continue
        yield {
          pointer: into(pointer, lower),
          message: `No value satisfies both ${lower} ${from} and ${upper} ${to}`,
          hint: 'Correct one of the two.',
        }
      }
    }
  },
}

const isNumber = (value: Json | undefined): value is number => typeof value === 'number'
