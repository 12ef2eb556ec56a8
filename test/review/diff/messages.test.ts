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
