import { into, isObject, type Located } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'
import type { Fault, Rule } from '../rule.ts'
import { branchesOf, inField, partsOf } from '../schemas.ts'

/** A discriminator names a property that every alternative has and requires, and leads to schemas that are there. */
export const discriminatorFits: Rule = {
  name: 'discriminator-fits',
  *check(contract) {
    for (const node of contract.nodes) {
      const discriminator = node.kind === 'Schema' ? inField(node, 'discriminator') : undefined
      if (!discriminator) continue
      const name = discriminator.value.propertyName
      if (typeof name === 'string') yield* withoutProperty(contract, node, name)
      else if (name === undefined)
        yield {
          pointer: discriminator.pointer,
          message: 'A discriminator names no property',
          hint: 'Add propertyName, the property whose value tells the alternatives apart.',
        }
      yield* nowhere(contract, discriminator)
    }
  },
}

function* withoutProperty({ document }: Contract, owner: Located, name: string): Generator<Fault> {
  const shared = partsOf(document, owner)
  const alternatives = branchesOf(owner)
  for (const schema of alternatives.length > 0 ? alternatives : [owner]) {
    const parts = [...shared, ...partsOf(document, schema)]
    const isDescribed = parts.some(({ value }) => isObject(value.properties) && Object.hasOwn(value.properties, name))
    const isRequired = parts.some(({ value }) => Array.isArray(value.required) && value.required.includes(name))
    if (isDescribed && isRequired) continue
    const whose = typeof schema.value.$ref === 'string' ? schema.value.$ref : 'The schema'
    yield {
      pointer: into(owner.pointer, 'discriminator', 'propertyName'),
      message: `${whose} ${isDescribed ? 'does not require' : 'has no property'} ${name}, by which the discriminator tells it`,
      hint: 'Add it to the properties and to required of each alternative.',
    }
  }
}

/** A mapping's target is a reference or the name of a schema (OpenAPI 3.1, 4.8.25). */
function* nowhere({ document }: Contract, discriminator: Located): Generator<Fault> {
  const { mapping } = discriminator.value
  for (const [value, target] of Object.entries(isObject(mapping) ? mapping : {})) {
    if (typeof target !== 'string') continue
    const pointer = /^[\w.-]+$/.test(target) ? into('#/components/schemas', target) : target
    if (document.at(pointer) !== undefined) continue
    yield {
      pointer: into(discriminator.pointer, 'mapping', value),
      message: `${target} is not in the document`,
      hint: 'Refer to one of the alternatives: "#/components/schemas/Name".',
    }
  }
}
