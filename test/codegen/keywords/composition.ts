import type { Case } from './case.ts'

/** Keywords that apply schemas to the same value (2020-12 core, 10.2). */
export const composition: Case[] = [
  {
    keyword: 'allOf',
    schema:
      '{ allOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b] }] }',
    accepts: [
      { a: 'x', b: 1 },
      { a: 'x', b: 1, c: 1 },
    ],
    refuses: [{ a: 'x' }, { b: 1 }, { a: 1, b: 1 }, 'x'],
  },
  {
    keyword: 'allOf with members that name no type',
    schema:
      '{ type: object, allOf: [{ required: [a] }, { properties: { a: { type: string } } }, { description: Nothing. }] }',
    accepts: [{ a: 'x' }],
    refuses: [{}, { a: 1 }, 'a'],
  },
  {
    keyword: 'allOf with a closed member',
    schema:
      '{ allOf: [{ type: object, properties: { a: {} }, additionalProperties: false }, { type: object, properties: { b: {} } }] }',
    accepts: [{}, { a: 1 }],
    refuses: [{ b: 1 }, { a: 1, b: 1 }, { c: 1 }],
  },
  {
    keyword: 'allOf of scalars',
    schema: '{ allOf: [{ type: integer }, { minimum: 3 }] }',
    accepts: [3],
    refuses: [2, 3.5, '3'],
  },
  {
    keyword: 'anyOf',
    schema: '{ anyOf: [{ type: string, minLength: 2 }, { type: integer }] }',
    accepts: ['ab', 1],
    refuses: ['a', 1.5, null],
  },
  {
    keyword: 'anyOf with null',
    schema: '{ anyOf: [{ type: string }, { type: "null" }] }',
    accepts: ['a', null],
    refuses: [1, {}],
  },
  {
    keyword: 'anyOf in a closed object',
    schema:
      '{ type: object, properties: { a: {}, b: {} }, additionalProperties: false, anyOf: [{ required: [a] }, { required: [b] }] }',
    accepts: [{ a: 1 }, { b: 1 }, { a: 1, b: 1 }],
    refuses: [{}, { a: 1, c: 1 }, { c: 1 }],
  },
  {
    keyword: 'anyOf beside the keywords of its object',
    schema:
      '{ type: object, required: [k], properties: { k: { type: string } }, anyOf: [{ properties: { k: { const: a } } }, { required: [x] }] }',
    accepts: [{ k: 'a' }, { k: 'b', x: 1 }],
    refuses: [{ k: 'b' }, { x: 1 }],
  },
  {
    keyword: 'oneOf',
    schema: '{ oneOf: [{ type: integer, multipleOf: 3 }, { type: integer, multipleOf: 5 }] }',
    accepts: [3, 5],
    refuses: [15, 1, 'a'],
  },
  {
    keyword: 'oneOf with null twice',
    schema: '{ oneOf: [{ type: [string, "null"] }, { type: "null" }] }',
    accepts: ['a'],
    refuses: [null, 1],
  },
  {
    keyword: 'oneOf with null',
    schema: '{ oneOf: [{ type: string }, { type: "null" }] }',
    accepts: ['a', null],
    refuses: [1],
  },
  {
    keyword: 'oneOf of open objects',
    schema: '{ oneOf: [{ type: object, required: [a] }, { type: object, required: [b] }] }',
    accepts: [{ a: 1 }, { b: 1 }],
    refuses: [{ a: 1, b: 1 }, {}],
  },
  {
    keyword: 'discriminator',
    schema:
      '{ oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }], discriminator: { propertyName: kind, mapping: { cat: Cat, dog: "#/components/schemas/Dog" } } }',
    components: `{
      Cat: { type: object, required: [kind, lives], properties: { kind: { const: cat }, lives: { type: integer } } },
      Dog: { allOf: [{ type: object, required: [kind], properties: { kind: { const: dog } } }] } }`,
    accepts: [{ kind: 'cat', lives: 9 }, { kind: 'dog' }],
    refuses: [{ kind: 'cat' }, { kind: 'cow' }, {}],
  },
]
