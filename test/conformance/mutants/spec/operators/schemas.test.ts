import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { documentWith, mutationsBy } from './support.ts'

/** What each operator makes of a schema, by what the schema describes: a body of requests, a parameter, a body of responses. */
test.each([
  ['type', 'body', '{ type: string }', ['type: "string" → "integer"']],
  ['type', 'body', '{ type: [object, "null"] }', ['type: "object" → "array"']],
  ['type', 'body', '{ enum: [a] }', []],

  ['nullability', 'response', '{ type: string }', ['null added']],
  ['nullability', 'response', '{ type: [string, "null"] }', ['null dropped']],
  ['nullability', 'response', '{ anyOf: [{ type: string }, { type: "null" }] }', ['null dropped']],
  ['nullability', 'response', '{ anyOf: [{ type: string }, { type: integer }] }', ['null added']],
  ['nullability', 'response', '{ const: a, type: string }', []],
  ['nullability', 'parameter', '{ type: string }', []],

  [
    'enum',
    'response',
    '{ enum: [a, b] }',
    ['"added_a" added', 'member: "a" → "changed_a"', '"a" dropped', 'member: "b" → "changed_b"', '"b" dropped'],
  ],
  ['enum', 'response', '{ enum: [1] }', ['2 added', 'member: 1 → 2']],

  ['const', 'response', '{ const: a }', ['const: "a" → "changed-a"']],
  ['const', 'response', '{ const: 1 }', ['const: 1 → 2']],

  ['required', 'response', '{ required: [a], properties: { a: {}, b: {} } }', ['"a" dropped', '"b" added']],

  [
    'property',
    'response',
    '{ required: [a], properties: { a: {} } }',
    ['a → renamed_a', 'a dropped', 'added_property added'],
  ],

  [
    'additionalProperties',
    'body',
    '{ type: object, additionalProperties: false }',
    ['additionalProperties: false → none'],
  ],
  ['additionalProperties', 'body', '{ type: object }', ['additionalProperties: none → false']],
  ['additionalProperties', 'response', '{ type: object, additionalProperties: false }', []],
  ['additionalProperties', 'response', '{ type: object }', []],
  [
    'additionalProperties',
    'response',
    '{ type: object, additionalProperties: { enum: [a] } }',
    ['additionalProperties: {"enum":["a"]} → false'],
  ],

  ['format', 'body', '{ type: string, format: date }', ['format: "date" → "date-time"', 'format: "date" → none']],
  ['format', 'response', '{ type: string, format: date }', ['format: "date" → "date-time"']],
  ['format', 'response', '{ type: string }', ['format: none → "ipv4"']],
  ['format', 'response', '{ type: string, pattern: a }', []],
  ['format', 'body', '{ type: integer, format: int64 }', ['format: "int64" → "int32"', 'format: "int64" → none']],
  ['format', 'body', '{ type: integer, format: int32, minimum: 1, maximum: 5 }', []],
  ['format', 'response', '{ type: integer, format: int64 }', []],
  ['format', 'body', '{ type: string, format: password }', ['format: "password" → none']],

  ['pattern', 'response', '{ pattern: "^a$" }', ['pattern: ^a$ → (?!)']],
  [
    'pattern',
    'body',
    '{ pattern: "^a$" }',
    ['pattern: ^a$ → (?!)', 'pattern: ^a$ → none', 'pattern: ^a$ → a$', 'pattern: ^a$ → ^a'],
  ],
  [
    'pattern',
    'response',
    '{ pattern: "a{2}b{1,3}c{1,}" }',
    [
      'pattern: a{2}b{1,3}c{1,} → (?!)',
      'pattern: a{2}b{1,3}c{1,} → a{3}b{1,3}c{1,}',
      'pattern: a{2}b{1,3}c{1,} → a{2}b{1,2}c{1,}',
      'pattern: a{2}b{1,3}c{1,} → a{2}b{2,3}c{1,}',
      'pattern: a{2}b{1,3}c{1,} → a{2}b{1,3}c{2,}',
    ],
  ],
  [
    'pattern',
    'body',
    '{ pattern: "a{0,1}" }',
    [
      'pattern: a{0,1} → (?!)',
      'pattern: a{0,1} → a{0,0}',
      'pattern: a{0,1} → a{1,1}',
      'pattern: a{0,1} → none',
      'pattern: a{0,1} → a{0,2}',
    ],
  ],

  ['bounds', 'response', '{ minimum: 1, maximum: 5 }', ['minimum: 1 → 2', 'maximum: 5 → 4']],
  ['bounds', 'body', '{ minimum: 1 }', ['minimum: 1 → 2', 'minimum: 1 → 0']],
  ['bounds', 'body', '{ minLength: 0, maxLength: 2 }', ['minLength: 0 → 1', 'maxLength: 2 → 1', 'maxLength: 2 → 3']],
  ['bounds', 'body', '{ minItems: 2, maxItems: 2 }', ['minItems: 2 → 1', 'maxItems: 2 → 3']],
  ['bounds', 'body', '{ format: int32, maximum: 2147483647 }', ['maximum: 2147483647 → 2147483646']],

  ['items', 'response', '{ items: { type: string } }', ['items: {"type":"string"} → {"type":"boolean"}']],
  ['items', 'response', '{ items: { type: boolean } }', ['items: {"type":"boolean"} → {"type":"integer"}']],

  ['composition', 'response', '{ anyOf: [{ type: string }, { type: "null" }] }', ['anyOf without {"type":"string"}']],
  ['composition', 'response', '{ allOf: [{ type: string }] }', []],

  [
    'discriminator',
    'response',
    '{ discriminator: { propertyName: a, mapping: { x: X, y: Y } } }',
    ['x dropped', 'x: "X" → "Y"', 'y dropped', 'y: "Y" → "X"'],
  ],

  ['default', 'body', '{ default: 1 }', ['default: 1 → 2']],
  ['default', 'body', '{ default: a, anyOf: [{ enum: [a, b] }, { type: "null" }] }', ['default: "a" → "b"']],
  ['default', 'response', '{ default: 1 }', []],
] as const)('%s, in %s: %s', (operator, role, schema, want) => {
  const mutations = mutationsBy(operator, documentWith(role, parse(schema)))
  expect(
    mutations.filter(({ pointer }) => pointer.startsWith('#/components/schemas/It')).map(({ change }) => change),
  ).toEqual(want)
})
