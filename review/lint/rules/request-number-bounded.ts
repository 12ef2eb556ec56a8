import type { JsonObject } from '../../../openapi/document.ts'
import { integerBounds } from '../../../openapi/formats.ts'
import { namedTypes } from '../../../openapi/types.ts'
import { requestSchemasIn } from '../request-schemas.ts'
import type { Rule } from '../rule.ts'

const isFixed = ({ enum: members, const: constant, format }: JsonObject): boolean =>
  members !== undefined || constant !== undefined || Object.hasOwn(integerBounds, String(format))

const KEYWORDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const

/** An unlimited number does not fit a database column. The formats int32 and int64 have limits of their own. */
export const requestNumberBounded: Rule = {
  name: 'request-number-bounded',
  *check(contract) {
    for (const { schema, applicable } of requestSchemasIn(contract)) {
      const isNumber = namedTypes(schema)?.some(type => type === 'integer' || type === 'number')
      if (!isNumber || applicable.some(({ value }) => isFixed(value))) continue
      const missing = KEYWORDS.filter(
        pair => !applicable.some(({ value }) => pair.some(keyword => value[keyword] !== undefined)),
      )
      if (missing.length === 0) continue
      const names = missing.map(([name]) => name)
      yield {
        pointer: schema.pointer,
        message: `A request number has no ${names.join(' and no ')}`,
        hint: `Add ${names.join(' and ')}.`,
      }
    }
  },
}
