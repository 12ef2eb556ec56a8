import type { Case } from './case.ts'

/** Keywords of arrays (2020-12 validation, 6.4, and core, 10.3.1). */
export const arrays: Case[] = [
  {
    keyword: 'items',
    schema: '{ type: array, items: { type: integer } }',
    accepts: [[], [1, 2]],
    refuses: [['a'], [1, 'a'], [null], {}],
  },
  { keyword: 'items false', schema: '{ type: array, items: false }', accepts: [[]], refuses: [[1]] },
  {
    keyword: 'prefixItems',
    schema: '{ type: array, prefixItems: [{ type: string }, { type: integer }] }',
    accepts: [[], ['a'], ['a', 1], ['a', 1, null]],
    refuses: [[1], ['a', 'b']],
  },
  {
    keyword: 'prefixItems beside items',
    schema: '{ type: array, prefixItems: [{ type: string }], items: { type: integer } }',
    accepts: [['a'], ['a', 1, 2]],
    refuses: [['a', 'b'], [1]],
  },
  {
    keyword: 'prefixItems beside items: false',
    schema: '{ type: array, prefixItems: [{ type: string }], items: false, minItems: 1 }',
    accepts: [['a']],
    refuses: [[], ['a', 1]],
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
  {
    keyword: 'contains',
    schema: '{ type: array, contains: { type: integer, minimum: 5 } }',
    accepts: [[5], [1, 'a', 7]],
    refuses: [[], [1, 2], ['5']],
  },
  {
    keyword: 'contains what items do not declare',
    schema:
      '{ type: array, items: { type: object, properties: { a: {} } }, contains: { type: object, required: [b] } }',
    accepts: [[{ b: 1 }], [{ a: 1 }, { a: 1, b: 1 }]],
    refuses: [[], [{ a: 1 }], [{ b: 1 }, 1]],
  },
  {
    keyword: 'contains beside prefixItems',
    schema: '{ type: array, prefixItems: [{ type: string }], contains: { type: integer } }',
    accepts: [['a', 1]],
    refuses: [[], ['a'], [1]],
    ajvFails: 'it takes [] for containing one when prefixItems stands beside contains',
  },
  {
    keyword: 'minContains',
    schema: '{ type: array, contains: { const: 1 }, minContains: 2 }',
    accepts: [
      [1, 1],
      [1, 2, 1],
    ],
    refuses: [[], [1], [1, 2]],
  },
  {
    keyword: 'minContains 0',
    schema: '{ type: array, contains: { const: 1 }, minContains: 0, maxContains: 1 }',
    accepts: [[], [2], [1]],
    refuses: [[1, 1]],
  },
  {
    keyword: 'maxContains',
    schema: '{ type: array, contains: { const: 1 }, maxContains: 2 }',
    accepts: [[1], [1, 1, 2]],
    refuses: [[], [1, 1, 1]],
  },
]
