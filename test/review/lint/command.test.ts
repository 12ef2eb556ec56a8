import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runLint } from '../../../review/lint/command.ts'
import { runInProcess, runMain } from '../../support/command.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const GOOD = `openapi: 3.1.0
info: { title: T, version: 1.0.0, contact: { name: N }, license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://api.test.org" }]
security: []
paths: {}
`

/** Runs the command on a file with this text, and removes the folder of the file from its output. */
async function run(text: string | undefined, ...flags: string[]) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'a.yaml')
  if (text !== undefined) writeFileSync(file, text)
  const { code, stdout, stderr } = await runInProcess(output => runLint([file, ...flags], output))
  const plain = (output: string) => output.replaceAll(`${folder}/`, '')
  return { code, stdout: plain(stdout), stderr: plain(stderr) }
}

test('without findings it exits with 0 and says so on standard error', async () => {
  expect(await run(GOOD)).toEqual({ code: 0, stdout: '', stderr: 'a.yaml is clean\n' })
})

describe('with findings', () => {
  const bad = `${GOOD}x-inptu: {}\nx-input: { trim: 1 }\n`

  test('it exits with 1 and prints place, rule, message and hint', async () => {
    expect(await run(bad)).toEqual({
      code: 1,
      stdout:
        'a.yaml:6:1 contract/vocabulary `x-inptu` is not a listed extension\n  Did you mean `x-input`?\n' +
        'a.yaml:7:12 contract/vocabulary `trim` must be true or false, not 1\n  Write true or false, without quotes.\n',
      stderr: 'a.yaml: 2 errors\n',
    })
  })

  test('it prints annotations for a workflow', async () => {
    const { code, stdout } = await run(bad, '--format', 'github')
    expect(code).toBe(1)
    expect(stdout).toMatch(
      /^::error file=.*a\.yaml,line=6,col=1,title=contract\/vocabulary::`x-inptu` is not a listed extension%0ADid/,
    )
  })

  test('it prints JSON', async () => {
    const { code, stdout } = await run(bad, '--format', 'json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([
      { line: 6, pointer: '#/x-inptu' },
      { line: 7, pointer: '#/x-input/trim' },
    ])
  })
})

test.each([
  ['a missing file', undefined, 'a.yaml: cannot be read (ENOENT)'],
  ['a duplicate key', `${GOOD}paths: {}\n`, 'a.yaml:6:1 this key is used twice. Remove one of them.'],
  [
    'broken YAML',
    'openapi: 3.1.0\ninfo: { title: T\n',
    'a.yaml:3:1 the closing } is missing or not indented. Add or indent it.',
  ],
  [
    'unquoted text with a colon',
    'openapi: 3.1.0\ninfo:\n  title: Note: all\n',
    'a.yaml:3:10 a mapping cannot start here. If this is a text that contains `: `, put the text in quotes.',
  ],
])('%s exits with 2 and one line', async (_, text, message) => {
  expect(await run(text)).toEqual({ code: 2, stdout: '', stderr: `${message}\n` })
})

test('as a process it exits with 2 for a wrong option, in one line', () => {
  expect(runMain('review/lint/main.ts', ['--formt', 'json'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Unknown option --formt; see npm run spec:lint -- --help\n',
  })
})
