import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'

/** A default that its schema refuses is refused where it should help. */
export const defaultFits: Rule = {
  name: 'default-fits',
  *check({ judge, nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema' || value.default === undefined) continue
      const fault = judge(pointer, value.default, into(pointer, 'default'))
      if (fault) yield { ...fault, message: `The default ${fault.message}` }
    }
  },
}
