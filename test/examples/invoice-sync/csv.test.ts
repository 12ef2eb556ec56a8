import { expect, test } from 'vitest'
import { csvOf } from '../../../examples/invoice-sync/csv.ts'

test('a table starts with its columns, in order', () => {
  expect(csvOf(['b', 'a'], [{ a: 1, b: 'x' }])).toBe('"b","a"\r\n"x","1"\r\n')
})

test.each([
  ['Acme', '"Acme"'],
  ['a, "b"', '"a, ""b"""'],
  ['two\nlines', '"two\nlines"'],
  ['東京', '"東京"'],
  [null, '""'],
  [31, '"31"'],
  ['0.00', '"0.00"'],
  ['a=1', '"a=1"'],
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['="a"', `"'=""a"""`],
])('a cell of %j is written as %j', (value, cell) => {
  expect(csvOf(['a'], [{ a: value }])).toBe(`"a"\r\n${cell}\r\n`)
})
