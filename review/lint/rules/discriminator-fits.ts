import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'
import { branchesOf, inField, partsOf, propertiesOf } from '../schemas.ts'

/** Every alternative must define and require the property of a discriminator. */
export const discriminatorFits: Rule = {
  name: 'discriminator-fits',
  *check({ document, nodes }) {
    for (const node of nodes) {
      const discriminator = node.kind === 'Schema' ? inField(node, 'discriminator') : undefined
      const name = discriminator?.value.propertyName
      if (!discriminator || typeof name !== 'string') continue
      const shared = partsOf(document, node)
      const alternatives = branchesOf(node)
      for (const schema of alternatives.length > 0 ? alternatives : [node]) {
        const parts = [...shared, ...partsOf(document, schema)]
        const isDefined = propertiesOf(parts).includes(name)
        const isRequired = parts.some(({ value }) => Array.isArray(value.required) && value.required.includes(name))
        if (isDefined && isRequired) continue
        const subject = typeof schema.value.$ref === 'string' ? schema.value.$ref : 'The schema'
        yield {
          pointer: into(discriminator.pointer, 'propertyName'),
          message: `${subject} does not ${isDefined ? 'require' : 'define'} ${name}, the discriminator property`,
          hint: 'Add it to properties and required of each alternative.',
        }
      }
    }
  },
}
