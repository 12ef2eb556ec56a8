import type { JsonObject } from '../../../openapi/document.ts'
import { inputsOf, spotsIn } from '../inputs.ts'
import { isBounded } from '../pattern/length.ts'
import { faultOf } from '../pattern/patterns.ts'
import type { Rule } from '../rule.ts'
import { typesOf } from '../schemas.ts'

/** Formats that leave no room for a long text. */
const SHORT = ['date', 'time', 'date-time', 'uuid', 'hostname', 'ipv4', 'ipv6']

const bounds = ({ maxLength, enum: members, const: constant, format, pattern }: JsonObject): boolean =>
  maxLength !== undefined ||
  members !== undefined ||
  constant !== undefined ||
  SHORT.includes(String(format)) ||
  (typeof pattern === 'string' && faultOf(pattern) === undefined && isBounded(pattern))

/** Callers must know how long a text may be, before the database says so. */
export const requestStringBounded: Rule = {
  name: 'request-string-bounded',
  *check(contract) {
    for (const { part, all } of spotsIn(contract, inputsOf(contract))) {
      if (!typesOf(part.value).includes('string') || all.some(({ value }) => bounds(value))) continue
      yield {
        pointer: part.pointer,
        message: 'A string of a request has no bound',
        hint: 'Add maxLength, or an enum, const, a format of fixed length or an anchored pattern without * and +.',
      }
    }
  },
}
