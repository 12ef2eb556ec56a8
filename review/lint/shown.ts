import { into, isObject, type Json, type JsonObject, type Located } from '../../openapi/document.ts'
import type { Contract } from './contract.ts'
import { end, everyPartOf, inField, membersOf } from './schemas.ts'

/** Whether an object shows a value: by `example`, or by `examples`, a map or, in a schema, a list. */
export const isShown = ({ example, examples }: JsonObject): boolean =>
  example !== undefined || (typeof examples === 'object' && examples !== null && Object.keys(examples).length > 0)

/** An example with the schema that it is of, and where it stands. */
export interface Example {
  value: Json
  schema: Located
  pointer: string
}

/** Every example of a contract. */
export function* examplesIn({ document, nodes }: Contract): Generator<Example> {
  for (const node of nodes) {
    const schema = node.kind === 'Schema' ? node : inField(node, 'schema')
    if (!schema) continue
    const { example, examples } = node.value
    if (example !== undefined) yield { value: example, schema, pointer: into(node.pointer, 'example') }
    if (Array.isArray(examples))
      for (const [index, value] of examples.entries())
        yield { value, schema, pointer: into(node.pointer, 'examples', index) }
    else
      for (const [, named] of membersOf(node, 'examples')) {
        const found = end(document, named)
        if (found?.value.value !== undefined)
          yield { value: found.value.value, schema, pointer: into(found.pointer, 'value') }
      }
  }
}

/** An object within an example, and all schemas that say something about it. */
export interface ShownObject {
  value: JsonObject
  pointer: string
  parts: Located[]
}

/** Every object within an example. */
export const objectsShownBy = (contract: Contract, { value, schema, pointer }: Example): Generator<ShownObject> =>
  objectsIn(contract, value, pointer, [schema])

function* objectsIn(contract: Contract, value: Json, pointer: string, schemas: Located[]): Generator<ShownObject> {
  if (typeof value !== 'object' || value === null) return
  const all = schemas.flatMap(schema => everyPartOf(contract.document, schema))
  const parts = [...new Map(all.map(part => [part.pointer, part])).values()]
  if (isObject(value)) yield { value, pointer, parts }
  for (const [name, inner] of Object.entries(value) as [string, Json][]) {
    const deeper = parts.flatMap(part => schemaOf(part, name, Array.isArray(value)))
    yield* objectsIn(contract, inner, into(pointer, name), deeper)
  }
}

/** What a schema says about an item or a property. */
function schemaOf(part: Located, name: string, isItem: boolean): Located[] {
  const named = isItem ? undefined : membersOf(part, 'properties').find(([property]) => property === name)?.[1]
  const found = named ?? inField(part, isItem ? 'items' : 'additionalProperties')
  return found ? [found] : []
}
