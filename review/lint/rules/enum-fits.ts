import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** A member or constant that the schema beside it refuses can never be. */
export const enumFits: Rule = {
  name: 'enum-fits',
  *check({ judge, nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema') continue
      const members = Array.isArray(value.enum) ? value.enum : []
      for (const [index, member] of members.entries()) {
        const fault = judge(pointer, member, into(pointer, 'enum', index))
        if (fault) yield { ...fault, message: `The member ${fault.message}` }
      }
      const fault = value.const === undefined ? undefined : judge(pointer, value.const, into(pointer, 'const'))
      if (fault) yield { ...fault, message: `The constant ${fault.message}` }
    }
  },
}
