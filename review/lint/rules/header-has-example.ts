import type { Rule } from '../rule.ts'
import { inField, partsOf } from '../schemas.ts'
import { isShown } from '../shown.ts'

/** A header of an answer shows what it looks like, unless it always is the same. */
export const headerHasExample: Rule = {
  name: 'header-has-example',
  *check({ document, nodes }) {
    for (const node of nodes) {
      if (node.kind !== 'Header' || isShown(node.value)) continue
      const schema = inField(node, 'schema')
      const parts = schema ? partsOf(document, schema) : []
      if (node.value.content !== undefined || parts.some(({ value }) => isShown(value) || value.const !== undefined))
        continue
      yield { pointer: node.pointer, message: 'A header has no example', hint: 'Add example.' }
    }
  },
}
