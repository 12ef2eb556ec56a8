import type { JsonObject } from '../../../openapi/document.ts'
import { integerBounds } from '../../../openapi/formats.ts'
import { inputsOf, spotsIn } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { typesOf } from '../schemas.ts'

const isFixed = ({ enum: members, const: constant, format }: JsonObject): boolean =>
  members !== undefined || constant !== undefined || Object.hasOwn(integerBounds, String(format))

const KEYWORDS = [
  ['minimum', 'exclusiveMinimum'],
  ['maximum', 'exclusiveMaximum'],
] as const

/** A number that nobody bounds is one that no column holds. The formats int32 and int64 have bounds of their own. */
export const requestNumberBounded: Rule = {
  name: 'request-number-bounded',
  *check(contract) {
    for (const { part, all } of spotsIn(contract, inputsOf(contract))) {
      const isNumber = typesOf(part.value).some(type => type === 'integer' || type === 'number')
      if (!isNumber || all.some(({ value }) => isFixed(value))) continue
      const missing = KEYWORDS.filter(
        pair => !all.some(({ value }) => pair.some(keyword => value[keyword] !== undefined)),
      )
      if (missing.length === 0) continue
      const names = missing.map(([name]) => name)
      yield {
        pointer: part.pointer,
        message: `A number of a request has no ${names.join(' and no ')}`,
        hint: `Add ${names.join(' and ')}.`,
      }
    }
  },
}
