import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** A default must be valid against its own schema. */
export const defaultFits: Rule = {
  name: 'default-fits',
  *check({ validate, nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema' || value.default === undefined) continue
      const error = validate(pointer, value.default, into(pointer, 'default'))
      if (error) yield { ...error, message: `The default ${error.message}` }
    }
  },
}
