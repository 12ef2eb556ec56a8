import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** A component schema from line 4, column 8, and what is said of it. */
const refusals: [given: string, refusal: string][] = [
  ['{ type: string, maxLenght: 3 }', '4:24 #/components/schemas/A/maxLenght: `maxLenght` is not a keyword of schemas'],
  ['{ type: string, nullable: true }', '4:24 #/components/schemas/A/nullable: `nullable` is not supported'],
  ['{ definitions: {} }', '4:10 #/components/schemas/A/definitions: `definitions` is not supported'],
  ['{ dependencies: {} }', '4:10 #/components/schemas/A/dependencies: `dependencies` is not supported'],
  ['{ $id: "https://x" }', '4:10 #/components/schemas/A/$id: `$id` is not supported'],
  ['{ $anchor: a }', '4:10 #/components/schemas/A/$anchor: `$anchor` is not supported'],
  ['{ $dynamicRef: "#a" }', '4:10 #/components/schemas/A/$dynamicRef: `$dynamicRef` is not supported'],
  ['{ $vocabulary: {} }', '4:10 #/components/schemas/A/$vocabulary: `$vocabulary` is not supported'],
  ['{ dependentSchemas: {} }', '4:10 #/components/schemas/A/dependentSchemas: `dependentSchemas` is not supported'],
  [
    '{ type: string, constructor: 1 }',
    '4:24 #/components/schemas/A/constructor: `constructor` is not a keyword of schemas',
  ],
  [
    '{ type: string, pattern: "[" }',
    '4:24 #/components/schemas/A/pattern: the pattern is not a Unicode regular expression (/[/u: Unterminated character class)',
  ],
  [
    `{ type: string, pattern: '\\_' }`,
    '4:24 #/components/schemas/A/pattern: the pattern is not a Unicode regular expression (/\\_/u: Invalid escape)',
  ],
  ['{ type: string, pattern: 5 }', '4:24 #/components/schemas/A/pattern: `pattern` must be a string, not 5'],
  [
    '{ type: object, patternProperties: { "(": {} } }',
    '4:24 #/components/schemas/A/patternProperties: `patternProperties` is not supported',
  ],
  ['{ type: string, format: phone }', '4:24 #/components/schemas/A/format: the format phone is not supported'],
  ['{ type: string, format: toString }', '4:24 #/components/schemas/A/format: the format toString is not supported'],
  [
    '{ type: integer, format: date }',
    '4:25 #/components/schemas/A/format: the format date applies to strings, not to a schema of type integer',
  ],
  ['{type: string, format: 3}', '4:23 #/components/schemas/A/format: `format` must be a string, not 3'],
  ['{ type: integer, minimum: one }', '4:25 #/components/schemas/A/minimum: `minimum` must be a number, not "one"'],
  [
    '{ type: string, minLength: -1 }',
    '4:24 #/components/schemas/A/minLength: `minLength` must be an integer of 0 or greater, not -1',
  ],
  [
    '{ type: string, minLength: 1.5 }',
    '4:24 #/components/schemas/A/minLength: `minLength` must be an integer of 0 or greater, not 1.5',
  ],
  [
    '{ type: array, minItems: "1" }',
    '4:23 #/components/schemas/A/minItems: `minItems` must be an integer of 0 or greater, not "1"',
  ],
  [
    '{ type: number, multipleOf: 0 }',
    '4:24 #/components/schemas/A/multipleOf: `multipleOf` must be a number greater than 0, not 0',
  ],
  ['{ type: number, maximum: null }', '4:24 #/components/schemas/A/maximum: `maximum` must be a number, not null'],
  [
    '{ type: strnig }',
    '4:10 #/components/schemas/A/type: `type` must be one of string, integer, number, boolean, object, array, null, or a list of them, not "strnig"',
  ],
  [
    '{ type: [] }',
    '4:10 #/components/schemas/A/type: `type` must be one of string, integer, number, boolean, object, array, null, or a list of them, not []',
  ],
  [
    '{ type: [string, string] }',
    '4:10 #/components/schemas/A/type: `type` must be one of string, integer, number, boolean, object, array, null, or a list of them, not ["string","string"]',
  ],
  [
    '{ type: null }',
    '4:10 #/components/schemas/A/type: `type` must be one of string, integer, number, boolean, object, array, null, or a list of them, not null',
  ],
  ['{ enum: [] }', '4:10 #/components/schemas/A/enum: `enum` must be a list that is not empty, not []'],
  ['{ enum: a }', '4:10 #/components/schemas/A/enum: `enum` must be a list that is not empty, not "a"'],
  [
    '{ type: string, enum: [a, 1] }',
    '4:34 #/components/schemas/A/enum/1: 1 is invalid: must be string. Correct the value or the schema.',
  ],
  [
    '{ type: string, enum: [a, null] }',
    '4:34 #/components/schemas/A/enum/1: null is invalid: must be string. Correct the value or the schema.',
  ],
  [
    '{ type: string, minLength: 2, enum: [ab, c] }',
    '4:49 #/components/schemas/A/enum/1: "c" is invalid: must NOT have fewer than 2 characters. Correct the value or the schema.',
  ],
  [
    '{ enum: [{ a: 1 }] }',
    '4:17 #/components/schemas/A/enum/0: objects and arrays are not supported in enum. Describe the value with properties or items.',
  ],
  [
    '{ type: string, format: date, enum: [2024-02-30] }',
    '4:45 #/components/schemas/A/enum/0: "2024-02-30" is invalid: must match format "date". Correct the value or the schema.',
  ],
  [
    '{ type: integer, const: a }',
    '4:25 #/components/schemas/A/const: "a" is invalid: must be integer. Correct the value or the schema.',
  ],
  [
    '{ const: [] }',
    '4:10 #/components/schemas/A/const: objects and arrays are not supported in const. Describe the value with properties or items.',
  ],
  [
    '{ type: string, default: 5 }',
    '4:24 #/components/schemas/A/default: 5 is invalid: must be string. Correct the value or the schema.',
  ],
  [
    '{ enum: [a], default: b }',
    '4:21 #/components/schemas/A/default: "b" is invalid: must be equal to one of the allowed values. Correct the value or the schema.',
  ],
  [
    '{ type: object, properties: { a: { type: string, default: null } } }',
    '4:57 #/components/schemas/A/properties/a/default: null is invalid: must be string. Correct the value or the schema.',
  ],
  [
    `{ $ref: "#/components/schemas/B", default: 5 }
    B: { type: string }`,
    '4:42 #/components/schemas/A/default: 5 is invalid: must be string. Correct the value or the schema.',
  ],
  [
    '{ type: object, default: { a: 1 }, properties: { a: { type: string } } }',
    '4:24 #/components/schemas/A/default: {"a":1} is invalid: #/a must be string. Correct the value or the schema.',
  ],
  [
    '{ type: string, minLength: 3, default: ab }',
    '4:38 #/components/schemas/A/default: "ab" is invalid: must NOT have fewer than 3 characters. Correct the value or the schema.',
  ],
  [
    '{ type: string, minimum: 1 }',
    '4:24 #/components/schemas/A/minimum: `minimum` applies to numbers, not to a schema of type string',
  ],
  [
    '{ type: object, properties: [a] }',
    '4:24 #/components/schemas/A/properties: `properties` must be an object, not ["a"]',
  ],
  [
    '{ type: object, properties: { a: null } }',
    '4:38 #/components/schemas/A/properties/a: `a` must be a schema, not null',
  ],
  ['{ type: object, required: true }', '4:24 #/components/schemas/A/required: `required` must be a list, not true'],
  [
    '{ type: object, required: [1] }',
    '4:35 #/components/schemas/A/required/0: an item of `required` must be a string, not 1',
  ],
  [
    '{ type: object, dependentRequired: { a: b } }',
    '4:24 #/components/schemas/A/dependentRequired: `dependentRequired` is not supported',
  ],
  [
    '{ type: object, properties: { __proto__: {} } }',
    '4:38 #/components/schemas/A/properties/__proto__: the name __proto__ is not supported: all objects inherit it. Rename the property.',
  ],
  [
    '{ type: object, properties: { constructor: { type: string } } }',
    '4:38 #/components/schemas/A/properties/constructor: the name constructor is not supported: all objects inherit it. Rename the property.',
  ],
  [
    '{ type: object, properties: { toString: {} } }',
    '4:38 #/components/schemas/A/properties/toString: the name toString is not supported: all objects inherit it. Rename the property.',
  ],
  [
    '{ type: object, additionalProperties: 3 }',
    '4:24 #/components/schemas/A/additionalProperties: `additionalProperties` must be a schema, true or false, not 3',
  ],
  [
    '{ type: object, unevaluatedProperties: false, allOf: [{ type: object }] }',
    '4:24 #/components/schemas/A/unevaluatedProperties: `unevaluatedProperties` is not supported',
  ],
  [
    '{ type: array, unevaluatedItems: false }',
    '4:23 #/components/schemas/A/unevaluatedItems: `unevaluatedItems` is not supported',
  ],
  ['{ type: array, items: [] }', '4:23 #/components/schemas/A/items: `items` must be a schema, not []'],
  ['{ type: array, prefixItems: {} }', '4:23 #/components/schemas/A/prefixItems: `prefixItems` is not supported'],
  ['{ type: array, prefixItems: [] }', '4:23 #/components/schemas/A/prefixItems: `prefixItems` is not supported'],
  ['{ type: array, minContains: 1 }', '4:23 #/components/schemas/A/minContains: `minContains` is not supported'],
  [
    '{ type: array, uniqueItems: "yes" }',
    '4:23 #/components/schemas/A/uniqueItems: `uniqueItems` must be true or false, not "yes"',
  ],
  ['{ allOf: [] }', '4:10 #/components/schemas/A/allOf: `allOf` must be a list that is not empty, not []'],
  ['{ anyOf: {} }', '4:10 #/components/schemas/A/anyOf: `anyOf` must be a list that is not empty, not {}'],
  ['{ oneOf: [1] }', '4:18 #/components/schemas/A/oneOf/0: an item of `oneOf` must be a schema, not 1'],
  ['{ type: string, then: {} }', '4:24 #/components/schemas/A/then: `then` is not supported'],
  ['{ not: 1 }', '4:10 #/components/schemas/A/not: `not` is not supported'],
  [
    '{ oneOf: [{ type: object }], discriminator: { propertyName: k } }',
    '4:18 #/components/schemas/A/oneOf/0: this schema does not declare k, which the discriminator reads',
  ],
  [
    '{ oneOf: [{ type: object }], discriminator: {} }',
    '4:37 #/components/schemas/A/discriminator: the Discriminator Object needs `propertyName`',
  ],
  [
    '{ type: object, discriminator: { propertyName: k } }',
    '4:5 #/components/schemas/A: this schema does not declare k, which the discriminator reads',
  ],
  [
    '{ type: object, properties: { k: {} }, discriminator: { propertyName: k, mapping: { a: Missing } } }',
    '4:92 #/components/schemas/A/discriminator/mapping/a: #/components/schemas/Missing is not in the document',
  ],
  [
    '{ $ref: "other.yaml#/A" }',
    '4:10 #/components/schemas/A/$ref: only references within the document are supported, not other.yaml#/A',
  ],
  [
    '{ $ref: "https://example.com/a" }',
    '4:10 #/components/schemas/A/$ref: only references within the document are supported, not https://example.com/a',
  ],
  [
    '{ $ref: "#/components/schemas/B" }',
    '4:10 #/components/schemas/A/$ref: #/components/schemas/B is not in the document',
  ],
  ['{ $ref: "B" }', '4:10 #/components/schemas/A/$ref: only references within the document are supported, not B'],
  [
    '{ $ref: "#/components/schemas/A" }',
    '4:10 #/components/schemas/A/$ref: #/components/schemas/A is a circular reference',
  ],
  [
    `{ $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/A" }`,
    '4:10 #/components/schemas/A/$ref: #/components/schemas/B is a circular reference',
  ],
  [
    '{ $ref: "#/components/schemas/%zz" }',
    '4:10 #/components/schemas/A/$ref: #/components/schemas/%zz is not in the document',
  ],
  ['{ $ref: 5 }', '4:10 #/components/schemas/A/$ref: `$ref` must be a string, not 5'],
  ['{ $ref: "#a" }', '4:10 #/components/schemas/A/$ref: #a is not in the document'],
  [
    `{ $ref: "#/tags" }
tags: []`,
    '4:10 #/components/schemas/A/$ref: #/tags is not a Schema Object',
  ],
  [
    '{ type: array, items: { $ref: "#/components/schemas/A" } }',
    '4:5 #/components/schemas/A: a schema that contains itself outside an object is not supported. Put the reference in a property.',
  ],
  [
    '{ allOf: [{ $ref: "#/components/schemas/A" }] }',
    '4:5 #/components/schemas/A: a schema that contains itself outside an object is not supported. Put the reference in a property.',
  ],
  [
    '{ anyOf: [{ type: string }, { $ref: "#/components/schemas/A" }] }',
    '4:5 #/components/schemas/A: a schema that contains itself outside an object is not supported. Put the reference in a property.',
  ],
  [
    '{ type: object, not: { $ref: "#/components/schemas/A" } }',
    '4:24 #/components/schemas/A/not: `not` is not supported',
  ],
  [
    '{ type: object, properties: { a: { type: object, properties: { b: { $ref: "#/components/schemas/A/properties/a" } } } } }',
    '4:76 #/components/schemas/A/properties/a/properties/b/$ref: #/components/schemas/A/properties/a contains itself, which is supported only for schemas in components/schemas. Move the schema to components/schemas.',
  ],
  [
    `{ type: object, properties: { x: { type: array, items: { $ref: "#/components/schemas/B/properties/y" } } } }
    B: { type: object, properties: { y: { type: array, items: { $ref: "#/components/schemas/A/properties/x" } } } }`,
    '4:65 #/components/schemas/A/properties/x/items/$ref: #/components/schemas/B/properties/y contains itself, which is supported only for schemas in components/schemas. Move the schema to components/schemas.',
  ],
  ['3', '4:5 #/components/schemas/A: `A` must be a schema, not 3'],
  ['', '4:5 #/components/schemas/A: `A` must be a schema, not null'],
  [
    '{ $schema: "http://json-schema.org/draft-07/schema#" }',
    '4:10 #/components/schemas/A/$schema: `$schema` is not supported',
  ],
  ['{ description: 5 }', '4:10 #/components/schemas/A/description: `description` must be a string, not 5'],
  ['{ title: [a] }', '4:10 #/components/schemas/A/title: `title` must be a string, not ["a"]'],
  ['{ deprecated: "yes" }', '4:10 #/components/schemas/A/deprecated: `deprecated` must be true or false, not "yes"'],
  ['{ examples: a }', '4:10 #/components/schemas/A/examples: `examples` must be a list, not "a"'],
  [
    `{ oneOf: [{ $ref: "#/components/schemas/B" }], discriminator: { propertyName: k, mapping: { b: B, c: C } } }
    B: { type: object, properties: { k: { const: b } } }
    C: { type: object, properties: { k: { const: c } } }`,
    '4:106 #/components/schemas/A/discriminator/mapping/c: C is not one of the alternatives',
  ],
  [
    '{ type: string, readOnly: yes please }',
    '4:24 #/components/schemas/A/readOnly: `readOnly` must be true or false, not "yes please"',
  ],
]

test.each(refusals)('a schema %s is refused: %s', (given, refusal) => {
  expect(refusalOf(`components:\n  schemas:\n    A: ${given}\n`)).toBe(refusal)
})
