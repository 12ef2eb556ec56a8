import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { resolve } from '../../../openapi/references.ts'

/** Type of the values of a schema without alternatives. */
export type Kind = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object' | 'any'

/** One alternative of a schema, of one type, with references followed and allOf merged. */
export interface Leaf {
  kind: Kind
  schema: JsonObject
}

/** Limit for recursive schemas; deeper alternatives are ignored. */
const MAX_DEPTH = 12

export function leavesOf(document: OpenApiDocument, given: Json | undefined, depth = 0): Leaf[] {
  if (!isObject(given) || depth > MAX_DEPTH) return []
  const schema = followed(document, given)
  const { anyOf, oneOf, ...beside } = schema
  const alternatives = [anyOf, oneOf].find(list => Array.isArray(list))
  if (Array.isArray(alternatives))
    return alternatives.flatMap(part =>
      leavesOf(document, isObject(part) ? together(beside, followed(document, part)) : beside, depth + 1),
    )
  if (Array.isArray(schema.allOf)) {
    const { allOf, ...rest } = schema
    const parts = schema.allOf.filter(isObject).map(part => followed(document, part))
    return leavesOf(document, parts.reduce(together, rest), depth + 1)
  }
  return [schema.type ?? kindByKeywords(schema)].flat().map(type => leafOf(schema, type as Kind))
}

/** All alternatives except null. */
export const valueLeavesOf = (document: OpenApiDocument, schema: Json | undefined): Leaf[] =>
  leavesOf(document, schema).filter(({ kind }) => kind !== 'null')

/** The enum values of the alternative's type; a const is an enum with one value. */
export function membersOf({ schema }: Leaf): Json[] | undefined {
  if (schema.const !== undefined) return [schema.const]
  return Array.isArray(schema.enum) ? schema.enum : undefined
}

function leafOf(schema: JsonObject, kind: Kind): Leaf {
  if (!Array.isArray(schema.enum) || kind === 'any') return { kind, schema }
  return { kind, schema: { ...schema, enum: schema.enum.filter(member => (member === null) === (kind === 'null')) } }
}

/** A schema merged with its reference; its own keywords take precedence. */
function followed(document: OpenApiDocument, { $ref, ...beside }: JsonObject): JsonObject {
  if ($ref === undefined) return beside
  return { ...resolve(document, { value: { $ref }, pointer: '#' }).value, ...beside }
}

function together(one: JsonObject, other: JsonObject): JsonObject {
  const merged = { ...one, ...other }
  if (isObject(one.properties) && isObject(other.properties))
    merged.properties = { ...one.properties, ...other.properties }
  if (Array.isArray(one.required) && Array.isArray(other.required))
    merged.required = [...one.required, ...other.required]
  return merged
}

function kindByKeywords(schema: JsonObject): Kind {
  if (schema.properties !== undefined) return 'object'
  if (schema.items !== undefined) return 'array'
  const members = [schema.const ?? schema.enum ?? []].flat()
  const isText = members.length > 0 && members.every(member => typeof member === 'string')
  if (isText || ['pattern', 'format', 'minLength', 'maxLength'].some(keyword => schema[keyword] !== undefined))
    return 'string'
  return schema.minimum !== undefined || schema.maximum !== undefined ? 'number' : 'any'
}
