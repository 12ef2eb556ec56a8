import { expect, test } from 'vitest'
import { BadUsage, FORMATS, readArguments, USAGE } from '../../../review/lint/arguments.ts'

test.each([
  [[], { help: false, file: 'openapi.yaml', format: 'text' }],
  [['next.yaml', '--format', 'json'], { help: false, file: 'next.yaml', format: 'json' }],
  [['--format=github'], { help: false, file: 'openapi.yaml', format: 'github' }],
  [['--help'], { help: true, file: 'openapi.yaml', format: 'text' }],
  [['-h'], { help: true, file: 'openapi.yaml', format: 'text' }],
])('%j is understood', (argv, given) => {
  expect(readArguments(argv)).toEqual(given)
})

test.each([
  [['--format', 'xml'], '--format xml: must be one of text, json, github'],
  [['--format'], "Option '--format <value>' argument missing; see --help"],
  [['--fromat', 'json'], "Unknown option '--fromat'; see --help"],
  [['a.yaml', 'b.yaml'], 'One file at a time, not a.yaml b.yaml; see --help'],
  [[''], 'FILE is empty; see --help'],
])('%j is refused in one line', (argv, message) => {
  expect(() => readArguments(argv)).toThrow(new BadUsage(message))
})

test('the usage names every format', () => {
  for (const format of FORMATS) expect(USAGE).toContain(format)
})
