import { expect, test } from 'vitest'
import { CommandError } from '../../../openapi/cli/command-error.ts'
import { runCommand } from '../../../openapi/cli/run.ts'
import { DocumentError } from '../../../openapi/document-error.ts'
import { EXAMPLE } from './example.ts'

async function run(line: string, work: () => 0 | 1 = () => 0) {
  const printed: string[] = []
  const errors: string[] = []
  const output = { log: (text: string) => printed.push(text), error: (text: string) => errors.push(text) }
  const code = await runCommand(EXAMPLE, line.split(' '), output, work)
  return { code, printed: printed.join('\n'), errors: errors.join('\n') }
}

const failWith = (error: unknown) => () => {
  throw error
}

test('the exit code is what the work says', async () => {
  expect(await run('--to out', () => 1)).toEqual({ code: 1, printed: '', errors: '' })
})

test('wrong options end with 2 and one line, and no work is done', async () => {
  const { code, printed, errors } = await run('--too out', failWith(new Error('worked')))
  expect({ code, printed }).toEqual({ code: 2, printed: '' })
  expect(errors).toBe('Unknown option --too; see npm run example -- --help')
})

test.each([new CommandError('The port is in use'), new DocumentError('a.yaml:1:1 #: is empty')])(
  'work that is refused ends with 2 and one line: %s',
  async error => {
    expect(await run('--to out', failWith(error))).toEqual({ code: 2, printed: '', errors: error.message })
  },
)

test('a bug ends with 2 and its stack', async () => {
  const { code, errors } = await run('--to out', failWith(new TypeError('x is undefined')))
  expect(code).toBe(2)
  expect(errors).toMatch(/^TypeError: x is undefined\n +at .*run\.test\.ts/)
})

test('--help shows every option, the exit codes and an example', async () => {
  const { code, printed, errors } = await run('--help')
  expect({ code, errors }).toEqual({ code: 0, errors: '' })
  expect(printed).toBe(`Usage: npm run example -- --to DIR [FILE] [OPTION ...]

Shows what a command can have.

Options:
  FILE             What to read. Default: openapi.yaml.
  --to DIR         Where to write. Required.
  --note TEXT      A very very very very very very very very very very very very very very very very
                   very very very very long note.
  --format FORMAT  How to write. One of text, json. Default: text.
  --port N         Where to listen. Default: 4010.
  --all            Write everything.
  --help, -h       Show this help.

Exit codes:
  0  written
  1  nothing to write
  2  not possible

Examples:
  npm run example -- --to out

More: docs/example.md`)
})
