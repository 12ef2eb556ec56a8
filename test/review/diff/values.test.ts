import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { Identity } from '../../../review/diff/values/identity.ts'
import { Inclusion } from '../../../review/diff/values/inclusion.ts'
import { document } from './documents.ts'

const List = {
  type: 'object',
  required: ['value'],
  properties: { value: { type: 'integer' }, next: { $ref: '#/components/schemas/List' } },
}
const Endless = { type: 'object', required: ['next'], properties: { next: { $ref: '#/components/schemas/Endless' } } }
const contract = document({ components: { schemas: { List, Endless } } })

const versions = { base: contract, head: contract, identity: new Identity(contract, contract) }

/** Whether every value of one schema is valid for another. */
const isPartOf = (sent: JsonObject, read: JsonObject, side: 'request' | 'response' = 'request') =>
  new Inclusion(versions, side).holds([{ value: sent, pointer: '#/sent' }], [{ value: read, pointer: '#/read' }])

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ type: 'object', properties, ...more })
const tagged = (tag: string, more: JsonObject = {}) => object({ kind: { const: tag }, ...more }, { required: ['kind'] })

test.each<[string, JsonObject, JsonObject]>([
  ['integers as numbers', { type: 'integer' }, { type: 'number' }],
  ['a multiple', { type: 'integer', multipleOf: 6 }, { allOf: [{ multipleOf: 2 }, { multipleOf: 3 }] }],
  ['fractions', { type: 'number', multipleOf: 0.3 }, { type: 'number', multipleOf: 0.1 }],
  ['the last multiple', { type: 'integer', multipleOf: 5, minimum: 1, maximum: 9 }, { const: 5 }],
  ['an excluded number', { type: 'integer', minimum: 1, exclusiveMaximum: 3 }, { enum: [1, 2] }],
  ['int32', { type: 'integer', format: 'int32' }, { type: 'integer', minimum: -2147483648 }],
  ['int64, which is every integer', { type: 'integer' }, { type: 'integer', format: 'int64' }],
  ['the length of a format', { type: 'string', format: 'uuid' }, { type: 'string', minLength: 36, maxLength: 36 }],
  ['a wider format', { type: 'string', format: 'uri' }, { type: 'string', format: 'uri-reference' }],
  ['an empty string', { type: 'string', maxLength: 0 }, { enum: [''] }],
  ['a pattern that matches everything', { type: 'string' }, { type: 'string', pattern: '.*' }],
  ['one with a start', { type: 'string' }, { type: 'string', pattern: '^(a|b?)' }],
  ['one with both ends', { type: 'string' }, { type: 'string', pattern: '^[\\s\\S]*$' }],
  ['any line', { type: 'string', pattern: '^[a-z]+$' }, { type: 'string', pattern: '^.*$' }],
  ['unique booleans', { type: 'array', uniqueItems: true, items: { type: 'boolean' } }, { type: 'array', maxItems: 2 }],
  ['an empty array', { type: 'array', maxItems: 0 }, { enum: [[]] }],
  ['items', { type: 'array', items: { const: 1 } }, { type: 'array', items: { type: 'integer' } }],
  ['the number of properties', object({}, { required: ['a', 'b'] }), { minProperties: 2 }],
  ['listed properties', object({ a: {} }, { additionalProperties: false }), { maxProperties: 1 }],
  [
    'a property that no value matches',
    object({ a: { enum: [] } }, { additionalProperties: false }),
    { maxProperties: 0 },
  ],
  ['a new property', object({}), object({ a: { type: 'string' } })],
  ['tags that differ', { anyOf: [tagged('a'), tagged('b')] }, { oneOf: [tagged('a'), tagged('b')] }],
  [
    'a new property of one alternative',
    { oneOf: [tagged('a'), tagged('b')] },
    { oneOf: [tagged('a', { c: { type: 'string' } }), tagged('b')] },
  ],
  [
    'distribution',
    { allOf: [{ anyOf: [{ minimum: 1 }, { maximum: -1 }] }, { type: 'integer' }] },
    { type: ['integer'], anyOf: [{ minimum: 1 }, { maximum: -1 }] },
  ],
  [
    'a recursive schema',
    { $ref: '#/components/schemas/List' },
    { type: 'object', required: ['value'], properties: { next: { $ref: '#/components/schemas/List' } } },
  ],
  ['a schema that never ends', { $ref: '#/components/schemas/Endless' }, { type: 'null' }],
])('includes %s', (_, sent, read) => {
  expect(isPartOf(sent, read)).toBe(true)
})

test.each<[string, JsonObject, JsonObject]>([
  ['numbers as integers', { type: 'number' }, { type: 'integer' }],
  ['a number that is no multiple', { type: 'integer', multipleOf: 2 }, { multipleOf: 6 }],
  ['a fraction', { type: 'number', minimum: 1, maximum: 2 }, { enum: [1, 2] }],
  ['int64, for fractions', { type: 'number' }, { type: 'number', format: 'int64' }],
  ['a shorter string', { type: 'string', minLength: 1 }, { type: 'string', minLength: 2 }],
  ['another pattern', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^b' }],
  ['a line break', { type: 'string', pattern: '^a' }, { type: 'string', pattern: '^.*$' }],
  ['lines', { type: 'string', pattern: '^\\s+$' }, { type: 'string', pattern: '^.*$' }],
  ['a pattern with both ends', { type: 'string' }, { type: 'string', pattern: '^a*$' }],
  ['a look ahead', { type: 'string' }, { type: 'string', pattern: '(?=a)' }],
  ['equal items', { type: 'array' }, { type: 'array', uniqueItems: true }],
  ['an item', { type: 'array', items: { type: 'integer' } }, { type: 'array', items: { const: 1 } }],
  ['a missing property', object({ a: {} }), { required: ['a'] }],
  ['a property', object({ a: {} }), object({ a: { type: 'string' } })],
  ['an unknown property', object({}), object({}, { additionalProperties: false })],
  [
    'a property of a map',
    object({}, { additionalProperties: {} }),
    object({}, { additionalProperties: { type: 'string' } }),
  ],
  [
    'two alternatives at once',
    { required: ['a'], type: 'object' },
    { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  ],
  ['no alternative', { type: 'string' }, { anyOf: [{ type: 'integer' }, { minLength: 1 }] }],
  ['the value of a recursive schema', { $ref: '#/components/schemas/List' }, object({ value: { const: 1 } })],
])('does not include %s', (_, sent, read) => {
  expect(isPartOf(sent, read)).toBe(false)
})

test('properties count on the sides on which they appear', () => {
  const [text, number] = ['string', 'integer'].map(type => object({ a: { type, readOnly: true } }, { required: ['a'] }))
  expect(isPartOf(text as JsonObject, number as JsonObject, 'request')).toBe(true)
  expect(isPartOf(text as JsonObject, number as JsonObject, 'response')).toBe(false)
})

test('readers ignore properties that they do not know', () => {
  const closed = object({ a: {} }, { additionalProperties: false })
  expect([isPartOf(object({}), closed, 'request'), isPartOf(object({}), closed, 'response')]).toEqual([false, true])
})

describe('an extensible enum', () => {
  const extensible = (...list: Json[]): JsonObject => ({ enum: list, 'x-extensible': true })

  test('includes every string in responses, and only the listed values in requests', () => {
    expect(isPartOf({ type: 'string' }, extensible('a'), 'response')).toBe(true)
    expect(isPartOf({ type: 'string' }, extensible('a'), 'request')).toBe(false)
    expect(isPartOf({ enum: ['a'] }, extensible('a'), 'request')).toBe(true)
    expect(isPartOf(extensible('a'), { enum: ['a'] }, 'response')).toBe(false)
    expect(isPartOf(extensible('a'), { enum: ['a'] }, 'request')).toBe(true)
  })

  test('includes other listed values, and the keywords beside it still apply', () => {
    expect(isPartOf({ type: 'null' }, extensible('a', null), 'response')).toBe(true)
    expect(isPartOf({ type: 'null' }, extensible('a'), 'response')).toBe(false)
    expect(isPartOf({ type: 'string' }, { ...extensible('a'), maxLength: 3 }, 'response')).toBe(false)
  })

  test('does not limit the number of unique items in responses', () => {
    const unique = { type: 'array', uniqueItems: true, items: extensible('a', 'b') }
    expect(isPartOf(unique, { maxItems: 2 }, 'request')).toBe(true)
    expect(isPartOf(unique, { maxItems: 2 }, 'response')).toBe(false)
  })
})

test('many alternatives are compared, with a property that only one of them gains', () => {
  const many = (keyword: string, more: JsonObject) => ({
    [keyword]: Array.from({ length: 20 }, (_, index) =>
      tagged(`k${index}`, index === 3 ? more : { a: {}, b: { type: 'string' } }),
    ),
  })
  for (const keyword of ['anyOf', 'oneOf'])
    expect(isPartOf(many(keyword, { a: {} }), many(keyword, { a: {}, c: { type: 'boolean' } }))).toBe(true)
})
