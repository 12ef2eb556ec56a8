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
    keyword: 'properties that are booleans',
    schema: '{ type: object, properties: { a: true, b: false } }',
    accepts: [{}, { a: null }, { a: [1] }],
    refuses: [{ b: 1 }, { b: null }],
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
    components: '{ Any: true }',
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
    keyword: 'unevaluatedProperties',
    schema: '{ type: object, properties: { a: { type: string } }, unevaluatedProperties: false }',
    accepts: [{ a: 'x' }],
    refuses: [{ b: 1 }],
  },
  {
    keyword: 'patternProperties',
    schema: '{ type: object, patternProperties: { "^n": { type: integer }, "s$": { type: [string, integer] } } }',
    accepts: [{}, { n1: 1 }, { xs: 'a' }, { ns: 1 }, { other: [] }],
    refuses: [{ n1: 'a' }, { ns: 'a' }, { xs: null }],
  },
  {
    keyword: 'patternProperties beside properties',
    schema:
      '{ type: object, properties: { ab: { type: object, properties: { x: {} } } }, patternProperties: { "^a": { required: [y], type: object } } }',
    accepts: [{ ab: { y: 1 } }, { ab: { x: 1, y: 1 } }, { b: 1 }],
    refuses: [{ ab: { x: 1 } }, { ab: 1 }, { ac: {} }],
  },
  {
    keyword: 'patternProperties beside additionalProperties',
    schema:
      '{ type: object, properties: { a: { type: string } }, patternProperties: { "^x": { type: integer } }, additionalProperties: false }',
    accepts: [{ a: 'x' }, { x1: 1, a: 'x' }],
    refuses: [{ b: 1 }, { x1: 'a' }, { a: 1 }],
  },
  {
    keyword: 'propertyNames',
    schema: '{ type: object, propertyNames: { pattern: "^[a-z]+$", maxLength: 2 } }',
    accepts: [{}, { a: 1, bb: 2 }],
    refuses: [{ A: 1 }, { abc: 1 }, { a: 1, B: 2 }],
  },
  {
    keyword: 'propertyNames by a reference',
    schema: '{ type: object, propertyNames: { $ref: "#/components/schemas/Name" } }',
    components: '{ Name: { enum: [a, b] } }',
    accepts: [{ a: 1 }, {}],
    refuses: [{ c: 1 }],
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
  {
    keyword: 'dependentRequired',
    schema: '{ type: object, dependentRequired: { a: [b, c], d: [] } }',
    accepts: [{}, { a: 1, b: 1, c: 1 }, { b: 1 }, { d: 1 }],
    refuses: [{ a: 1 }, { a: 1, b: 1 }],
  },
  {
    keyword: 'dependentRequired of a name that objects inherit',
    schema: '{ type: object, dependentRequired: { constructor: [b] } }',
    accepts: [{}, { constructor: 1, b: 1 }],
    refuses: [{ constructor: 1 }],
  },
]
