import { describe, expect, test } from 'vitest'
import { CommandError } from '../../../openapi/cli/command-error.ts'
import { readOptions } from '../../../openapi/cli/read-options.ts'
import { EXAMPLE } from './example.ts'

interface Given {
  file: string
  to: string
  note: string | undefined
  format: 'text' | 'json'
  port: number
  all: boolean
}

/** Compiles only if the types of the values follow from the options. */
const read = (...args: string[]): Given | undefined => readOptions(EXAMPLE, args)

const defaults = { file: 'openapi.yaml', to: 'out', note: undefined, format: 'text', port: 4010, all: false }

test.each([
  [['--to', 'out'], defaults],
  [
    ['--to=out', '--note', 'a b', '--format', 'json', '--port', '0', '--all'],
    { ...defaults, note: 'a b', format: 'json', port: 0, all: true },
  ],
  [['next.yaml', '--to', 'out'], { ...defaults, file: 'next.yaml' }],
  [['--to', 'out', '--', '--file'], { ...defaults, file: '--file' }],
  [['--to=--out', '--port=65535'], { ...defaults, to: '--out', port: 65_535 }],
])('%j is understood', (args, values) => {
  expect(read(...args)).toEqual(values)
})

test.each([['--help'], ['-h'], ['--help --format xml'], ['--note a --help']])(
  '%s asks for help, and needs nothing else',
  line => {
    expect(read(...line.split(' '))).toBeUndefined()
  },
)

describe('is refused in one line:', () => {
  test.each([
    ['an unknown option', ['--too', 'out'], 'Unknown option --too; see npm run example -- --help'],
    ['an unknown short option', ['-x'], 'Unknown option -x; see npm run example -- --help'],
    ['a positional argument by name', ['--file', 'a'], 'Unknown option --file; see npm run example -- --help'],
    ['an argument too many', ['a', 'b'], 'Unexpected argument b; see npm run example -- --help'],
    ['an empty positional argument', [''], 'FILE is empty; see npm run example -- --help'],
    ['a missing required option', [], '--to DIR is required; see npm run example -- --help'],
    ['a missing value', ['--to'], '--to needs a value, DIR; see npm run example -- --help'],
    ['an option as the value', ['--to', '--all'], '--to needs a value, DIR; see npm run example -- --help'],
    ['an empty value', ['--to='], '--to is empty; see npm run example -- --help'],
    ['a blank value', ['--to', ' '], '--to is empty; see npm run example -- --help'],
    ['a value of a flag', ['--all=yes'], '--all takes no value; see npm run example -- --help'],
    ['an option twice', ['--to', 'a', '--to', 'b'], '--to is given twice; see npm run example -- --help'],
    ['a flag twice', ['--all', '--all'], '--all is given twice; see npm run example -- --help'],
    ['a value that is not a choice', ['--to', 'a', '--format', 'xml'], '--format xml: must be one of text, json'],
    ['an invalid number', ['--to', 'a', '--port', '1.5'], '--port 1.5: must be a whole number from 0 to 65535'],
    [
      'a number above the range',
      ['--to', 'a', '--port', '65536'],
      '--port 65536: must be a whole number from 0 to 65535',
    ],
    ['a number below it', ['--to', 'a', '--port=-1'], '--port -1: must be a whole number from 0 to 65535'],
  ])('%s', (_, args, message) => {
    expect(() => read(...args)).toThrow(new CommandError(message))
  })
})
