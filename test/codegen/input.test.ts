import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { generatedValidator, type Verdict } from './support/validators.ts'

const INPUT_RULES = { trim: true, nullIsAbsent: true, wellFormedText: true }

const value = (value: unknown): Verdict => ({ value })
const issues = (...issues: string[]): Verdict => ({ issues })

type Row = [schema: string, sent: unknown, verdict: Verdict]

const trimming: Row[] = [
  ['{ type: string }', ' a\t\n', value('a')],
  ['{ type: string }', '\u00a0\ufeffa', value('a')],
  ['{ type: string, format: password }', ' a ', value(' a ')],
  ['{ type: string, maxLength: 2 }', ' a ', issues('too_big')],
  ['{ type: string, minLength: 2 }', ' a', value('a')],
  ['{ type: string, pattern: "^a$" }', ' a ', value('a')],
  ['{ type: string, pattern: "\\\\S" }', '  ', issues('invalid_format')],
  ['{ type: string, format: date }', ' 2024-02-29 ', value('2024-02-29')],
  ['{ enum: [a, b] }', ' b ', value('b')],
  ['{ enum: [a, 1, null] }', ' a', value('a')],
  ['{ enum: [a, 1, null] }', null, value(null)],
  ['{ const: a }', 'a ', value('a')],
  ['{ type: integer }', 1, value(1)],
  ['{ type: array, items: { type: string } }', [' a'], value(['a'])],
  ['{ type: array, items: { type: string }, uniqueItems: true }', ['a', ' a'], issues('custom 1')],
  ['{ type: object, additionalProperties: { type: string } }', { ' a ': ' b ' }, value({ ' a ': 'b' })],
  ['{ anyOf: [{ type: string, format: date }, { type: integer }] }', ' 2024-02-29', value('2024-02-29')],
  // Members of a composition see what was sent, and what any of them trimmed is kept.
  [
    '{ allOf: [{ type: object, required: [a] }, { type: object, properties: { a: { type: string } } }] }',
    { a: ' b' },
    value({ a: 'b' }),
  ],
  [
    '{ allOf: [{ type: object, properties: { a: { type: string } } }, { type: object, required: [a] }] }',
    { a: ' b' },
    value({ a: 'b' }),
  ],
]

const texts: Row[] = [
  ['{ type: string }', 'a\0', issues('custom')],
  ['{ type: string }', '\ud800', issues('custom')],
  ['{ type: string }', '💥', value('💥')],
  ['{ type: string, maxLength: 1, pattern: "^b" }', 'aaa', issues('too_big')],
]

const defaults: Row[] = [
  ['{ type: object, properties: { a: { type: string, default: x } } }', {}, value({ a: 'x' })],
  ['{ type: object, properties: { a: { type: string, default: x } } }', { a: 'y' }, value({ a: 'y' })],
  ['{ type: object, properties: { a: { type: string, default: x } } }', { a: null }, issues('invalid_type a')],
  ['{ type: object, properties: { a: { type: [string, "null"], default: x } } }', { a: null }, value({ a: 'x' })],
  ['{ type: object, properties: { a: { type: [string, "null"], default: null } } }', {}, value({ a: null })],
  ['{ type: object, properties: { a: { type: [string, "null"] } } }', { a: null }, value({ a: null })],
  ['{ type: object, properties: { a: { type: [string, "null"] } } }', {}, value({})],
  ['{ type: object, properties: { a: { $ref: "#/components/schemas/Small" } } }', {}, value({ a: 1 })],
  ['{ type: object, properties: { a: { $ref: "#/components/schemas/Small", default: 2 } } }', {}, value({ a: 2 })],
  ['{ type: object, properties: { a: { type: array, default: [] } } }', {}, value({ a: [] })],
  ['{ type: object, properties: { a: { allOf: [{ $ref: "#/components/schemas/Middle" }] } } }', {}, value({ a: 3 })],
  ['{ type: object, properties: { a: { $ref: "#/components/schemas/Middle", title: A } } }', {}, value({ a: 3 })],
  ['{ type: object, required: [a], properties: { a: { type: string, default: x } } }', {}, issues('invalid_type a')],
  // A default fills in, it does not count as sent.
  ['{ type: object, minProperties: 1, properties: { a: { type: string, default: x } } }', {}, issues('too_small')],
  [
    '{ type: object, maxProperties: 1, properties: { a: { type: string, default: x } } }',
    { b: 1 },
    value({ a: 'x', b: 1 }),
  ],
  [
    '{ allOf: [{ type: object, properties: { a: { type: [string, "null"], default: x } } }, { type: object, additionalProperties: true }] }',
    { a: null, b: 1 },
    value({ a: 'x', b: 1 }),
  ],
]

const oneWay: Row[] = [
  ['{ type: object, required: [a], properties: { a: { type: string, readOnly: true } } }', {}, value({})],
  ['{ type: object, required: [a], properties: { a: { $ref: "#/components/schemas/Id" } } }', {}, value({})],
  [
    '{ type: object, required: [a], properties: { a: { $ref: "#/components/schemas/MiddleId", title: A } } }',
    {},
    value({}),
  ],
  [
    '{ type: object, required: [a], properties: { a: { allOf: [{ $ref: "#/components/schemas/MiddleId" }] } } }',
    {},
    value({}),
  ],
  [
    '{ type: object, required: [a], properties: { a: { type: string, readOnly: true } } }',
    { a: 1 },
    issues('invalid_type a'),
  ],
  [
    '{ type: object, required: [a], properties: { a: { type: string, writeOnly: true } } }',
    {},
    issues('invalid_type a'),
  ],
]

const COMPONENTS = parse(`
Small: { type: integer, default: 1 }
Middle: { $ref: '#/components/schemas/Plain', default: 3 }
Plain: { type: integer }
Id: { type: string, readOnly: true }
MiddleId: { $ref: '#/components/schemas/Text', readOnly: true }
Text: { type: string }`)

describe.each([
  ['trim', trimming],
  ['wellFormedText', texts],
  ['default and nullIsAbsent', defaults],
  ['readOnly and writeOnly', oneWay],
])('%s', (_, rows) => {
  test.each(rows)('in a request %s makes of %j %j', (schema, sent, verdict) => {
    expect(generatedValidator({ ...COMPONENTS, Value: parse(schema) }, 'request', INPUT_RULES)(sent)).toEqual(verdict)
  })
})

describe('without x-input', () => {
  test.each<Row>([
    ['{ type: string }', ' a\0', value(' a\0')],
    ['{ enum: [a] }', ' a', issues('invalid_value')],
    ['{ const: a }', ' a', issues('invalid_value')],
    ['{ type: object, properties: { a: { type: [string, "null"], default: x } } }', { a: null }, value({ a: null })],
    ['{ type: object, properties: { a: { type: string, default: x } } }', {}, value({ a: 'x' })],
  ])('in a request %s makes of %j %j', (schema, sent, verdict) => {
    expect(generatedValidator({ Value: parse(schema) }, 'request')(sent)).toEqual(verdict)
  })
})

describe('a response', () => {
  test.each<Row>([
    ['{ type: string }', ' a\0', value(' a\0')],
    ['{ type: object, properties: { a: { type: string, default: x } } }', {}, value({})],
    [
      '{ type: object, required: [a], properties: { a: { type: string, readOnly: true } } }',
      {},
      issues('invalid_type a'),
    ],
    ['{ type: object, required: [a], properties: { a: { type: string, writeOnly: true } } }', {}, value({})],
    ['{ type: object, properties: { a: { type: string } } }', { a: 'x', b: 1 }, value({ a: 'x' })],
    [
      '{ allOf: [{ type: object, properties: { a: {} } }, { type: object, properties: { b: {} } }] }',
      { a: 1, b: 2, c: 3 },
      value({ a: 1, b: 2 }),
    ],
  ])('keeps no rule for requests: %s makes of %j %j', (schema, sent, verdict) => {
    expect(generatedValidator({ Value: parse(schema) }, 'response', INPUT_RULES)(sent)).toEqual(verdict)
  })
})
