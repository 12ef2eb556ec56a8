import type { Json, JsonObject } from '../../../openapi/document.ts'
import { namedTypes } from '../../../openapi/types.ts'
import { limitsLength } from '../patterns/length.ts'
import { parsePattern } from '../patterns/parse.ts'
import { requestSchemasIn } from '../request-schemas.ts'
import type { Rule } from '../rule.ts'

/** Formats with a limited length. */
const SHORT = ['date', 'time', 'date-time', 'uuid', 'hostname', 'ipv4', 'ipv6']

const isBounded = ({ maxLength, enum: members, const: constant, format, pattern }: JsonObject): boolean =>
  maxLength !== undefined ||
  members !== undefined ||
  constant !== undefined ||
  SHORT.includes(String(format)) ||
  hasLimit(pattern)

function hasLimit(pattern: Json | undefined): boolean {
  const parsed = parsePattern(pattern)
  return parsed !== undefined && limitsLength(parsed)
}

export const requestStringBounded: Rule = {
  name: 'request-string-bounded',
  *check(contract) {
    for (const { schema, applicable } of requestSchemasIn(contract)) {
      if (!namedTypes(schema)?.includes('string') || applicable.some(({ value }) => isBounded(value))) continue
      yield {
        pointer: schema.pointer,
        message: 'A request string has no maximum length',
        hint: 'Add maxLength, or an enum, a const, a fixed-length format or an anchored pattern without * and +.',
      }
    }
  },
}
