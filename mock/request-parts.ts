import type { RequestContext } from '../server/http/context.ts'
import { parseFormEncoded, type ReceivedFields, rawQuery } from '../server/http/fields.ts'
import type { PrismOperation } from './prism.ts'

/** The keywords of a JSON Schema that the input rules need. */
export interface FieldSchema {
  type?: unknown
  format?: string
  maxLength?: number
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
  return part('query', schemas, parseFormEncoded(rawQuery(c.req.raw.url)), true)
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
  return (request?.path ?? []).every(({ name, schema }) => !isInteger(schema) || isCanonical(c.req.param(name) ?? ''))
}

export const isInteger = (schema: FieldSchema | undefined): boolean => [schema?.type].flat().includes('integer')

/** Prism also accepts `1e1`, `0x10`, `+2`, `2.0`, ` 5` and `007`, which the contract does not. */
export const isCanonical = (value: unknown): boolean => typeof value !== 'string' || /^(0|-?[1-9]\d*)$/.test(value)

/** Trims strings other than passwords and integers. A string that is too long stays, because lengths are checked before trimming (x-input trim). */
function part(place: Part['place'], schemas: Part['schemas'], sent: ReceivedFields, closed: boolean): Part {
  const values = Object.entries(sent.values).map(([field, value]) => {
    const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined
    const isKept = typeof value !== 'string' || isInteger(schema) || schema?.format === 'password'
    return [field, isKept || [...value].length > (schema?.maxLength ?? Infinity) ? value : value.trim()]
  })
  return { place, schemas, sent: { ...sent, values: Object.fromEntries(values) }, closed }
}
