import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { formatExamples } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { boundsOf } from './numbers.ts'
import { textOf } from './pattern.ts'

/** Which properties of objects are included. */
export type Extent = 'required' | 'all'

/** Depth below which optional properties are left out, so that schemas may be recursive. */
const MAX_DEPTH = 4

/**
 * A simple value that a schema accepts: the first enum value, the minimum, or the shortest string.
 * @param now Unix milliseconds; dates are later
 */
export function sampleOf(
  document: OpenApiDocument,
  schema: Json | undefined,
  now: number,
  extent: Extent = 'required',
  depth = 0,
): Json {
  const [leaf] = valueLeavesOf(document, schema)
  if (!leaf) return null
  const [member] = membersOf(leaf) ?? []
  if (member !== undefined) return member
  const inner = (part: Json | undefined) =>
    sampleOf(document, part, now, depth < MAX_DEPTH ? extent : 'required', depth + 1)
  if (leaf.kind === 'object') return objectOf(leaf.schema, extent, inner, depth)
  if (leaf.kind === 'array') return arrayOf(leaf.schema, inner)
  if (leaf.kind === 'boolean') return true
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberOf(leaf)
  return leaf.kind === 'null' ? null : stringOf(leaf.schema, now)
}

function objectOf(
  schema: JsonObject,
  extent: Extent,
  inner: (part: Json | undefined) => Json,
  depth: number,
): JsonObject {
  const required = Array.isArray(schema.required) ? schema.required : []
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
  const isGiven = (name: string) => (extent === 'all' && depth < MAX_DEPTH) || required.includes(name)
  return Object.fromEntries(properties.filter(([name]) => isGiven(name)).map(([name, part]) => [name, inner(part)]))
}

function arrayOf({ items, minItems, uniqueItems }: JsonObject, inner: (part: Json | undefined) => Json): Json[] {
  const length = typeof minItems === 'number' ? minItems : 1
  const item = inner(items)
  const next = (index: number) =>
    typeof item === 'number' ? item + index : typeof item === 'string' ? `${item}${index || ''}` : item
  return Array.from({ length }, (_, index) => (uniqueItems === true ? next(index) : item))
}

function numberOf(leaf: Leaf): number {
  const { least, most, step } = boundsOf(leaf)
  if (least !== undefined) return Math.ceil(least / step) * step
  return most === undefined || most >= step ? step : Math.floor(most / step) * step
}

function stringOf({ format, pattern, minLength }: JsonObject, now: number): string {
  const [form] = formatExamples(format, now)?.valid ?? []
  if (form !== undefined) return form
  const length = typeof minLength === 'number' ? Math.max(minLength, 1) : 1
  return typeof pattern === 'string' ? textOf(pattern, length) : 'x'.repeat(length)
}
