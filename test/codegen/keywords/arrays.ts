import type { Case } from './case.ts'

/** Keywords of arrays (2020-12 validation, 6.4, and core, 10.3.1). */
export const arrays: Case[] = [
  {
    keyword: 'items',
    schema: '{ type: array, items: { type: integer } }',
    accepts: [[], [1, 2]],
    refuses: [['a'], [1, 'a'], [null], {}],
  },
  { keyword: 'minItems', schema: '{ type: array, minItems: 2 }', accepts: [[1, 1]], refuses: [[], [1]] },
  { keyword: 'maxItems', schema: '{ type: array, maxItems: 1 }', accepts: [[], [1]], refuses: [[1, 2]] },
  { keyword: 'maxItems 0', schema: '{ type: array, maxItems: 0 }', accepts: [[]], refuses: [[null]] },
  {
    keyword: 'uniqueItems',
    schema: '{ type: array, uniqueItems: true }',
    accepts: [[], [1, '1', true, null], [[1], [2]], [{ a: 1 }, { a: 2 }], [{ a: 1 }, ['a', 1]], [0, false]],
    refuses: [
      [1, 1.0],
      ['a', 'b', 'a'],
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[{ a: [1] }], [{ a: [1] }]],
      [null, null],
    ],
  },
  { keyword: 'uniqueItems false', schema: '{ type: array, uniqueItems: false }', accepts: [[1, 1]], refuses: [1] },
  {
    keyword: 'uniqueItems of objects that differ in what they do not declare',
    schema: '{ type: array, uniqueItems: true, items: { type: object, properties: { a: { type: integer } } } }',
    accepts: [
      [
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ],
    ],
    refuses: [
      [
        { a: 1, b: 1 },
        { b: 1, a: 1 },
      ],
    ],
  },
]
