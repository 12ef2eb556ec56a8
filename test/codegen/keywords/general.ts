import type { Case } from './case.ts'

/** Keywords that validate values of every type (2020-12 validation, 6.1). */
export const general: Case[] = [
  { keyword: 'type string', schema: '{ type: string }', accepts: ['', 'a'], refuses: [1, null, true, [], {}] },
  { keyword: 'type boolean', schema: '{ type: boolean }', accepts: [true, false], refuses: ['true', 0, null] },
  { keyword: 'type null', schema: '{ type: "null" }', accepts: [null], refuses: ['', 0, false, {}] },
  { keyword: 'type number', schema: '{ type: number }', accepts: [0, -1.5, 1e300], refuses: ['1', null, []] },
  {
    keyword: 'type integer',
    schema: '{ type: integer }',
    accepts: [0, -0, 1.0, -7, 2 ** 53, 1e300],
    refuses: [0.5, '1', null],
  },
  { keyword: 'type object', schema: '{ type: object }', accepts: [{}, { a: 1 }], refuses: [[], null, 'a'] },
  { keyword: 'type array', schema: '{ type: array }', accepts: [[], [1, null]], refuses: [{}, 'a', null] },
  {
    keyword: 'type list',
    schema: '{ type: [string, integer, "null"] }',
    accepts: ['a', 1, null],
    refuses: [1.5, true, [], {}],
  },
  { keyword: 'type list of null alone', schema: '{ type: ["null"] }', accepts: [null], refuses: [0, ''] },
  {
    keyword: 'type list with keywords of each',
    schema: '{ type: [string, array], minLength: 2, minItems: 1 }',
    accepts: ['ab', [1]],
    refuses: ['a', [], 1],
  },
  {
    keyword: 'keywords without a type',
    schema: '{ minLength: 2, minimum: 3, properties: { a: { type: string } }, required: [a], items: { format: date } }',
    accepts: ['ab', 3, 3.5, { a: 'x' }, true, null, ['2024-02-29', 7], []],
    refuses: ['a', 2, {}, { a: 1 }, ['2024-02-30']],
  },
  { keyword: 'enum', schema: '{ enum: [a, b] }', accepts: ['a', 'b'], refuses: ['c', 'A', ' a', 1, null, ['a']] },
  {
    keyword: 'enum of every scalar',
    schema: '{ enum: [a, 1, 0.5, true, null] }',
    accepts: ['a', 1, 0.5, true, null],
    refuses: ['1', 'true', false, 0, 'null'],
  },
  {
    keyword: 'enum with null',
    schema: '{ type: [string, "null"], enum: [a, null] }',
    accepts: ['a', null],
    refuses: ['b', 0],
  },
  { keyword: 'enum of null', schema: '{ enum: [null] }', accepts: [null], refuses: [0, ''] },
  {
    keyword: 'enum of names that objects inherit',
    schema: '{ enum: [__proto__, constructor] }',
    accepts: ['__proto__', 'constructor'],
    refuses: ['toString', 'a'],
  },
  {
    keyword: 'enum whose members satisfy what stands beside it',
    schema: '{ type: string, minLength: 2, enum: [ab, abc] }',
    accepts: ['ab'],
    refuses: ['abcd', 'a'],
  },
  { keyword: 'const', schema: '{ const: a }', accepts: ['a'], refuses: ['b', null, 1] },
  { keyword: 'const null', schema: '{ const: null }', accepts: [null], refuses: [0, '', false] },
  { keyword: 'const number', schema: '{ type: integer, const: 0 }', accepts: [0, -0, 0.0], refuses: ['0', false, 1] },
  { keyword: 'const beside enum', schema: '{ enum: [a, b], const: a }', accepts: ['a'], refuses: ['b'] },
  {
    keyword: 'default',
    schema: '{ type: object, properties: { a: { type: integer, default: 3 } } }',
    accepts: [{}, { a: 1 }],
    refuses: [{ a: 'x' }, { a: null }],
  },
]
