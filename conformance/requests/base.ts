import type { Json, OpenApiDocument } from '../../openapi/document.ts'
import type { BodyShape, Shape } from '../contract/request-shape.ts'
import type { At } from './case.ts'
import { validDates, validDateTimes } from './values/dates.ts'
import { encode, formOf, jsonMembersOf, jsonOf, pairsOf, writableIn } from './values/encoding.ts'
import { valueLeavesOf } from './values/leaves.ts'
import { type Extent, sampleOf } from './values/sample.ts'

/** The body of a valid request; undefined for an operation without one. JSON is preferred, then form. */
export function baseBody(document: OpenApiDocument, shape: Shape, at: At): { type: string; bytes: string } | undefined {
  if (!shape.body) return undefined
  const media = Object.keys(shape.body.media)
  const { json, form } = writableIn(media)
  const type = json ?? form ?? media[0] ?? ''
  return { type, bytes: written(type, baseFields(document, shape, at)) }
}

/** The query of a valid request without `?`, percent-encoded: required parameters only. */
export const baseQuery = (document: OpenApiDocument, shape: Shape, at: Pick<At, 'now'>): string =>
  formOf(requiredOf(document, shape.query, at))

/** Like `baseQuery`, by name and not encoded. */
export const requiredQuery = (...of: Parameters<typeof baseQuery>): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(baseQuery(...of)))

/** The headers that a valid request must have. */
export const baseHeaders = (document: OpenApiDocument, shape: Shape, at: Pick<At, 'now'>): Record<string, string> =>
  Object.fromEntries(
    shape.headers
      .filter(({ required }) => required)
      .map(({ name, schema }) => [name, String(sampleOf(document, schema, at.now))]),
  )

/** The fields of a valid body: those of the first example, else the required ones. */
export function baseFields(document: OpenApiDocument, { id, body }: Shape, at: At): Record<string, Json> {
  if (!body) return {}
  const [example] = Object.values(body.examples)
  const fields = example ? inTime(document, body, example, at) : fieldsOf(document, body, at, 'required')
  return { ...fields, ...at.known[id] }
}

/** Fields generated from their schemas. */
export const fieldsOf = (
  document: OpenApiDocument,
  { fields }: BodyShape,
  { now }: Pick<At, 'now'>,
  extent: Extent,
): Record<string, Json> =>
  Object.fromEntries(
    fields
      .filter(({ required }) => required || extent === 'all')
      .map(({ name, schema }) => [name, sampleOf(document, schema, now, extent)]),
  )

/** An example whose dates have been moved to 30 days or more after now, since fixed dates expire. */
export function inTime(
  document: OpenApiDocument,
  { fields }: BodyShape,
  example: Readonly<Record<string, Json>>,
  { now }: Pick<At, 'now'>,
): Record<string, Json> {
  const isDated = (name: string) =>
    valueLeavesOf(document, fields.find(field => field.name === name)?.schema).some(
      ({ schema }) => schema.format === 'date' || schema.format === 'date-time',
    )
  const moved = (text: string) => (text.includes(':') ? validDateTimes(now)[0] : validDates(now)[0]) ?? text
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && isDated(name) ? moved(value) : value,
    ]),
  )
}

/** Fields encoded for a media type. */
export function written(type: string, fields: Readonly<Record<string, Json>>): string {
  const { form } = writableIn([type])
  return form ? formOf(pairsOf(fields)) : jsonOf(jsonMembersOf(fields))
}

const requiredOf = (
  document: OpenApiDocument,
  inputs: Shape['query'],
  { now }: Pick<At, 'now'>,
): [name: string, encoded: string][] =>
  inputs
    .filter(({ required }) => required)
    .map(({ name, schema }) => [name, encode(String(sampleOf(document, schema, now)))])
