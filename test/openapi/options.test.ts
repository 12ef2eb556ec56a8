import { parseArgs } from 'node:util'
import { expect, test } from 'vitest'
import { readOptions } from '../../openapi/options.ts'

const read = (...args: string[]) =>
  readOptions(
    () => parseArgs({ args, options: { to: { type: 'string' }, all: { type: 'boolean' } }, tokens: true }),
    message => new RangeError(message),
  )

test('gives the values of what was typed', () => {
  expect(read('--to', 'x', '--all')).toEqual({ to: 'x', all: true })
})

test.each([
  [['--to', 'x', '--to', 'y'], '--to is given twice'],
  [['--to', ' '], '--to is empty'],
  [['--from', 'x'], /^Unknown option '--from'.*; see --help$/],
])('refuses %j as its caller wants it', (args, message) => {
  expect(() => read(...args)).toThrow(RangeError)
  expect(() => read(...args)).toThrow(message)
})
