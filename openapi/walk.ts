import { isObject, type Json, type JsonObject, type Located } from './json.ts'
import { into } from './pointer.ts'
import { type FieldValue, fieldOf, type Kind } from './vocabulary.ts'

/** An object in the document, with its kind. */
export interface Node extends Located {
  kind: Kind
  /** The kind that is expected here. Differs from `kind` only for a Reference Object, which may replace other objects. */
  expected: Kind
  /** The object that contains it; undefined for the object where the walk starts. */
  parent: Node | undefined
  /** The field of the parent that contains it, possibly in lists and maps. */
  field: string
}

/**
 * Every object of a document in document order, parents before children. Values of the wrong type, which only a document with refusals
 * has, are omitted.
 */
export const walk = (root: JsonObject): Generator<Node> => walkFrom('OpenAPI', { value: root, pointer: '#' })

/**
 * Like `walk`, but starts at an object inside a document. References are not followed.
 * @param without names of fields to skip
 */
export const walkFrom = (
  kind: Kind,
  { value, pointer }: Located,
  without: ReadonlySet<string> = new Set(),
): Generator<Node> => {
  return nodesIn({ is: 'object', kind, orReference: true }, value, pointer, undefined, '')

  function* nodesIn(
    holds: FieldValue,
    value: Json,
    pointer: string,
    parent: Node | undefined,
    field: string,
  ): Generator<Node> {
    if (holds.is === 'list' && Array.isArray(value))
      for (const [index, item] of value.entries()) yield* nodesIn(holds.of, item, into(pointer, index), parent, field)
    if (!isObject(value)) return
    if (holds.is === 'map')
      for (const [name, item] of Object.entries(value))
        yield* nodesIn(holds.of, item, into(pointer, name), parent, field)
    if (holds.is !== 'object') return
    const isReference = holds.kind !== 'Schema' && holds.orReference && value.$ref !== undefined
    const kind = isReference ? 'Reference' : holds.kind
    const node: Node = { kind, expected: holds.kind, value, pointer, parent, field }
    yield node
    for (const [name, inner] of Object.entries(value)) {
      const held = fieldOf(kind, name)
      if (held && !without.has(name)) yield* nodesIn(held, inner, into(pointer, name), node, name)
    }
  }
}
