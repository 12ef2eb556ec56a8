import { expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { around, diffOf } from './documents.ts'

const messages = (base: Json, head: Json) =>
  diffDocuments(
    around('request', { $ref: '#/components/schemas/A' }, { components: { schemas: { A: base } } }),
    around('request', { $ref: '#/components/schemas/A' }, { components: { schemas: { A: head } } }),
  ).changes.map(({ message }) => message)

test.each<[string, JsonObject, JsonObject, string]>([
  ['a value of an enum is removed', { enum: ['a', 'b', 'c'] }, { enum: ['a'] }, 'A no longer allows `b` or `c`'],
  ['a value of an enum is added', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }, 'A may now be `c`'],
  ['a minimum', { type: 'integer' }, { type: 'integer', minimum: 2 }, 'A now has a minimum of 2'],
  ['minProperties', { type: 'object' }, { type: 'object', minProperties: 2 }, 'A now needs at least 2 properties'],
  ['one property', { type: 'object' }, { type: 'object', minProperties: 1 }, 'A now needs at least 1 property'],
  ['maxProperties', { type: 'object' }, { type: 'object', maxProperties: 2 }, 'A now allows at most 2 properties'],
  ['maxItems', { type: 'array' }, { type: 'array', maxItems: 2 }, 'A now allows at most 2 items'],
  ['maxLength', { type: 'string' }, { type: 'string', maxLength: 2 }, 'A now allows at most 2 characters'],
  ['a multiple', { type: 'number' }, { type: 'number', multipleOf: 2 }, 'A must now be a multiple of 2'],
  [
    'a narrower multiple',
    { type: 'number', multipleOf: 1 },
    { type: 'number', multipleOf: 2 },
    'A must now be a multiple of 2 instead of 1',
  ],
])('%s', (_, base, head, message) => {
  expect(messages(base, head)).toEqual([message])
})

test.each<[JsonObject, JsonObject, string]>([
  [{}, { 'x-input': { maxBodyBytes: 3 } }, 'x-input.maxBodyBytes was added (3)'],
  [{ 'x-input': { maxBodyBytes: 3 } }, {}, 'x-input.maxBodyBytes was removed (before: 3)'],
  [{ 'x-input': { maxBodyBytes: 4 } }, { 'x-input': { maxBodyBytes: 3 } }, 'x-input.maxBodyBytes changed from 4 to 3'],
])('x-input: %j and %j', (base, head, message) => {
  expect(diffOf(base, head).changes.map(change => change.message)).toEqual([message])
})

test('a field of a security scheme is quoted', () => {
  const api = (name: string) => ({
    components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name } } },
    security: [{ key: [] }],
  })
  expect(diffOf(api('X-A'), api('X-B')).changes.map(({ message }) => message)).toEqual([
    '`name` of security scheme key changed from X-A to X-B',
  ])
})

test.each<[string, JsonObject, JsonObject, string[]]>([
  [
    'overlapping alternatives',
    { oneOf: [{ type: 'integer' }] },
    { oneOf: [{ type: 'integer' }, { type: 'number' }] },
    [
      'A must match exactly one alternative, but some values that were valid now match several',
      'A has a new alternative A (alternative 2)',
    ],
  ],
  [
    'alternatives of types that overlap now',
    { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    { oneOf: [{ type: 'integer' }, { type: 'string' }, { type: 'number' }] },
    ['The alternatives of A changed'],
  ],
  [
    'two multiples',
    { multipleOf: 2 },
    { allOf: [{ multipleOf: 2 }, { multipleOf: 3 }] },
    ['A must now be a multiple of 6 instead of 2'],
  ],
  [
    'a limit that changes nothing',
    { enum: ['a'] },
    { enum: ['a'], minLength: 1 },
    ['A is written differently, and allows the same values'],
  ],
  ['a pattern that matches everything', { pattern: '^a' }, { pattern: '.*' }, ['A no longer has to match ^a']],
])('what changes together is told together: %s', (_, base, head, expected) => {
  expect(messages(base, head)).toEqual(expected)
})

test('a status code in place of a range', () => {
  const returning = (status: string) => ({
    paths: { '/it': { get: { responses: { [status]: { description: 'Done.' } } } } },
  })
  expect(diffOf(returning('2XX'), returning('200')).changes.map(({ message }) => message)).toEqual([
    'GET /it now returns 200 instead of any 2XX',
  ])
})

test('servers are named, also the one that serves the document', () => {
  const at = (url: string, path: string) => ({ servers: [{ url }], paths: { [path]: { get: {} } } })
  const told = (base: JsonObject, head: JsonObject) => diffOf(base, head).changes.map(({ message }) => message)
  expect(told(at('/', '/it'), at('https://a', '/it'))).toContain(
    'The API is now served at https://a, no longer at / (relative to the document)',
  )
  expect(told(at('https://a/v1', '/it'), at('https://a', '/v1/it'))).toEqual([
    'The servers changed from https://a/v1 to https://a, and the paths with them',
  ])
})
