import type { Located } from '../../../openapi/document.ts'
import { formats } from '../../../openapi/formats.ts'
import type { Contract } from '../contract.ts'
import { examplesIn, hasExample, objectsInExample } from '../examples.ts'
import { danglingIn } from '../references.ts'
import type { Rule } from '../rule.ts'
import { branchesOf, inField, membersOf, partsOf, typesOf } from '../schemas.ts'

/** A property is shown by an example somewhere in the contract, or its schema says itself what a value looks like. */
export const propertyHasExample: Rule = {
  name: 'property-has-example',
  *check(contract) {
    // What is behind a broken reference shows nothing until it is mended.
    if (danglingIn(contract).length > 0) return
    const shown = shownProperties(contract)
    for (const node of contract.nodes) {
      if (node.kind !== 'Schema') continue
      for (const [name, property] of membersOf(node, 'properties')) {
        if (shown.has(property.pointer) || isEvident(contract, property)) continue
        yield {
          pointer: property.pointer,
          message: `No example shows a value of ${name}`,
          hint: 'Show it in an example of an operation, or add examples to its schema.',
        }
      }
    }
  },
}

/** Pointers of the properties that some example of the contract shows with a value other than null. */
function shownProperties(contract: Contract): ReadonlySet<string> {
  const shown = new Set<string>()
  for (const example of examplesIn(contract))
    for (const { value, schemas } of objectsInExample(contract, example))
      for (const [name, { pointer }] of schemas.flatMap(schema => membersOf(schema, 'properties')))
        if (value[name] !== undefined && value[name] !== null) shown.add(pointer)
  return shown
}

/** By its type, its only values, a format that has a shape, or by what it is made of. */
function isEvident(contract: Contract, schema: Located, seen = new Set<string>()): boolean {
  if (seen.has(schema.pointer)) return true
  const deeper = new Set([...seen, schema.pointer])
  return partsOf(contract.document, schema).some(part => {
    const { value } = part
    if (hasExample(value) || ['enum', 'const', 'default', 'properties'].some(keyword => value[keyword] !== undefined))
      return true
    if (Object.hasOwn(formats, String(value.format))) return true
    if (value.type === 'boolean' || value.type === 'null' || typesOf(value).join() === 'boolean') return true
    const members = [...branchesOf(part), ...[inField(part, 'items')].filter(items => items !== undefined)]
    return members.length > 0 && members.every(member => isEvident(contract, member, deeper))
  })
}
