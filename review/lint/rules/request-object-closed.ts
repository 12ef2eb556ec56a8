import { requestSchemasIn } from '../request-schemas.ts'
import type { Rule } from '../rule.ts'

/** A misspelled property must be rejected, not ignored. */
export const requestObjectClosed: Rule = {
  name: 'request-object-closed',
  *check(contract) {
    for (const { schema, applicable } of requestSchemasIn(contract)) {
      if (schema.value.properties === undefined) continue
      if (applicable.some(({ value }) => value.additionalProperties !== undefined)) continue
      yield {
        pointer: schema.pointer,
        message: 'A request object accepts undefined properties',
        hint: 'Add additionalProperties: false.',
      }
    }
  },
}
