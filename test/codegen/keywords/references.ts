import type { Case } from './case.ts'

/** `$ref` (2020-12 core, 8.2.3.1), also to what is recursive. */
export const references: Case[] = [
  {
    keyword: '$ref',
    schema: '{ $ref: "#/components/schemas/Name" }',
    components: '{ Name: { type: string, minLength: 1 } }',
    accepts: ['a'],
    refuses: ['', 1],
  },
  {
    keyword: '$ref with keywords beside it',
    schema: '{ $ref: "#/components/schemas/Name", maxLength: 2, pattern: "^a" }',
    components: '{ Name: { type: string, minLength: 1 } }',
    accepts: ['a', 'ab'],
    refuses: ['', 'abc', 'b'],
  },
  {
    keyword: '$ref to a closed object with properties beside it',
    schema: '{ $ref: "#/components/schemas/Closed", properties: { b: {} } }',
    components: '{ Closed: { type: object, properties: { a: {} }, additionalProperties: false } }',
    accepts: [{ a: 1 }],
    refuses: [{ b: 1 }, { a: 1, b: 1 }],
  },
  {
    keyword: '$ref through a chain',
    schema: '{ $ref: "#/components/schemas/A" }',
    components:
      '{ A: { $ref: "#/components/schemas/B" }, B: { $ref: "#/components/schemas/C" }, C: { type: integer } }',
    accepts: [1],
    refuses: ['a'],
  },
  {
    keyword: '$ref into the inside of a component',
    schema: '{ $ref: "#/components/schemas/Pet/properties/name" }',
    components: '{ Pet: { type: object, properties: { name: { type: string, maxLength: 2 } } } }',
    accepts: ['a'],
    refuses: ['abc'],
  },
  {
    keyword: '$ref to a name that needs escapes',
    schema: '{ $ref: "#/components/schemas/a~1b%20%C3%B8~0" }',
    components: '{ "a/b ø~": { type: integer } }',
    accepts: [1],
    refuses: ['a'],
  },
  {
    keyword: '$ref to itself in a property',
    schema:
      '{ type: object, required: [n], properties: { n: { type: integer }, next: { $ref: "#/components/schemas/Value" } }, additionalProperties: false }',
    accepts: [{ n: 1 }, { n: 1, next: { n: 2, next: { n: 3 } } }],
    refuses: [
      { n: 1, next: {} },
      { n: 1, next: { n: 2, next: { n: '3' } } },
      { n: 1, next: null },
    ],
  },
  {
    keyword: '$ref to itself in a list, or null',
    schema:
      '{ type: object, properties: { list: { type: array, items: { $ref: "#/components/schemas/Value" } }, one: { anyOf: [{ $ref: "#/components/schemas/Value" }, { type: "null" }] } } }',
    accepts: [{ list: [{}, { one: null }] }, { one: { one: { list: [] } } }],
    refuses: [{ list: [1] }, { one: { one: 1 } }, { one: { list: [{ one: 'a' }] } }],
  },
  {
    keyword: '$ref to itself in additionalProperties',
    schema: '{ type: object, additionalProperties: { $ref: "#/components/schemas/Value" } }',
    accepts: [{}, { a: { b: {} } }],
    refuses: [{ a: 1 }, { a: { b: [] } }],
  },
  {
    keyword: '$ref to one another',
    schema: '{ type: object, properties: { b: { $ref: "#/components/schemas/Other" } } }',
    components: '{ Other: { type: object, required: [a], properties: { a: { $ref: "#/components/schemas/Value" } } } }',
    accepts: [{}, { b: { a: { b: { a: {} } } } }],
    refuses: [{ b: {} }, { b: { a: { b: {} } } }],
  },
  {
    keyword: '$ref to itself beside counted keys',
    schema:
      '{ type: object, minProperties: 1, properties: { a: { $ref: "#/components/schemas/Value" }, b: { type: integer } } }',
    accepts: [{ b: 1 }, { a: { a: { b: 1 } } }],
    refuses: [{}, { a: {} }],
  },
]
