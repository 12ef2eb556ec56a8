import type { JsonObject } from '../../../openapi/document.ts'
import { inputsOf, spotsIn } from '../inputs.ts'
import type { Rule } from '../rule.ts'
import { typesOf } from '../schemas.ts'

const bounds = ({ maxItems, enum: members, const: constant, prefixItems, items }: JsonObject): boolean =>
  maxItems !== undefined ||
  members !== undefined ||
  constant !== undefined ||
  (prefixItems !== undefined && items === false)

/** Callers must know how many there may be. */
export const requestArrayBounded: Rule = {
  name: 'request-array-bounded',
  *check(contract) {
    for (const { part, all } of spotsIn(contract, inputsOf(contract))) {
      if (!typesOf(part.value).includes('array') || all.some(({ value }) => bounds(value))) continue
      yield { pointer: part.pointer, message: 'An array of a request has no bound', hint: 'Add maxItems.' }
    }
  },
}
