import { describe, expect, test } from 'vitest'
import { readArguments } from '../../../review/diff/arguments.ts'

const usual = { help: false, base: 'main', head: 'openapi.yaml', format: 'text', failOn: 'breaking' }

test.each([
  ['--base main', usual],
  ['--base=main --head a.yaml', { ...usual, head: 'a.yaml' }],
  ['--base main --format json --fail-on bump', { ...usual, format: 'json', failOn: 'bump' }],
  ['--help', { ...usual, base: '', help: true }],
])('%s', (line, given) => {
  expect(readArguments(line.split(' '))).toEqual(given)
})

describe('refuses in one line', () => {
  test.each([
    ['', '--base is missing: a git ref or a file; see --help'],
    ['--base', `Option '--base <value>' argument missing; see --help`],
    ['--base=', '--base is empty'],
    ['--base a --base b', '--base is given twice'],
    ['--base a --format xml', '--format xml: must be one of text, md, json, github'],
    ['--base a --fail-on docs', '--fail-on docs: must be one of breaking, bump, none'],
    ['--base a --bass b', `Unknown option '--bass'; see --help`],
    ['--base a b', `Unexpected argument 'b'; see --help`],
  ])('%s', (line, message) => {
    const argv = line.split(' ').filter(Boolean)
    expect(() => readArguments(argv)).toThrow(
      expect.objectContaining({ name: 'DiffRefused', message: expect.stringContaining(message.split(';')[0] ?? '') }),
    )
    expect(() => readArguments(argv)).toThrow(expect.not.stringContaining('\n') as never)
  })
})
