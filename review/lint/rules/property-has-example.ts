import type { Located } from '../../../openapi/document.ts'
import { memberOf, membersOf } from '../../../openapi/members.ts'
import { type Contract, hasBrokenReference } from '../contract.ts'
import { hasExample } from '../examples.ts'
import type { Rule } from '../rule.ts'
import { branchesOf, partsOf } from '../schemas.ts'

/** Each property has an example in its own schema, or in the schema that it refers to. */
export const propertyHasExample: Rule = {
  name: 'property-has-example',
  *check(contract) {
    // The schema behind a broken reference may have the example.
    if (hasBrokenReference(contract)) return
    for (const node of contract.nodes) {
      if (node.kind !== 'Schema') continue
      for (const [name, property] of membersOf(node, 'properties')) {
        if (isExemplified(contract, property)) continue
        yield {
          pointer: property.pointer,
          message: `The property ${name} has no example`,
          hint: 'Add examples to its schema, with a realistic value.',
        }
      }
    }
  },
}

/** Constants need no example. The properties of an object and the items of an array have the examples. */
function isExemplified(contract: Contract, schema: Located, seen = new Set<string>()): boolean {
  if (seen.has(schema.pointer)) return true
  const deeper = new Set([...seen, schema.pointer])
  return partsOf(contract.document, schema).some(part => {
    const { value } = part
    if (hasExample(value) || value.const !== undefined || value.properties !== undefined) return true
    if (value.type === 'null') return true
    const members = [...branchesOf(part), ...[memberOf(part, 'items')].filter(items => items !== undefined)]
    return members.length > 0 && members.every(member => isExemplified(contract, member, deeper))
  })
}
