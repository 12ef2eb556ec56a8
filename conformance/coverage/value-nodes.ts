import { isObject, type Json, type OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import { resolve } from '../../openapi/references.ts'
import type { Cell } from '../report.ts'

/** A schema of response bodies, with the cells that a run must observe. */
export interface ValueNode {
  isUri: boolean
  enums: ReadonlyMap<Json, Cell>
  null: Cell | undefined
  properties: ReadonlyMap<string, ValueNode>
  /** The schema of properties that are not listed. */
  others: ValueNode | undefined
  items: ValueNode | undefined
  /** The members of allOf, anyOf and oneOf. */
  parts: readonly ValueNode[]
  /** By the name of a property that may be absent. */
  optional: ReadonlyMap<string, { present: Cell; absent: Cell }>
  types: readonly string[]
}

/** Creates the nodes of a document's schemas, each once, and their cells. */
export function createValueNodes(document: OpenApiDocument) {
  const nodes = new Map<string, ValueNode>()
  const cells: Cell[] = []

  function cellOf(pointer: string, what: string): Cell {
    const cell: Cell = { kind: 'value', name: `${pointer} ${what}`, pointer, seen: 0 }
    cells.push(cell)
    return cell
  }

  function nodeAt(start: string): ValueNode | undefined {
    const found = document.at(start)
    if (!isObject(found)) return undefined
    const { value: schema, pointer } = resolve(document, { value: found, pointer: start })
    const known = nodes.get(pointer)
    if (known) return known
    const types = [schema.type].flat().filter(type => typeof type === 'string')
    const members = Array.isArray(schema.enum) ? schema.enum : []
    const properties = isObject(schema.properties) ? Object.keys(schema.properties) : []
    const required = Array.isArray(schema.required) ? schema.required : []
    const optional = properties.filter(name => !required.includes(name))
    const node: ValueNode & { properties: Map<string, ValueNode>; parts: ValueNode[] } = {
      isUri: schema.format === 'uri',
      types,
      enums: new Map(members.map(member => [member, cellOf(pointer, `enum ${JSON.stringify(member)}`)])),
      // A null alternative is a node of its own.
      null: types.includes('null') ? cellOf(pointer, 'null') : undefined,
      optional: new Map(
        optional.map(name => {
          const at = into(pointer, 'properties', name)
          return [name, { present: cellOf(at, 'present'), absent: cellOf(at, 'absent') }]
        }),
      ),
      properties: new Map(),
      parts: [],
      others: undefined,
      items: undefined,
    }
    // Registered before its parts, which may refer back to it.
    nodes.set(pointer, node)
    for (const name of properties) add(node.properties, name, nodeAt(into(pointer, 'properties', name)))
    node.others = isObject(schema.additionalProperties) ? nodeAt(into(pointer, 'additionalProperties')) : undefined
    node.items = nodeAt(into(pointer, 'items'))
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const list = schema[keyword]
      if (!Array.isArray(list)) continue
      node.parts.push(...list.flatMap((_, index) => nodeAt(into(pointer, keyword, index)) ?? []))
    }
    return node
  }

  return { nodeAt, cells }
}

const add = (map: Map<string, ValueNode>, name: string, node: ValueNode | undefined) => node && map.set(name, node)
