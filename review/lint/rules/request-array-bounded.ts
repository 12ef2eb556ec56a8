import type { JsonObject } from '../../../openapi/document.ts'
import { namedTypes } from '../../../openapi/types.ts'
import { requestSchemasIn } from '../request-schemas.ts'
import type { Rule } from '../rule.ts'

const isBounded = ({ maxItems, enum: members, const: constant }: JsonObject): boolean =>
  maxItems !== undefined || members !== undefined || constant !== undefined

export const requestArrayBounded: Rule = {
  name: 'request-array-bounded',
  *check(contract) {
    for (const { schema, applicable } of requestSchemasIn(contract)) {
      if (!namedTypes(schema)?.includes('array') || applicable.some(({ value }) => isBounded(value))) continue
      yield { pointer: schema.pointer, message: 'A request array has no maximum length', hint: 'Add maxItems.' }
    }
  },
}
