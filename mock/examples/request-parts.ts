import type { RequestContext } from '../../server/http/context.ts'
import { parseFormEncoded, type ReceivedFields, rawQuery } from '../../server/http/fields.ts'
import type { PrismOperation } from './prism.ts'

/** The keywords of a JSON Schema that the input rules need. */
export interface FieldSchema {
  type?: unknown
  format?: string
  minLength?: number
  maxLength?: number
  items?: unknown
  enum?: unknown
  const?: unknown
  allOf?: FieldSchema[]
  anyOf?: FieldSchema[]
  oneOf?: FieldSchema[]
}

/** Query, body or headers of a request, with their schemas. */
export interface Part {
  place: 'query' | 'body' | 'header'
  /** By field name, in the order of the document. */
  schemas: Record<string, FieldSchema>
  sent: ReceivedFields
  /** Whether undeclared fields are refused. */
  closed: boolean
}

const NO_FIELDS = parseFormEncoded('')

/** The query of an operation that declares query parameters (x-input closedQuery). */
export function queryOf({ request }: PrismOperation, c: RequestContext): Part | undefined {
  const declared = request?.query ?? []
  if (declared.length === 0) return undefined
  const schemas = Object.fromEntries(declared.map(({ name, schema }) => [name, schema as FieldSchema]))
  const query = rawQuery(c.req.raw.url)
  return part('query', schemas, withLists(schemas, parseFormEncoded(query), query), true)
}

/** A parameter that is a list has all values of its repeated keys. An empty value is absent, as in other parameters. */
function withLists(schemas: Part['schemas'], sent: ReceivedFields, query: string): ReceivedFields {
  const parameters = new URLSearchParams(query)
  const lists = Object.keys(sent.values).filter(name => Object.hasOwn(schemas, name) && isList(schemas[name]))
  const values = lists.map(name => [name, parameters.getAll(name).filter(Boolean)])
  return {
    ...sent,
    values: { ...sent.values, ...Object.fromEntries(values) },
    repeated: sent.repeated.filter(name => !isList(schemas[name])),
  }
}

/** The body of an operation that has a request body. An absent body counts as `{}`. */
export function bodyOf({ request }: PrismOperation, sent: ReceivedFields = NO_FIELDS): Part | undefined {
  const schema = request?.body?.contents?.[0]?.schema
  if (!schema) return undefined
  return part('body', (schema.properties ?? {}) as Part['schemas'], sent, schema.additionalProperties === false)
}

/** The declared headers, by their field names in errors, such as `idempotency_key`. */
export function headersOf({ request }: PrismOperation, c: RequestContext): Part {
  const declared = request?.headers ?? []
  const given = declared.filter(({ name }) => c.req.header(name) !== undefined)
  const field = (name: string) => name.toLowerCase().replaceAll('-', '_')
  return {
    place: 'header',
    schemas: Object.fromEntries(declared.map(({ name, schema }) => [field(name), schema as FieldSchema])),
    sent: { ...NO_FIELDS, values: Object.fromEntries(given.map(({ name }) => [field(name), c.req.header(name)])) },
    closed: false,
  }
}

/** Whether every integer in the path is written in canonical form (x-input invalidPathId). */
export function hasCanonicalPath({ request }: PrismOperation, c: RequestContext): boolean {
  return (request?.path ?? []).every(
    ({ name, schema }) => !isInteger(schema as FieldSchema | undefined) || isCanonical(c.req.param(name) ?? ''),
  )
}

const isList = (schema: FieldSchema | undefined): boolean => typesOf(schema).includes('array')

export const isInteger = (schema: FieldSchema | undefined): boolean =>
  typesOf(schema).includes('integer') && !typesOf(schema).includes('string')

/** The schema of each value of a field: for a list, the schema of its items. */
export const itemSchema = (schema: FieldSchema | undefined): FieldSchema | undefined =>
  isList(schema) ? (schema?.items as FieldSchema | undefined) : schema

/** A schema and those that it combines. */
export const combined = (schema: FieldSchema | undefined): FieldSchema[] =>
  schema === undefined
    ? []
    : [schema, ...[schema.allOf, schema.anyOf, schema.oneOf].flatMap(members => (members ?? []).flatMap(combined))]

const typesOf = (schema: FieldSchema | undefined): unknown[] => combined(schema).flatMap(({ type }) => type)

/** Prism also accepts `1e1`, `0x10`, `+2`, `2.0`, ` 5` and `007`, which the contract does not. */
export const isCanonical = (value: unknown): boolean => typeof value !== 'string' || /^(0|-?[1-9]\d*)$/.test(value)

/** Trims strings other than passwords and integers (x-input trim). */
function part(place: Part['place'], schemas: Part['schemas'], sent: ReceivedFields, closed: boolean): Part {
  const values = Object.entries(sent.values).map(([field, value]) => {
    const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined
    const isListed = place === 'query' && Array.isArray(value)
    return [field, isListed ? value.map(each => trimmed(itemSchema(schema), each)) : trimmed(schema, value)]
  })
  return { place, schemas, sent: { ...sent, values: Object.fromEntries(values) }, closed }
}

/**
 * A string that is too long stays, because lengths are checked before trimming. So does a blank one, because Prism treats an empty value of
 * a query or form as absent.
 */
function trimmed(schema: FieldSchema | undefined, value: unknown): unknown {
  if (typeof value !== 'string' || isInteger(schema) || isPassword(schema)) return value
  const limits = combined(schema).map(({ maxLength = Infinity }) => maxLength)
  return [...value].length > Math.min(...limits) ? value : value.trim() || value
}

const isPassword = (schema: FieldSchema | undefined): boolean =>
  combined(schema).some(({ format }) => format === 'password')

/** Whether the schema refuses a string of blanks, as it does an empty one. */
export const refusesBlank = (schema: FieldSchema | undefined): boolean =>
  !isPassword(schema) && combined(schema).some(({ minLength = 0 }) => minLength > 0)
