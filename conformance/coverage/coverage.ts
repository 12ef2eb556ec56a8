import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Operation } from '../../openapi/operations.ts'
import { commonErrorOf, type DeclaredResponse, declaredFor, responsesOf } from '../contract/responses.ts'
import type { ReceivedResponse } from '../exchange/exchange.ts'
import type { Cell } from '../report.ts'
import { createValueNodes, type ValueNode } from './value-nodes.ts'

/** What the contract declares, and how often a run has observed it. */
export interface Coverage {
  cells: readonly Cell[]
  /**
   * Counts a valid response.
   * @returns the URIs in its body
   */
  saw(operation: Operation, method: string, response: ReceivedResponse): string[]
  /** Counts an error that belongs to no operation. */
  sawError(response: ReceivedResponse): void
}

interface ResponseCells {
  declared: DeclaredResponse
  media: ReadonlyMap<string, Cell>
  headers: ReadonlyMap<string, { present: Cell; absent: Cell | undefined }>
  nodes: ReadonlyMap<string, ValueNode | undefined>
}

/** @param isWhole whether the values of schemas are counted too: a few operations cannot show all values of the schemas they share */
export function createCoverage(document: OpenApiDocument, operations: readonly Operation[], isWhole = true): Coverage {
  const { nodeAt, cells: valueCells } = createValueNodes(document)
  const cells: Cell[] = []
  const make = (cell: Omit<Cell, 'seen'>): Cell => {
    const made = { ...cell, seen: 0 }
    cells.push(made)
    return made
  }

  function cellsOf({ id }: Operation, declared: DeclaredResponse): ResponseCells {
    const { status, pointer } = declared
    const base = { operation: id, status, pointer }
    const types = declared.media.size === 0 ? [''] : [...declared.media.keys()]
    return {
      declared,
      media: new Map(
        types.map(mediaType => [
          mediaType,
          make({ ...base, kind: 'response', name: `${id} ${status} ${mediaType || 'no body'}`, mediaType }),
        ]),
      ),
      headers: new Map(
        declared.headers.map(({ name: header, required, pointer: at }) => {
          const name = `${id} ${status} ${header}`
          const cell = { ...base, header, pointer: at }
          const present = make({ ...cell, kind: 'header', name })
          return [
            header,
            { present, absent: required ? undefined : make({ ...cell, kind: 'value', name: `${name} absent` }) },
          ]
        }),
      ),
      nodes: new Map([...declared.media].map(([type, { schema }]) => [type, schema ? nodeAt(schema) : undefined])),
    }
  }

  const byOperation = new Map(
    operations.map(operation => [
      operation.id,
      responsesOf(document, operation).map(response => cellsOf(operation, response)),
    ]),
  )
  const error = nodeAt(commonErrorOf(document, operations)?.schema ?? '')
  if (isWhole) cells.push(...valueCells)
  const counted = new Map<string, string[]>()

  return {
    cells,
    saw(operation, method, response) {
      const all = byOperation.get(operation.id) ?? []
      const declared = declaredFor(
        all.map(response => response.declared),
        response.status,
      )
      const found = all.find(response => response.declared === declared)
      if (!found) return []
      for (const [name, { present, absent }] of found.headers) {
        const cell = response.headers.has(name.toLowerCase()) ? present : absent
        if (cell) cell.seen++
      }
      if (method === 'HEAD') return []
      const type =
        response.bytes.length === 0 ? '' : (response.headers.get('content-type') ?? '').replace(/;.*/s, '').trim()
      const media = found.media.get(type.toLowerCase())
      if (media) media.seen++
      const node = found.nodes.get(type.toLowerCase())
      // An identical body adds nothing new.
      const key = `${operation.id} ${response.status} ${response.text}`
      const known = counted.get(key)
      if (known || !node) return known ?? []
      const uris: string[] = []
      see(node, response.json, uris)
      counted.set(key, uris)
      return uris
    },

    sawError({ json }) {
      if (error) see(error, json, [])
    },
  }
}

/** Counts the parts of a schema that a value contains, and collects its URIs. */
function see(node: ValueNode, value: unknown, uris: string[]): void {
  if (node.isUri && typeof value === 'string') uris.push(value)
  if (value === null && node.null) node.null.seen++
  const member = node.enums.get(value as never)
  if (member) member.seen++
  // A null stands for the alternative that is only null, so that a second one that allows null is still missed.
  const nulls = value === null ? node.parts.filter(({ types }) => types.join() === 'null') : []
  for (const part of nulls.length > 0 ? nulls : node.parts) if (admits(part, value)) see(part, value, uris)
  if (Array.isArray(value)) {
    if (node.items) for (const item of value) see(node.items, item, uris)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, { present, absent }] of node.optional) (Object.hasOwn(value, name) ? present : absent).seen++
  for (const [name, inner] of Object.entries(value)) {
    const property = node.properties.get(name) ?? node.others
    if (property) see(property, inner, uris)
  }
}

/** Whether a value may match an alternative, by its type. */
function admits({ types }: ValueNode, value: unknown): boolean {
  if (types.length === 0) return value !== null
  if (value === null) return types.includes('null')
  if (Array.isArray(value)) return types.includes('array')
  return types.includes(typeof value) || (Number.isInteger(value) && types.includes('integer'))
}
