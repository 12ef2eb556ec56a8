import { into } from '../../../openapi/document.ts'
import { memberOf } from '../../../openapi/members.ts'
import type { Rule } from '../rule.ts'
import { branchesOf, partsOf } from '../schemas.ts'

/** Without the discriminator property, a value does not say which alternative it is. The reader checks that the property is defined. */
export const discriminatorRequired: Rule = {
  name: 'discriminator-required',
  *check({ document, nodes }) {
    for (const node of nodes) {
      const discriminator = node.kind === 'Schema' ? memberOf(node, 'discriminator') : undefined
      const name = discriminator?.value.propertyName
      if (!discriminator || typeof name !== 'string') continue
      const alternatives = branchesOf(node).filter(({ value }) => value.type !== 'null')
      for (const schema of alternatives.length > 0 ? alternatives : [node]) {
        const parts = [...partsOf(document, node), ...partsOf(document, schema)]
        if (parts.some(({ value }) => Array.isArray(value.required) && value.required.includes(name))) continue
        const subject = typeof schema.value.$ref === 'string' ? schema.value.$ref : 'The schema'
        yield {
          pointer: into(discriminator.pointer, 'propertyName'),
          message: `${subject} does not require ${name}, the discriminator property`,
          hint: 'Add it to required of each alternative.',
        }
      }
    }
  },
}
