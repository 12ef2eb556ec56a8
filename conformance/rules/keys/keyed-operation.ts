import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type OpenApiDocument } from '../../../openapi/document.ts'
import type { Shape } from '../../contract/request-shape.ts'
import { responsesOf } from '../../contract/responses.ts'
import { baseFields, fieldsOf, inTime, written } from '../../requests/base.ts'
import type { At } from '../../requests/case.ts'
import { writableIn } from '../../requests/values/encoding.ts'
import { createRequestValidator } from '../../validation/request.ts'

const KEY = 'idempotency-key'
const MARK = 'idempotent-replayed'

/** An operation that accepts an Idempotency-Key. */
export interface KeyedOperation {
  shape: Shape
  /** The header's name as in the contract. */
  header: string
  /** The header that marks a replay, if the contract declares it. */
  mark: string | undefined
  /** Whether each request adds a row, so that repeating it does no harm. */
  isCreation: boolean
}

export function keyedOperationOf(document: OpenApiDocument, shape: Shape): KeyedOperation | undefined {
  const header = shape.headers.find(({ name }) => name.toLowerCase() === KEY)?.name
  if (header === undefined) return undefined
  const successes = responsesOf(document, shape.operation).filter(({ status }) => /^2/.test(status))
  const mark = successes.flatMap(({ headers }) => headers).find(({ name }) => name.toLowerCase() === MARK)?.name
  return { shape, header, mark, isCreation: successes.some(({ status }) => status === '201') }
}

/** A second valid body, with other values than the usual one; undefined if the contract has none. */
export function otherBody(document: OpenApiDocument, shape: Shape, at: At): Record<string, Json> | undefined {
  const { body } = shape
  if (!body) return undefined
  const { json, form } = writableIn(Object.keys(body.media))
  const type = json ?? form ?? ''
  const validator = createRequestValidator(document)
  const valuesOf = (fields: Record<string, Json>) => {
    const sent = { type, bytes: written(type, fields) }
    const expected = validator.validate(shape, {}, sent, { own: new Set(), foreign: new Set() })
    return expected.accepted ? expected.values : undefined
  }
  const base = valuesOf(baseFields(document, shape, at))
  const candidates = [
    ...Object.values(body.examples).map(example => inTime(document, body, example, at)),
    fieldsOf(document, body, at, 'all'),
    fieldsOf(document, body, at, 'required'),
  ]
  return candidates.find(fields => {
    const values = valuesOf(fields)
    return values !== undefined && !isDeepStrictEqual(values, base)
  })
}

/** A body that must be refused; undefined if every object is valid. */
export function invalidBody({ body }: Shape): Record<string, Json> | undefined {
  if (body?.closed) return { unknown: 'field' }
  return body?.fields.some(({ required }) => required) ? {} : undefined
}

/** The errors that the contract shows for a reused key: those that name the header alone. */
export function reuseErrors(document: OpenApiDocument, { operation }: Shape): Json[] {
  const refusals = responsesOf(document, operation).filter(({ status }) => status === '422')
  const examples = refusals.flatMap(({ media }) => [...media.values()].flatMap(body => body.examples))
  return examples.filter(example => fieldsNamed(example).join() === FIELD)
}

/** The header as a field of a validation error. */
export const FIELD = KEY.replaceAll('-', '_')

/** The fields that a validation error names: the keys of its object of lists. */
export function fieldsNamed(error: unknown): string[] {
  if (!isObject(error as Json)) return []
  const errors = Object.values(error as object).find(
    member => isObject(member) && Object.values(member).every(Array.isArray),
  )
  return Object.keys(errors ?? {})
}
