import { into, isObject, type Located } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'
import type { RuleFinding } from '../finding.ts'
import type { Rule } from '../rule.ts'
import { branchesOf, inField, partsOf } from '../schemas.ts'

/** A discriminator needs a property that every alternative defines and requires, and a mapping to schemas that exist. */
export const discriminatorFits: Rule = {
  name: 'discriminator-fits',
  *check(contract) {
    for (const node of contract.nodes) {
      const discriminator = node.kind === 'Schema' ? inField(node, 'discriminator') : undefined
      if (!discriminator) continue
      const name = discriminator.value.propertyName
      if (typeof name === 'string') yield* missingProperty(contract, node, name)
      else if (name === undefined)
        yield {
          pointer: discriminator.pointer,
          message: 'The discriminator has no propertyName',
          hint: 'Add propertyName, the property whose value selects the alternative.',
        }
      yield* brokenMapping(contract, discriminator)
    }
  },
}

function* missingProperty({ document }: Contract, owner: Located, name: string): Generator<RuleFinding> {
  const shared = partsOf(document, owner)
  const alternatives = branchesOf(owner)
  for (const schema of alternatives.length > 0 ? alternatives : [owner]) {
    const parts = [...shared, ...partsOf(document, schema)]
    const isDefined = parts.some(({ value }) => isObject(value.properties) && Object.hasOwn(value.properties, name))
    const isRequired = parts.some(({ value }) => Array.isArray(value.required) && value.required.includes(name))
    if (isDefined && isRequired) continue
    const subject = typeof schema.value.$ref === 'string' ? schema.value.$ref : 'The schema'
    yield {
      pointer: into(owner.pointer, 'discriminator', 'propertyName'),
      message: `${subject} ${isDefined ? 'does not require' : 'does not define'} ${name}, the property of the discriminator`,
      hint: 'Add it to properties and required of each alternative.',
    }
  }
}

/** A mapping leads to a reference or the name of a schema (OpenAPI 3.1, 4.8.25). */
function* brokenMapping({ document }: Contract, discriminator: Located): Generator<RuleFinding> {
  const { mapping } = discriminator.value
  for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
    if (typeof target !== 'string') continue
    const pointer = /^[\w.-]+$/.test(target) ? into('#/components/schemas', target) : target
    if (document.at(pointer) !== undefined) continue
    yield {
      pointer: into(discriminator.pointer, 'mapping', value),
      message: `${target} is not in the document`,
      hint: 'Reference one of the alternatives, like "#/components/schemas/Name".',
    }
  }
}
