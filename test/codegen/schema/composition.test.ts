import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { generatedValidator } from '../support/validators.ts'

const A = '{ type: object, required: [a], properties: { a: { type: number } } }'
const B = '{ type: object, required: [b], properties: { b: { type: string } } }'
const COMPONENTS =
  parse(`{ A: ${A}, B: ${B}, Tree: { anyOf: [{ type: object, properties: { a: { type: number } } }, { $ref: '#/components/schemas/More' }] },
  More: { type: object, properties: { b: { type: string }, next: { $ref: '#/components/schemas/Tree' } } } }`)

test.each<[schema: string, sent: unknown, want: unknown]>([
  [`{ anyOf: [${A}, ${B}] }`, { a: 1, b: 'x', c: 3 }, { a: 1, b: 'x' }],
  [`{ anyOf: [${B}, ${A}] }`, { a: 1, b: 'x', c: 3 }, { b: 'x', a: 1 }],
  [`{ anyOf: [${A}, ${B}] }`, { a: 1, b: 2 }, { a: 1 }],
  [`{ anyOf: [${A}, ${B}, { type: "null" }] }`, { a: 1, b: 'x' }, { a: 1, b: 'x' }],
  [`{ anyOf: [${A}, ${B}, { type: "null" }] }`, null, null],
  [
    `{ anyOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }`,
    { a: 1, b: 'x' },
    { a: 1, b: 'x' },
  ],
  [`{ anyOf: [${A}, { type: object, required: [b] }] }`, { a: 1, b: 'x' }, { a: 1, b: 'x' }],
  [`{ anyOf: [${A}, {}] }`, { a: 1, b: 'x' }, { a: 1, b: 'x' }],
  [`{ anyOf: [{}, ${A}] }`, { a: 1, b: 'x' }, { a: 1, b: 'x' }],
  [`{ anyOf: [{ type: array, items: ${A} }, { type: array, items: ${B} }] }`, [{ a: 1, b: 'x' }], [{ a: 1, b: 'x' }]],
  [
    `{ type: object, required: [k], properties: { k: { type: string } }, anyOf: [{ properties: { a: {} } }, { properties: { b: {} } }] }`,
    { k: 'x', a: 1, b: 2, c: 3 },
    { k: 'x', a: 1, b: 2 },
  ],
  [`{ type: object, properties: { in: { anyOf: [${A}, ${B}] } } }`, { in: { a: 1, b: 'x' } }, { in: { a: 1, b: 'x' } }],
  [
    `{ $ref: '#/components/schemas/Tree' }`,
    { a: 1, b: 'x', next: { a: 2, b: 'y' } },
    { a: 1, b: 'x', next: { a: 2, b: 'y' } },
  ],
  [`{ anyOf: [{ type: string }, { type: boolean }] }`, 'x', 'x'],
])('%s makes of %j what all members that accept it keep', (schema, sent, want) => {
  const components = { ...COMPONENTS, Value: parse(schema) }
  expect(generatedValidator(components)(sent)).toEqual({ value: want })
  expect(generatedValidator(components, 'request')(sent)).toEqual({ value: want })
})

test('defaults and trimmed texts of every member that accepts the value are kept', () => {
  const schema = parse(`{ anyOf: [
    { type: object, properties: { a: { type: string } } },
    { type: object, properties: { b: { type: string, default: z } } }] }`)
  const validate = generatedValidator({ Value: schema }, 'request', { trim: true })
  expect(validate({ a: ' x ' })).toEqual({ value: { a: 'x', b: 'z' } })
  expect(validate({ a: ' x ', b: 1 })).toEqual({ value: { a: 'x' } })
})

test('what no member accepts is refused', () => {
  const validate = generatedValidator({ Value: parse(`{ anyOf: [${A}, ${B}] }`) })
  expect(validate({ a: 'x', b: 1 })).toEqual({ issues: ['invalid_union'] })
})
