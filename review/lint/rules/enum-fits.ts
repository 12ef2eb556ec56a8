import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** An enum value or const that the rest of the schema rejects can never occur. */
export const enumFits: Rule = {
  name: 'enum-fits',
  *check({ validate, nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema') continue
      const members = Array.isArray(value.enum) ? value.enum : []
      for (const [index, member] of members.entries()) {
        const error = validate(pointer, member, into(pointer, 'enum', index))
        if (error) yield { ...error, message: `The enum value ${error.message}` }
      }
      const error = value.const === undefined ? undefined : validate(pointer, value.const, into(pointer, 'const'))
      if (error) yield { ...error, message: `The const value ${error.message}` }
    }
  },
}
