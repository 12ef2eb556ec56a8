import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../../support/process.ts'

// Starting a process is slow on a busy machine.
vi.setConfig({ testTimeout: 20_000 })

const GOOD = `openapi: 3.1.0
info: { title: T, version: 1.0.0, contact: { name: N }, license: { name: MIT, identifier: MIT } }
servers: [{ url: "https://api.test.org" }]
security: []
paths: {}
`

/** Runs the command on a file with this text, and removes the folder of the file from its output. */
function run(text: string | undefined, ...flags: string[]) {
  const folder = temporaryFolder()
  const file = path.join(folder, 'a.yaml')
  if (text !== undefined) writeFileSync(file, text)
  const { status, stdout, stderr } = spawnSync(process.execPath, ['review/lint/main.ts', file, ...flags], {
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: undefined },
  })
  const plain = (output: string) => output.replaceAll(`${folder}/`, '')
  return { status, stdout: plain(stdout), stderr: plain(stderr) }
}

test('without findings it exits with 0 and says so on standard error', () => {
  expect(run(GOOD)).toEqual({ status: 0, stdout: '', stderr: 'a.yaml is clean\n' })
})

describe('with findings', () => {
  const bad = `${GOOD}x-inptu: {}\nx-input: { trim: 1 }\n`

  test('it exits with 1 and prints place, rule, message and hint', () => {
    expect(run(bad)).toEqual({
      status: 1,
      stdout:
        'a.yaml:6:1 contract/vocabulary x-inptu is not a listed extension\n  Did you mean x-input?\n' +
        'a.yaml:7:12 contract/vocabulary trim must be true or false, not 1\n  Write true or false, without quotes.\n',
      stderr: 'a.yaml: 2 errors\n',
    })
  })

  test('it prints annotations for a workflow', () => {
    const { status, stdout } = run(bad, '--format', 'github')
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^::error file=.*a\.yaml,line=6,col=1,title=contract\/vocabulary::x-inptu is not a listed extension%0ADid/,
    )
  })

  test('it prints JSON', () => {
    const { status, stdout } = run(bad, '--format', 'json')
    expect(status).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject([
      { line: 6, pointer: '#/x-inptu' },
      { line: 7, pointer: '#/x-input/trim' },
    ])
  })
})

test.each([
  ['a missing file', undefined, 'a.yaml: cannot be read (ENOENT)'],
  ['a duplicate key', `${GOOD}paths: {}\n`, 'a.yaml:6:1 Map keys must be unique'],
  [
    'broken YAML',
    'openapi: 3.1.0\ninfo: { title: T\n',
    'a.yaml:3:1 Flow map in block collection must be sufficiently indented and end with a }',
  ],
  [
    'unquoted text with a colon',
    'openapi: 3.1.0\ninfo:\n  title: Note: all\n',
    'a.yaml:3:10 Nested mappings are not allowed in compact mappings',
  ],
])('%s exits with 2 and one line', (_, text, message) => {
  expect(run(text)).toEqual({ status: 2, stdout: '', stderr: `${message}\n` })
})

test('a wrong option exits with 2 and one line', () => {
  expect(run(GOOD, '--formt', 'json')).toEqual({
    status: 2,
    stdout: '',
    stderr: "Unknown option '--formt'; see --help\n",
  })
})

test('--help exits with 0', () => {
  const { status, stdout, stderr } = run(undefined, '--help')
  expect([status, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(/^Usage: npm run spec:lint/)
})
