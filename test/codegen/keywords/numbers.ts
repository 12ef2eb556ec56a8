import type { Case } from './case.ts'

/** Keywords of numbers (2020-12 validation, 6.2). */
export const numbers: Case[] = [
  { keyword: 'minimum', schema: '{ type: number, minimum: 1.5 }', accepts: [1.5, 2, 1e300], refuses: [1.4, -2] },
  { keyword: 'maximum', schema: '{ type: number, maximum: 1.5 }', accepts: [1.5, -1e300], refuses: [1.6, 1e300] },
  {
    keyword: 'exclusiveMinimum',
    schema: '{ type: number, exclusiveMinimum: 0 }',
    accepts: [5e-324, 1],
    refuses: [0, -0, -1],
  },
  { keyword: 'exclusiveMaximum', schema: '{ type: number, exclusiveMaximum: 0 }', accepts: [-5e-324], refuses: [0, 1] },
  {
    keyword: 'minimum and exclusiveMinimum together',
    schema: '{ type: integer, minimum: 1, exclusiveMinimum: 3, maximum: 9, exclusiveMaximum: 6 }',
    accepts: [4, 5],
    refuses: [1, 3, 6, 9, 4.5],
  },
  {
    keyword: 'minimum of an integer that is not an integer',
    schema: '{ type: integer, minimum: 0.5, maximum: 2.5 }',
    accepts: [1, 2],
    refuses: [0, 3, 1.5],
  },
  {
    keyword: 'maximum beyond the safe integers',
    schema: '{ type: integer, minimum: 0, maximum: 10000000000000000000 }',
    accepts: [0, 2 ** 60],
    refuses: [-1, 1e20, 0.5],
  },
  { keyword: 'multipleOf', schema: '{ type: integer, multipleOf: 3 }', accepts: [0, 3, -9], refuses: [1, 4] },
  {
    keyword: 'multipleOf 0.5',
    schema: '{ type: number, multipleOf: 0.5 }',
    accepts: [0, 1.5, -2],
    refuses: [0.3, 1.25],
  },
  {
    keyword: 'multipleOf 0.1',
    schema: '{ type: number, multipleOf: 0.1 }',
    accepts: [0.3, 1.1, 4.35e2, 1e300, -0.7],
    refuses: [0.35, 1e-7],
    ajvFails: 'it divides floats: 0.3 / 0.1 is 2.9999999999999996',
  },
  {
    keyword: 'multipleOf 0.01',
    schema: '{ type: number, multipleOf: 0.01 }',
    accepts: [19.99, 0.07, 1.15],
    refuses: [19.999, 0.001],
    ajvFails: 'it divides floats: 0.07 / 0.01 is 7.000000000000001',
  },
  {
    keyword: 'multipleOf a small number',
    schema: '{ type: number, multipleOf: 1e-8 }',
    accepts: [12391239123e-8, 1, 1e300],
    refuses: [1.5e-9],
    ajvFails: 'it divides floats',
  },
  {
    keyword: 'format int32',
    schema: '{ type: integer, format: int32 }',
    accepts: [-2147483648, 2147483647],
    refuses: [-2147483649, 2147483648, 0.5],
  },
  {
    keyword: 'format int32 of a number',
    schema: '{ type: number, format: int32 }',
    accepts: [-2147483648, 1],
    refuses: [2147483648, 0.5],
  },
  {
    keyword: 'format int64',
    schema: '{ type: integer, format: int64, minimum: 1 }',
    accepts: [1, Number.MAX_SAFE_INTEGER],
    refuses: [0, 2 ** 53, 0.5],
  },
  { keyword: 'format double', schema: '{ type: number, format: double }', accepts: [0.1, 1e300], refuses: ['0.1'] },
]
