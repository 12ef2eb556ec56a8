import type { Case } from './case.ts'

/** Keywords of objects (2020-12 validation, 6.5, and core, 10.3.2 and 11). */
export const objects: Case[] = [
  {
    keyword: 'properties',
    schema: '{ type: object, properties: { a: { type: string }, b: { type: integer } } }',
    accepts: [{}, { a: 'x' }, { a: 'x', b: 1, c: [] }],
    refuses: [{ a: 1 }, { b: 'x' }, { a: null }, []],
  },
  {
    keyword: 'properties of any name',
    schema:
      '{ type: object, properties: { "": { type: string }, "a-b": { type: string }, "1": { type: string }, "ø \\"": { type: string } } }',
    accepts: [{ '': 'x', 'a-b': 'x', 1: 'x', 'ø "': 'x' }],
    refuses: [{ '': 1 }, { 'a-b': 1 }, { 1: 1 }, { 'ø "': 1 }],
  },
  {
    keyword: 'required',
    schema: '{ type: object, required: [a, b], properties: { a: { type: string } } }',
    accepts: [
      { a: 'x', b: null },
      { a: 'x', b: 1, c: 1 },
    ],
    refuses: [{}, { a: 'x' }, { b: 1 }],
  },
  {
    keyword: 'required of anything',
    schema: '{ type: object, required: [a, b], properties: { a: {}, b: { $ref: "#/components/schemas/Any" } } }',
    components: '{ Any: {} }',
    accepts: [{ a: null, b: 0 }],
    refuses: [{}, { a: 1 }, { b: 1 }],
  },
  {
    keyword: 'required names that objects inherit',
    schema: '{ type: object, required: [toString, constructor] }',
    accepts: [{ toString: 1, constructor: 2 }],
    refuses: [{}, { toString: 1 }],
  },
  {
    keyword: 'additionalProperties false',
    schema: '{ type: object, properties: { a: { type: string } }, additionalProperties: false }',
    accepts: [{}, { a: 'x' }],
    refuses: [{ b: 1 }, { a: 'x', b: 1 }, JSON.parse('{ "__proto__": 1 }')],
  },
  {
    keyword: 'additionalProperties false and nothing declared',
    schema: '{ type: object, additionalProperties: false }',
    accepts: [{}],
    refuses: [{ a: 1 }],
  },
  {
    keyword: 'additionalProperties with a schema',
    schema: '{ type: object, properties: { a: { type: string } }, additionalProperties: { type: integer } }',
    accepts: [{}, { a: 'x', b: 1 }, { b: 1, c: 2 }],
    refuses: [{ b: 'x' }, { a: 1 }],
  },
  {
    keyword: 'additionalProperties with a schema and nothing declared',
    schema: '{ type: object, additionalProperties: { type: [integer, "null"] } }',
    accepts: [{}, { a: 1, b: null }],
    refuses: [{ a: 'x' }, { a: 1, b: 0.5 }],
  },
  {
    keyword: 'additionalProperties true',
    schema: '{ type: object, properties: { a: { type: string } }, additionalProperties: true }',
    accepts: [{ b: 1 }],
    refuses: [{ a: 1, b: 1 }],
  },
  {
    keyword: 'minProperties',
    schema: '{ type: object, properties: { a: { type: string } }, minProperties: 2 }',
    accepts: [
      { a: 'x', b: 1 },
      { b: 1, c: 2 },
    ],
    refuses: [{}, { a: 'x' }],
  },
  {
    keyword: 'maxProperties',
    schema: '{ type: object, properties: { a: { type: string } }, maxProperties: 1 }',
    accepts: [{}, { b: 1 }],
    refuses: [
      { a: 'x', b: 1 },
      { b: 1, c: 2 },
    ],
  },
]
