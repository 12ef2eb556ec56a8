import { memberOf } from '../../../openapi/members.ts'
import { hasExample } from '../examples.ts'
import type { Rule } from '../rule.ts'
import { partsOf } from '../schemas.ts'

/** A response header needs an example unless its value is constant. */
export const headerHasExample: Rule = {
  name: 'header-has-example',
  *check({ document, nodes }) {
    for (const node of nodes) {
      if (node.kind !== 'Header' || hasExample(node.value)) continue
      const schema = memberOf(node, 'schema')
      const parts = schema ? partsOf(document, schema) : []
      if (parts.some(({ value }) => hasExample(value) || value.const !== undefined)) continue
      yield { pointer: node.pointer, message: 'The header has no example', hint: 'Add an example.' }
    }
  },
}
