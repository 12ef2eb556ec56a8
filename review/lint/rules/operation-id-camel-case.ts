import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

export const operationIdCamelCase: Rule = {
  name: 'operation-id-camel-case',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      const { operationId } = value
      if (kind !== 'Operation' || typeof operationId !== 'string' || /^[a-z]+([A-Z0-9][a-z0-9]*)*$/.test(operationId))
        continue
      yield {
        pointer: into(pointer, 'operationId'),
        message: `The operationId ${operationId} is not in camelCase`,
        hint: 'Start with a lowercase verb and each further word with a capital letter, like listInvoices.',
      }
    }
  },
}
