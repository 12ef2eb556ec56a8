import type { RequestContext } from '../server/http/context.ts'
import { parseFormEncoded, type ReceivedFields, rawQuery } from '../server/http/fields.ts'
import type { PrismOperation } from './prism.ts'

/** As much of a JSON Schema as the house rules need. */
export interface FieldSchema {
  type?: unknown
  format?: string
  maxLength?: number
}

/** One part of a request: what it may hold, and what it holds. */
export interface Part {
  place: 'query' | 'body' | 'header'
  /** By field, in the order of the document. */
  schemas: Record<string, FieldSchema>
  sent: ReceivedFields
  /** Whether a field that is not declared is refused. */
  closed: boolean
}

const NO_FIELDS = parseFormEncoded('')

/** The query, on an operation that declares one (x-input closedQuery). */
export function queryOf({ request }: PrismOperation, c: RequestContext): Part | undefined {
  const declared = request?.query ?? []
  if (declared.length === 0) return undefined
  const schemas = Object.fromEntries(declared.map(({ name, schema }) => [name, schema as FieldSchema]))
  return part('query', schemas, parseFormEncoded(rawQuery(c.req.raw.url)), true)
}

/** The body, on an operation that takes one; an absent one is `{}`. */
export function bodyOf({ request }: PrismOperation, sent: ReceivedFields = NO_FIELDS): Part | undefined {
  const schema = request?.body?.contents?.[0]?.schema
  if (!schema) return undefined
  return part('body', (schema.properties ?? {}) as Part['schemas'], sent, schema.additionalProperties === false)
}

/** The declared headers, by the names that errors give them: `idempotency_key`. */
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

/** Whether every path parameter that is an integer looks like one (x-input invalidPathId). */
export function hasCanonicalPath({ request }: PrismOperation, c: RequestContext): boolean {
  return (request?.path ?? []).every(({ name, schema }) => !isInteger(schema) || isCanonical(c.req.param(name) ?? ''))
}

export const isInteger = (schema: FieldSchema | undefined): boolean => [schema?.type].flat().includes('integer')

/** `1e1`, `0x10`, `+2`, `2.0`, ` 5` and `007` are integers to Prism, not to the contract. */
export const isCanonical = (value: unknown): boolean => typeof value !== 'string' || /^(0|-?[1-9]\d*)$/.test(value)

/** Texts are trimmed, but for passwords and integers; lengths count before that (x-input trim). */
function part(place: Part['place'], schemas: Part['schemas'], sent: ReceivedFields, closed: boolean): Part {
  const values = Object.entries(sent.values).map(([field, value]) => {
    const schema = Object.hasOwn(schemas, field) ? schemas[field] : undefined
    const isKept = typeof value !== 'string' || isInteger(schema) || schema?.format === 'password'
    return [field, isKept || [...value].length > (schema?.maxLength ?? Infinity) ? value : value.trim()]
  })
  return { place, schemas, sent: { ...sent, values: Object.fromEntries(values) }, closed }
}
