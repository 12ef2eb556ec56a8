import type { OpenApiDocument } from '../../openapi/document.ts'
import { inputRulesOf } from '../contract/input-rules.ts'
import type { Shape } from '../contract/request-shape.ts'
import { baseBody, baseFields, baseHeaders, baseQuery } from './base.ts'
import type { At, Recipe } from './case.ts'
import { type ProbeGenerator, probes } from './probe.ts'
import { padded } from './values/bytes.ts'
import { encode, jsonMembersOf, jsonOf, put, writableIn } from './values/encoding.ts'
import { wrongHeaderFor } from './values/header-values.ts'
import { wrongTextFor, wrongTypeFor } from './values/invalid-values.ts'

/** Errors that a request can have, each leading to a different refusal. The order has no meaning. */
const REQUEST_ERRORS = [
  'invalid token',
  'unknown id',
  'foreign id',
  'too large',
  'wrong media type',
  'malformed',
  'invalid header',
  'invalid query',
  'invalid field',
] as const
type RequestError = (typeof REQUEST_ERRORS)[number]

/** Pairs of errors that cannot occur together, because one hides or excludes the other. */
const EXCLUSIVE: [RequestError, RequestError][] = [
  ['unknown id', 'foreign id'],
  ['malformed', 'invalid field'],
]

/** Requests with two errors, and with all of them: the response shows the order in which errors are checked. */
export const multipleErrorProbes: ProbeGenerator = (document, shape, at) => {
  const errors = REQUEST_ERRORS.filter(error => isPossible(document, shape, error))
  const pairs = errors.flatMap((one, index) => errors.slice(index + 1).map(other => [one, other] as const))
  const isExclusive = ([one, other]: readonly [RequestError, RequestError]) =>
    EXCLUSIVE.some(([a, b]) => a === one && b === other)
  return probes('several errors', [
    ...pairs
      .filter(pair => !isExclusive(pair))
      .map(pair => [pair.join(', '), recipeOf(document, shape, new Set(pair), at)] as const),
    ...(errors.length > 2
      ? (['foreign id', 'unknown id'] as const).map(left => {
          const all = errors.filter(error => error !== left)
          return [all.join(', '), recipeOf(document, shape, new Set(all), at)] as const
        })
      : []),
  ])
}

function isPossible(document: OpenApiDocument, shape: Shape, error: RequestError): boolean {
  const { json } = writableIn(Object.keys(shape.body?.media ?? {}))
  switch (error) {
    case 'invalid token':
      return shape.isSecured
    case 'unknown id':
    case 'foreign id':
      return shape.ids.length > 0
    case 'too large':
      return json !== undefined && Number.isFinite(inputRulesOf(document).maxBodyBytes)
    case 'wrong media type':
    case 'malformed':
      return json !== undefined
    case 'invalid header':
      return badHeader(shape) !== undefined
    case 'invalid query':
      return badQuery(document, shape) !== undefined
    case 'invalid field':
      return json !== undefined && badField(document, shape) !== undefined
  }
}

function recipeOf(document: OpenApiDocument, shape: Shape, errors: ReadonlySet<RequestError>, at: At): Recipe {
  const id = errors.has('unknown id') ? 'missing' : errors.has('foreign id') ? 'foreign' : undefined
  const query = errors.has('invalid query') ? badQuery(document, shape) : undefined
  const header = errors.has('invalid header') ? badHeader(shape) : undefined
  const body = bodyOf(document, shape, errors, at)
  return {
    ...(errors.has('invalid token') && { token: { raw: 'Bearer 1|unknown' } }),
    ...(id && { id }),
    ...(query && { query: [baseQuery(document, shape, at), query].filter(Boolean).join('&') }),
    ...(header && { headers: { ...baseHeaders(document, shape, at), ...header } }),
    ...(body && { body }),
  }
}

function bodyOf(document: OpenApiDocument, shape: Shape, errors: ReadonlySet<RequestError>, at: At): Recipe['body'] {
  const good = baseBody(document, shape, at)
  if (
    !good ||
    !(['too large', 'wrong media type', 'malformed', 'invalid field'] as const).some(error => errors.has(error))
  )
    return undefined
  const members = jsonMembersOf(baseFields(document, shape, at))
  const bad = errors.has('invalid field') ? badField(document, shape) : undefined
  const text = errors.has('malformed') ? '{' : bad ? jsonOf(put(members, ...bad)) : good.bytes
  const type = errors.has('wrong media type') ? 'text/plain' : good.type
  return { type, bytes: errors.has('too large') ? padded(text, inputRulesOf(document).maxBodyBytes + 1, ' ') : text }
}

function badHeader({ headers }: Shape): Record<string, string> | undefined {
  for (const { name, schema } of headers) {
    const wrong = wrongHeaderFor(schema)
    if (wrong !== undefined) return { [name]: wrong }
  }
  return undefined
}

function badQuery(document: OpenApiDocument, { query }: Shape): string | undefined {
  for (const { name, schema, required } of query) {
    const wrong = required ? undefined : wrongTextFor(document, schema)
    if (wrong !== undefined) return `${encode(name)}=${wrong}`
  }
  return undefined
}

function badField(document: OpenApiDocument, { body }: Shape): [name: string, json: string] | undefined {
  for (const { name, schema } of body?.fields ?? []) {
    const wrong = wrongTypeFor(document, schema)
    if (wrong !== undefined) return [name, wrong]
  }
  return body?.closed ? ['unknown', '1'] : undefined
}
