import { into, isObject, type Json, type JsonObject, type Located } from '../../openapi/document.ts'
import { memberOf, membersOf } from '../../openapi/members.ts'
import { findResolved } from '../../openapi/references.ts'
import type { Contract } from './contract.ts'
import { type Direction, directionOf } from './directions.ts'
import { everyPartOf } from './schemas.ts'

/** Whether an object has `example` or a non-empty `examples`: a map, or in a schema a list. */
export const hasExample = ({ example, examples }: JsonObject): boolean =>
  example !== undefined || (typeof examples === 'object' && examples !== null && Object.keys(examples).length > 0)

/** The value of an example and the schema it must match. */
export interface Example {
  value: Json
  schema: Located
  pointer: string
  /** What it is part of; undefined for an example of a schema in the components. */
  direction: Direction | undefined
}

/** Every example of a contract. */
export function* examplesIn({ document, nodes }: Contract): Generator<Example> {
  for (const node of nodes) {
    const schema = node.kind === 'Schema' ? node : memberOf(node, 'schema')
    if (!schema) continue
    const { example, examples } = node.value
    const direction = directionOf(node)
    if (example !== undefined) yield { value: example, schema, pointer: into(node.pointer, 'example'), direction }
    if (Array.isArray(examples))
      for (const [index, value] of examples.entries())
        yield { value, schema, pointer: into(node.pointer, 'examples', index), direction }
    else
      for (const [, named] of membersOf(node, 'examples')) {
        const found = findResolved(document, named)
        if (found?.value.value !== undefined)
          yield { value: found.value.value, schema, pointer: into(found.pointer, 'value'), direction }
      }
  }
}

/** An object within an example, with all schemas that describe it. */
export interface ExampleObject {
  value: JsonObject
  pointer: string
  schemas: Located[]
}

/** Every object within an example, at any depth. */
export const objectsInExample = (contract: Contract, { value, schema, pointer }: Example): Generator<ExampleObject> =>
  objectsIn(contract, value, pointer, [schema])

function* objectsIn(contract: Contract, value: Json, pointer: string, start: Located[]): Generator<ExampleObject> {
  if (typeof value !== 'object' || value === null) return
  const parts = start.flatMap(schema => everyPartOf(contract.document, schema))
  const schemas = [...new Map(parts.map(part => [part.pointer, part])).values()]
  if (isObject(value)) yield { value, pointer, schemas }
  for (const [name, inner] of Object.entries(value) as [string, Json][]) {
    const ofInner = schemas.flatMap(schema => schemaOf(schema, name, Array.isArray(value)))
    yield* objectsIn(contract, inner, into(pointer, name), ofInner)
  }
}

/** The schema of an item or a property, if there is one. */
function schemaOf(schema: Located, name: string, isItem: boolean): Located[] {
  const named = isItem ? undefined : membersOf(schema, 'properties').find(([property]) => property === name)?.[1]
  const found = named ?? memberOf(schema, isItem ? 'items' : 'additionalProperties')
  return found ? [found] : []
}
