import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/shape.ts'
import { inputRulesOf } from '../judge/input-rules.ts'
import { baseBody, baseFields, baseHeaders, baseQuery } from './base.ts'
import type { At, Recipe } from './case.ts'
import { type Family, probes } from './probe.ts'
import { padded } from './values/bytes.ts'
import { encode, jsonMembersOf, jsonOf, put, writableIn } from './values/encoding.ts'
import { wrongHeaderFor } from './values/header-trials.ts'
import { wrongTextFor, wrongTypeFor } from './values/wrong.ts'

/** Errors that a request can have, each leading to a different refusal. The order has no meaning. */
const FAULTS = [
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
type Fault = (typeof FAULTS)[number]

/** Pairs of errors that cannot occur together, because one hides or excludes the other. */
const APART: [Fault, Fault][] = [
  ['unknown id', 'foreign id'],
  ['malformed', 'invalid field'],
]

/** Requests with two errors, and with all of them: the response shows the order in which errors are checked. */
export const pairProbes: Family = (document, shape, at) => {
  const faults = FAULTS.filter(fault => isPossible(document, shape, fault))
  const pairs = faults.flatMap((one, index) => faults.slice(index + 1).map(other => [one, other] as const))
  const apart = ([one, other]: readonly [Fault, Fault]) => APART.some(([a, b]) => a === one && b === other)
  return probes('several errors', [
    ...pairs
      .filter(pair => !apart(pair))
      .map(pair => [pair.join(', '), recipeOf(document, shape, new Set(pair), at)] as const),
    ...(faults.length > 2
      ? (['foreign id', 'unknown id'] as const).map(left => {
          const all = faults.filter(fault => fault !== left)
          return [all.join(', '), recipeOf(document, shape, new Set(all), at)] as const
        })
      : []),
  ])
}

function isPossible(document: OpenApiDocument, shape: Shape, fault: Fault): boolean {
  const { json } = writableIn(Object.keys(shape.body?.media ?? {}))
  switch (fault) {
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

function recipeOf(document: OpenApiDocument, shape: Shape, faults: ReadonlySet<Fault>, at: At): Recipe {
  const id = faults.has('unknown id') ? 'missing' : faults.has('foreign id') ? 'foreign' : undefined
  const query = faults.has('invalid query') ? badQuery(document, shape) : undefined
  const header = faults.has('invalid header') ? badHeader(shape) : undefined
  const body = bodyOf(document, shape, faults, at)
  return {
    ...(faults.has('invalid token') && { token: { raw: 'Bearer 1|unknown' } }),
    ...(id && { id }),
    ...(query && { query: [baseQuery(document, shape, at), query].filter(Boolean).join('&') }),
    ...(header && { headers: { ...baseHeaders(document, shape, at), ...header } }),
    ...(body && { body }),
  }
}

function bodyOf(document: OpenApiDocument, shape: Shape, faults: ReadonlySet<Fault>, at: At): Recipe['body'] {
  const good = baseBody(document, shape, at)
  if (
    !good ||
    !(['too large', 'wrong media type', 'malformed', 'invalid field'] as const).some(fault => faults.has(fault))
  )
    return undefined
  const members = jsonMembersOf(baseFields(document, shape, at))
  const bad = faults.has('invalid field') ? badField(document, shape) : undefined
  const text = faults.has('malformed') ? '{' : bad ? jsonOf(put(members, ...bad)) : good.bytes
  const type = faults.has('wrong media type') ? 'text/plain' : good.type
  return { type, bytes: faults.has('too large') ? padded(text, inputRulesOf(document).maxBodyBytes + 1, ' ') : text }
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
