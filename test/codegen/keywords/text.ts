import type { Case } from './case.ts'

/** Keywords of strings (2020-12 validation, 6.3 and 7). */
export const text: Case[] = [
  {
    keyword: 'minLength',
    schema: '{ type: string, minLength: 2 }',
    accepts: ['ab', '💥💥', 'e\u0301'],
    refuses: ['', 'a', '💥'],
  },
  { keyword: 'minLength 0', schema: '{ type: string, minLength: 0 }', accepts: [''], refuses: [null] },
  {
    keyword: 'maxLength',
    schema: '{ type: string, maxLength: 2 }',
    accepts: ['', 'ab', '💥💥'],
    refuses: ['abc', '💥💥💥'],
  },
  { keyword: 'maxLength 0', schema: '{ type: string, maxLength: 0 }', accepts: [''], refuses: ['a'] },
  { keyword: 'pattern', schema: '{ type: string, pattern: "b" }', accepts: ['b', 'abc'], refuses: ['', 'a', 'B'] },
  {
    keyword: 'pattern with anchors',
    schema: '{ type: string, pattern: "^a.c$" }',
    accepts: ['abc', 'a💥c'],
    refuses: ['abbc', 'abc\n', ' abc'],
  },
  {
    keyword: 'pattern with a property of Unicode',
    schema: String.raw`{ type: string, pattern: '^\p{Lu}$' }`,
    accepts: ['A', 'Ø'],
    refuses: ['a', 'AB'],
  },
  {
    keyword: 'pattern with quotes and backslashes',
    schema: String.raw`{ type: string, pattern: '^"\\\d$' }`,
    accepts: ['"\\1'],
    refuses: ['"1', '\\1'],
  },
  {
    keyword: 'pattern with a line separator',
    schema: String.raw`{ type: string, pattern: "^\u2028$" }`,
    accepts: ['\u2028'],
    refuses: ['\u2029', '\n'],
  },
  {
    keyword: 'format date',
    schema: '{ type: string, format: date }',
    accepts: ['2024-02-29'],
    refuses: ['2023-02-29', '2024-2-9', '2024-02-29T00:00:00Z', ''],
  },
  {
    keyword: 'format date-time',
    schema: '{ type: string, format: date-time }',
    accepts: ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.5+02:00'],
    refuses: ['2024-02-29', '2024-02-29T24:00:00Z', '2024-02-29T23:59:59', '2024-02-30T00:00:00Z'],
  },
  {
    keyword: 'format beside a type list',
    schema: '{ type: [string, integer, "null"], format: date }',
    accepts: ['2024-02-29', 7, null],
    refuses: ['7', 0.5],
  },
  {
    keyword: 'format that only annotates',
    schema: '{ type: string, format: password }',
    accepts: ['', ' a '],
    refuses: [1],
  },
  { keyword: 'format binary in JSON', schema: '{ type: string, format: binary }', accepts: ['a'], refuses: [1, {}] },
]
