import { describe, expect, test } from 'vitest'
import { schemaRefusalsOf } from './refusals.ts'

test.each([
  '{ type: string, minLength: 1, maxLength: 5, pattern: "^[a-z]+$", format: email }',
  '{ type: [string, "null"], enum: [a, null], const: a }',
  '{ type: [string, integer], maxLength: 3, minimum: 1 }',
  '{ type: integer, format: int32, exclusiveMinimum: 0, exclusiveMaximum: 9, maximum: 8, multipleOf: 2 }',
  '{ type: array, items: {}, minItems: 1, maxItems: 2, uniqueItems: true }',
  '{ type: object, properties: { not: {} }, required: [not], additionalProperties: false, minProperties: 1, maxProperties: 3 }',
  '{ type: object, additionalProperties: { type: string } }',
  '{ allOf: [{ $ref: "#/components/schemas/Other" }], anyOf: [{}], oneOf: [{}] }',
  '{ $ref: "#/components/schemas/Other", description: beside }',
  '{ properties: { a: {} }, items: {} }',
  '{ properties: { a: {} }, discriminator: { propertyName: a, mapping: { x: Other, y: "#/components/schemas/Other" } } }',
  '{ title: T, description: D, default: 1, example: { $ref: x }, examples: [{ not: 1 }], deprecated: true, readOnly: true, writeOnly: false, externalDocs: { url: x } }',
  '{ x-sunset: 2027-01-01, x-enumDescriptions: { a: A } }',
  '{ properties: { self: { $ref: "#/components/schemas/A" } } }',
  '{ type: string, enum: [a, b], x-extensible: true }',
  '{ enum: [a, null], x-extensible: true, pattern: "^[a-z]+$" }',
  '{ enum: [1, 2], x-extensible: false }',
])('%s is accepted', schema => {
  expect(schemaRefusalsOf(schema)).toEqual([])
})

describe('a keyword that is not supported is refused by name', () => {
  test.each([
    ...['not', 'if', 'then', 'else', 'contains', 'propertyNames', 'unevaluatedItems', 'unevaluatedProperties'],
    ...['dependentSchemas', 'dependentRequired', 'dependencies', 'patternProperties', '$defs', 'definitions'],
    ...['$id', '$anchor', '$dynamicAnchor', '$dynamicRef', '$schema', '$comment', 'nullable', 'xml', 'contentEncoding'],
  ])('%s', keyword => {
    expect(schemaRefusalsOf(`{ ${keyword}: {} }`)).toEqual([`#/${keyword}: \`${keyword}\` is not supported`])
  })

  test('prefixItems', () => {
    expect(schemaRefusalsOf('{ prefixItems: [{}] }')).toEqual(['#/prefixItems: `prefixItems` is not supported'])
  })
})

test.each([
  ['{ maxLenght: 3 }', '#/maxLenght: `maxLenght` is not a keyword of schemas'],
  ['{ constructor: 1 }', '#/constructor: `constructor` is not a keyword of schemas'],
  ['{ x-additon: true }', '#/x-additon: `x-additon` is not a listed extension'],
  ['{ enum: [a], x-extensible: yes please }', '#/x-extensible: `x-extensible` must be true or false, not "yes please"'],
  ['{ type: string, x-extensible: true }', '#/x-extensible: `x-extensible` needs an enum of strings and no const'],
  ['{ enum: [a, 1], x-extensible: true }', '#/x-extensible: `x-extensible` needs an enum of strings and no const'],
  ['{ enum: [null], x-extensible: true }', '#/x-extensible: `x-extensible` needs an enum of strings and no const'],
  ['{ const: a, x-extensible: true }', '#/x-extensible: `x-extensible` needs an enum of strings and no const'],
  [
    '{ enum: [a], const: a, x-extensible: true }',
    '#/x-extensible: `x-extensible` needs an enum of strings and no const',
  ],
  ['{ x-input: {} }', '#/x-input: `x-input` belongs at the root of the document'],
  ['{ minimum: one }', '#/minimum: `minimum` must be a number, not "one"'],
  ['{ maxLength: -1 }', '#/maxLength: `maxLength` must be an integer of 0 or greater, not -1'],
  ['{ multipleOf: 0 }', '#/multipleOf: `multipleOf` must be a number greater than 0, not 0'],
  ['{ exclusiveMinimum: true }', '#/exclusiveMinimum: `exclusiveMinimum` must be a number, not true'],
  ['{ required: [a, a] }', '#/required: `required` must be a list without duplicates, not ["a","a"]'],
  ['{ required: [1] }', '#/required/0: an item of `required` must be a string, not 1'],
  ['{ enum: [] }', '#/enum: `enum` must be a list that is not empty, not []'],
  ['{ items: true }', '#/items: `items` must be a schema, not true'],
  ['{ properties: { a: false } }', '#/properties/a: `a` must be a schema, not false'],
  ['{ allOf: [] }', '#/allOf: `allOf` must be a list that is not empty, not []'],
  [
    '{ additionalProperties: no }',
    '#/additionalProperties: `additionalProperties` must be a schema, true or false, not "no"',
  ],
  [
    '{ pattern: "[" }',
    '#/pattern: the pattern is not a Unicode regular expression (/[/u: Unterminated character class)',
  ],
  ['{ format: phone }', '#/format: the format phone is not supported'],
  ['{ type: integer, format: date }', '#/format: the format date applies to strings, not to a schema of type integer'],
  ['{ type: string, format: int32 }', '#/format: the format int32 applies to numbers, not to a schema of type string'],
  [
    '{ type: [integer, "null"], maxLength: 3 }',
    '#/maxLength: `maxLength` applies to strings, not to a schema of type integer, null',
  ],
  ['{ type: string, items: {} }', '#/items: `items` applies to arrays, not to a schema of type string'],
  [
    '{ oneOf: [{ type: object }], discriminator: { propertyName: k } }',
    '#/oneOf/0: this schema does not declare k, which the discriminator reads',
  ],
  ['{ discriminator: { mapping: { a: None } } }', '#/discriminator: the Discriminator Object needs `propertyName`'],
])('%s is refused', (schema, refusal) => {
  expect(schemaRefusalsOf(schema)[0]).toBe(refusal)
})

test.each([
  ['strnig', '"strnig"'],
  ['[]', '[]'],
  ['[string, string]', '["string","string"]'],
  ['null', 'null'],
])('the type %s is refused', (type, shown) => {
  expect(schemaRefusalsOf(`{ type: ${type}, maxLength: 1 }`)).toEqual([
    `#/type: \`type\` must be one of string, integer, number, boolean, object, array, null, or a list of them, not ${shown}`,
  ])
})
