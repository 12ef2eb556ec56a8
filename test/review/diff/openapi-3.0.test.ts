import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { around } from './documents.ts'

const components: JsonObject = { components: { schemas: { A: { type: 'object', properties: { a: {} } } } } }
const ref = { $ref: '#/components/schemas/A' }

/** Rules beside that of the version itself, from a schema in 3.0 to one in 3.1. */
const between = (from: Json, to: Json) =>
  diffDocuments(around('response', from, components, '3.0.3'), around('response', to, components))
    .changes.map(({ rule }) => rule)
    .filter(rule => rule !== 'openapi-version-changed')

describe('means the same in 3.1', () => {
  test.each<[string, Json, Json]>([
    ['nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      'nullable, as an alternative',
      { type: 'string', nullable: true },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    ['nullable around a reference', { allOf: [ref], nullable: true }, { oneOf: [ref, { type: 'null' }] }],
    [
      'nullable of an enum',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'an exclusive bound',
      { type: 'number', minimum: 1, exclusiveMinimum: true },
      { type: 'number', exclusiveMinimum: 1 },
    ],
    [
      'a bound that is said not to be exclusive',
      { type: 'number', maximum: 1, exclusiveMaximum: false },
      { type: 'number', maximum: 1 },
    ],
    ['bytes', { type: 'string', format: 'byte' }, { type: 'string', contentEncoding: 'base64' }],
    ['what stands beside a reference, which is not heard', { ...ref, nullable: true, maxProperties: 1 }, ref],
  ])('%s', (_, from, to) => {
    expect(between(from, to)).toEqual([])
  })
})

describe('means something else in 3.1', () => {
  test.each<[string, Json, Json, string[]]>([
    [
      'nullable, which is no keyword any more',
      { type: 'string', nullable: true },
      { type: 'string', nullable: true },
      ['null-refused'],
    ],
    [
      'what stands beside a reference',
      { ...ref, maxProperties: 1 },
      { ...ref, maxProperties: 1 },
      ['max-properties-added'],
    ],
  ])('%s', (_, from, to, rules) => {
    expect(between(from, to).sort()).toEqual(rules)
  })
})
