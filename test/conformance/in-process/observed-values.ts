import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { resolve } from '../../../openapi/references.ts'

/** By keyword, the measure that equals the bound. */
const BOUNDS: Readonly<Record<string, (value: never) => number>> = {
  minimum: (value: number) => value,
  maximum: (value: number) => value,
  minLength: (value: string) => [...value].length,
  maxLength: (value: string) => [...value].length,
  minItems: (value: unknown[]) => value.length,
  maxItems: (value: unknown[]) => value.length,
  minProperties: (value: object) => Object.keys(value).length,
}

/**
 * Counts what responses show of their schemas: each member of an enum and each bound of a schema, and, of each property that may be null
 * or absent, both. Finer than the coverage of a run, which knows a shared schema but not who uses it.
 */
export function createCensus(document: OpenApiDocument) {
  const seen = new Map<string, boolean>()
  const declared = new Set<string>()

  const at = (pointer: string): JsonObject | undefined => {
    const value = document.at(pointer)
    return isObject(value) ? value : undefined
  }

  function* inner(schema: JsonObject, pointer: string): Generator<[kind: string, name: string, pointer: string]> {
    const properties = isObject(schema.properties) ? Object.keys(schema.properties) : []
    for (const name of properties) yield ['property', name, into(pointer, 'properties', name)]
    if (isObject(schema.additionalProperties)) yield ['others', '', into(pointer, 'additionalProperties')]
    if (isObject(schema.items)) yield ['items', '', into(pointer, 'items')]
    const parts = Array.isArray(schema.allOf) ? schema.allOf : []
    for (const index of parts.keys()) yield ['part', '', into(pointer, 'allOf', index)]
    for (const [index, branch] of branchesOf(schema).entries())
      if (!isNull(branch)) yield ['branch', '', into(pointer, 'anyOf', index)]
  }

  /** Records what a schema allows and, given a value, what it contains. */
  function look(use: string, value?: { is: unknown }): void {
    const found = at(use)
    if (!found || (!value && declared.has(use))) return
    declared.add(use)
    const { value: schema, pointer } = resolve(document, { value: found, pointer: use })
    const note = (what: string, holds: boolean) => seen.set(what, holds || (seen.get(what) ?? false))

    if ([schema.type].flat().includes('null') || branchesOf(schema).some(isNull)) {
      note(`${use} null`, value?.is === null)
      note(`${use} not null`, value !== undefined && value.is !== null)
    }
    for (const member of Array.isArray(schema.enum) ? schema.enum : [])
      note(`${pointer} ${member}`, value?.is === member)
    for (const [keyword, measure] of Object.entries(BOUNDS)) {
      if (schema[keyword] === undefined) continue
      const isThere = value !== undefined && value.is !== null && measure(value.is as never) === schema[keyword]
      note(`${pointer} ${keyword}`, isThere)
    }
    for (const [kind, name, to] of inner(schema, pointer)) {
      if (kind === 'property' && !(schema.required as Json[] | undefined)?.includes(name)) {
        note(`${to} present`, hasOwn(value?.is, name))
        note(`${to} absent`, value !== undefined && !hasOwn(value.is, name))
      }
      if (!value) look(to)
      else for (const part of partsOf(kind, name, value.is, schema)) look(to, { is: part })
    }
  }

  return {
    declare: (pointer: string) => look(pointer),
    count: (pointer: string, value: unknown) => look(pointer, { is: value }),
    /** Everything that no response contained. */
    missing: () => [...seen].flatMap(([what, isSeen]) => (isSeen ? [] : [what])).sort(),
    size: () => seen.size,
  }
}

const branchesOf = ({ anyOf }: JsonObject): Json[] => (Array.isArray(anyOf) ? anyOf : [])

const isNull = (schema: Json): boolean => isObject(schema) && schema.type === 'null'

const hasOwn = (value: unknown, name: string) =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)

/** The values that a nested schema applies to. */
function partsOf(kind: string, name: string, value: unknown, schema: JsonObject): unknown[] {
  if (kind === 'part') return [value]
  // Null is noted where the schema stands; the other branches are about values.
  if (kind === 'branch') return value === null ? [] : [value]
  if (kind === 'items') return Array.isArray(value) ? value : []
  if (typeof value !== 'object' || value === null) return []
  if (kind === 'property') return Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : []
  const known = isObject(schema.properties) ? Object.keys(schema.properties) : []
  return Object.entries(value).flatMap(([key, part]) => (known.includes(key) ? [] : [part]))
}
