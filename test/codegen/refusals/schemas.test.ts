import { expect, test } from 'vitest'
import { refusalOf } from '../support/refusal.ts'

/** A component schema from line 4, column 8, and what is said of it. */
const refusals: [given: string, refusal: string][] = [
  [
    '{ type: string, maxLenght: 3 }',
    '4:24 #/components/schemas/A/maxLenght: maxLenght is not a keyword that is supported',
  ],
  [
    '{ type: string, nullable: true }',
    '4:24 #/components/schemas/A/nullable: nullable is OpenAPI 3.0; in 3.1 add "null" to the type',
  ],
  [
    '{ definitions: {} }',
    '4:10 #/components/schemas/A/definitions: definitions is an older draft; use components/schemas or $defs',
  ],
  [
    '{ dependencies: {} }',
    '4:10 #/components/schemas/A/dependencies: dependencies is an older draft; use dependentRequired',
  ],
  ['{ $id: "https://x" }', '4:10 #/components/schemas/A/$id: $id changes what references mean, which is not supported'],
  ['{ $anchor: a }', '4:10 #/components/schemas/A/$anchor: $anchor is not a keyword that is supported'],
  ['{ $dynamicRef: "#a" }', '4:10 #/components/schemas/A/$dynamicRef: $dynamicRef is not a keyword that is supported'],
  ['{ $vocabulary: {} }', '4:10 #/components/schemas/A/$vocabulary: $vocabulary is not a keyword that is supported'],
  [
    '{ dependentSchemas: {} }',
    '4:10 #/components/schemas/A/dependentSchemas: dependentSchemas is not a keyword that is supported',
  ],
  [
    '{ type: string, constructor: 1 }',
    '4:24 #/components/schemas/A/constructor: constructor is not a keyword that is supported',
  ],
  [
    '{ type: string, pattern: "[" }',
    '4:24 #/components/schemas/A/pattern: is not a Unicode regular expression (/[/u: Unterminated character class)',
  ],
  [
    `{ type: string, pattern: '\\_' }`,
    '4:24 #/components/schemas/A/pattern: is not a Unicode regular expression (/\\_/u: Invalid escape)',
  ],
  ['{ type: string, pattern: 5 }', '4:24 #/components/schemas/A/pattern: must be a string'],
  [
    '{ type: object, patternProperties: { "(": {} } }',
    '4:45 #/components/schemas/A/patternProperties/(: is not a Unicode regular expression (/(/u: Unterminated group)',
  ],
  ['{ type: string, format: phone }', '4:24 #/components/schemas/A/format: "phone" is not a format that is supported'],
  [
    '{ type: string, format: toString }',
    '4:24 #/components/schemas/A/format: "toString" is not a format that is supported',
  ],
  [
    '{ type: integer, format: date }',
    '4:25 #/components/schemas/A/format: format judges nothing in a schema of type integer',
  ],
  ['{type: string, format: 3}', '4:23 #/components/schemas/A/format: 3 is not a format that is supported'],
  ['{ type: integer, minimum: one }', '4:25 #/components/schemas/A/minimum: must be a number'],
  ['{ type: string, minLength: -1 }', '4:24 #/components/schemas/A/minLength: must be an integer from 0'],
  ['{ type: string, minLength: 1.5 }', '4:24 #/components/schemas/A/minLength: must be an integer from 0'],
  ['{ type: array, minItems: "1" }', '4:23 #/components/schemas/A/minItems: must be a number'],
  ['{ type: number, multipleOf: 0 }', '4:24 #/components/schemas/A/multipleOf: must be greater than 0'],
  ['{ type: number, maximum: null }', '4:24 #/components/schemas/A/maximum: must be a number'],
  ['{ type: strnig }', '4:10 #/components/schemas/A/type: "strnig" is not a type'],
  ['{ type: [] }', '4:10 #/components/schemas/A/type: must name types, each once'],
  ['{ type: [string, string] }', '4:10 #/components/schemas/A/type: must name types, each once'],
  ['{ type: null }', '4:10 #/components/schemas/A/type: null is not a type'],
  ['{ enum: [] }', '4:10 #/components/schemas/A/enum: must be an array with members'],
  ['{ enum: a }', '4:10 #/components/schemas/A/enum: must be an array with members'],
  ['{ type: string, enum: [a, 1] }', '4:34 #/components/schemas/A/enum/1: 1 is not valid here: must be string'],
  ['{ type: string, enum: [a, null] }', '4:34 #/components/schemas/A/enum/1: null is not valid here: must be string'],
  [
    '{ type: string, minLength: 2, enum: [ab, c] }',
    '4:49 #/components/schemas/A/enum/1: "c" is not valid here: must NOT have fewer than 2 characters',
  ],
  ['{ enum: [{ a: 1 }] }', '4:17 #/components/schemas/A/enum/0: objects and arrays as constants are not supported'],
  [
    '{ type: string, format: date, enum: [2024-02-30] }',
    '4:45 #/components/schemas/A/enum/0: "2024-02-30" is not valid here: must match format "date"',
  ],
  ['{ type: integer, const: a }', '4:25 #/components/schemas/A/const: "a" is not valid here: must be integer'],
  ['{ const: [] }', '4:10 #/components/schemas/A/const: objects and arrays as constants are not supported'],
  ['{ type: string, default: 5 }', '4:24 #/components/schemas/A/default: 5 is not valid here: must be string'],
  [
    '{ enum: [a], default: b }',
    '4:21 #/components/schemas/A/default: "b" is not valid here: must be equal to one of the allowed values',
  ],
  [
    '{ type: object, properties: { a: { type: string, default: null } } }',
    '4:57 #/components/schemas/A/properties/a/default: null is not valid here: must be string',
  ],
  [
    `{ $ref: "#/components/schemas/B", default: 5 }
    B: { type: string }`,
    '4:42 #/components/schemas/A/default: 5 is not valid here: must be string',
  ],
  [
    '{ type: object, default: { a: 1 }, properties: { a: { type: string } } }',
    '4:24 #/components/schemas/A/default: {"a":1} is not valid here: #/a must be string',
  ],
  [
    '{ type: string, minLength: 3, default: ab }',
    '4:38 #/components/schemas/A/default: "ab" is not valid here: must NOT have fewer than 3 characters',
  ],
  [
    '{ type: string, minimum: 1 }',
    '4:24 #/components/schemas/A/minimum: minimum judges nothing in a schema of type string',
  ],
  ['{ type: object, properties: [a] }', '4:24 #/components/schemas/A/properties: must be an object'],
  ['{ type: object, properties: { a: null } }', '4:38 #/components/schemas/A/properties/a: must be a schema'],
  ['{ type: object, required: true }', '4:24 #/components/schemas/A/required: must be an array of strings'],
  ['{ type: object, required: [1] }', '4:24 #/components/schemas/A/required: must be an array of strings'],
  [
    '{ type: object, dependentRequired: { a: b } }',
    '4:45 #/components/schemas/A/dependentRequired/a: must be an array of strings',
  ],
  [
    '{ type: object, properties: { __proto__: {} } }',
    '4:38 #/components/schemas/A/properties/__proto__: is a name that every object inherits',
  ],
  [
    '{ type: object, properties: { constructor: { type: string } } }',
    '4:38 #/components/schemas/A/properties/constructor: is a name that every object inherits',
  ],
  [
    '{ type: object, properties: { toString: {} } }',
    '4:38 #/components/schemas/A/properties/toString: is a name that every object inherits',
  ],
  ['{ type: object, additionalProperties: 3 }', '4:24 #/components/schemas/A/additionalProperties: must be a schema'],
  [
    '{ type: object, unevaluatedProperties: false, allOf: [{ type: object }] }',
    '4:24 #/components/schemas/A/unevaluatedProperties: is not supported beside composition',
  ],
  ['{ type: array, unevaluatedItems: false }', '4:23 #/components/schemas/A/unevaluatedItems: is not supported'],
  ['{ type: array, items: [] }', '4:23 #/components/schemas/A/items: must be a schema'],
  ['{ type: array, prefixItems: {} }', '4:23 #/components/schemas/A/prefixItems: must be an array with members'],
  ['{ type: array, prefixItems: [] }', '4:23 #/components/schemas/A/prefixItems: must be an array with members'],
  ['{ type: array, minContains: 1 }', '4:23 #/components/schemas/A/minContains: needs contains beside it'],
  ['{ type: array, uniqueItems: "yes" }', '4:23 #/components/schemas/A/uniqueItems: must be true or false'],
  ['{ allOf: [] }', '4:10 #/components/schemas/A/allOf: must be an array with members'],
  ['{ anyOf: {} }', '4:10 #/components/schemas/A/anyOf: must be an array with members'],
  ['{ oneOf: [1] }', '4:18 #/components/schemas/A/oneOf/0: must be a schema'],
  ['{ type: string, then: {} }', '4:24 #/components/schemas/A/then: needs if beside it'],
  ['{ not: 1 }', '4:10 #/components/schemas/A/not: must be a schema'],
  [
    '{ oneOf: [{ type: object }], discriminator: { propertyName: k } }',
    '4:18 #/components/schemas/A/oneOf/0: does not declare k, which the discriminator reads',
  ],
  [
    '{ oneOf: [{ type: object }], discriminator: {} }',
    '4:37 #/components/schemas/A/discriminator: needs a propertyName',
  ],
  [
    '{ type: object, discriminator: { propertyName: k } }',
    '4:5 #/components/schemas/A: does not declare k, which the discriminator reads',
  ],
  [
    '{ type: object, properties: { k: {} }, discriminator: { propertyName: k, mapping: { a: Missing } } }',
    '4:92 #/components/schemas/A/discriminator/mapping/a: Missing is not in the document',
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
  ['{ $ref: "#/components/schemas/A" }', '4:10 #/components/schemas/A/$ref: #/components/schemas/A refers to itself'],
  [
    `{ $ref: "#/components/schemas/B" }
    B: { $ref: "#/components/schemas/A" }`,
    '4:10 #/components/schemas/A/$ref: #/components/schemas/B refers to itself',
  ],
  [
    '{ $ref: "#/components/schemas/%zz" }',
    '4:10 #/components/schemas/A/$ref: #/components/schemas/%zz is not in the document',
  ],
  ['{ $ref: 5 }', '4:10 #/components/schemas/A/$ref: must be a string'],
  ['{ $ref: "#a" }', '4:10 #/components/schemas/A/$ref: #a is not in the document'],
  [
    `{ $ref: "#/tags" }
tags: []`,
    '4:10 #/components/schemas/A/$ref: #/tags is not in the document',
  ],
  [
    '{ type: array, items: { $ref: "#/components/schemas/A" } }',
    '4:5 #/components/schemas/A: is recursive outside an object, which is not supported',
  ],
  [
    '{ allOf: [{ $ref: "#/components/schemas/A" }] }',
    '4:5 #/components/schemas/A: is recursive outside an object, which is not supported',
  ],
  [
    '{ anyOf: [{ type: string }, { $ref: "#/components/schemas/A" }] }',
    '4:5 #/components/schemas/A: is recursive outside an object, which is not supported',
  ],
  [
    '{ type: object, not: { $ref: "#/components/schemas/A" } }',
    '4:5 #/components/schemas/A: is recursive outside an object, which is not supported',
  ],
  [
    '{ type: object, properties: { a: { type: object, properties: { b: { $ref: "#/components/schemas/A/properties/a" } } } } }',
    '4:76 #/components/schemas/A/properties/a/properties/b/$ref: #/components/schemas/A/properties/a is recursive outside components/schemas, which is not supported',
  ],
  [
    `{ type: object, properties: { x: { type: array, items: { $ref: "#/components/schemas/B/properties/y" } } } }
    B: { type: object, properties: { y: { type: array, items: { $ref: "#/components/schemas/A/properties/x" } } } }`,
    '4:65 #/components/schemas/A/properties/x/items/$ref: #/components/schemas/B/properties/y is recursive outside components/schemas, which is not supported',
  ],
  ['3', '4:5 #/components/schemas/A: must be a schema'],
  ['', '4:5 #/components/schemas/A: must be a schema'],
  [
    '{ $schema: "http://json-schema.org/draft-07/schema#" }',
    '4:10 #/components/schemas/A/$schema: only https://json-schema.org/draft/2020-12/schema is supported',
  ],
  ['{ description: 5 }', '4:10 #/components/schemas/A/description: must be a string'],
  ['{ title: [a] }', '4:10 #/components/schemas/A/title: must be a string'],
  ['{ deprecated: "yes" }', '4:10 #/components/schemas/A/deprecated: must be true or false'],
  ['{ examples: a }', '4:10 #/components/schemas/A/examples: must be an array'],
  [
    `{ oneOf: [{ $ref: "#/components/schemas/B" }], discriminator: { propertyName: k, mapping: { b: B, c: C } } }
    B: { type: object, properties: { k: { const: b } } }
    C: { type: object, properties: { k: { const: c } } }`,
    '4:106 #/components/schemas/A/discriminator/mapping/c: C is none of the alternatives',
  ],
  ['{ type: string, readOnly: yes please }', '4:24 #/components/schemas/A/readOnly: must be true or false'],
]

test.each(refusals)('a schema %s is refused: %s', (given, refusal) => {
  expect(refusalOf(`components:\n  schemas:\n    A: ${given}\n`)).toBe(refusal)
})
