import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

const folder = mkdtempSync(path.join(tmpdir(), 'spec-diff-'))
const main = path.resolve('review/diff/main.ts')
const text = readFileSync(new URL('./corpus/base.yaml', import.meta.url), 'utf8')

const write = (name: string, content: string): string => {
  writeFileSync(path.join(folder, name), content)
  return name
}

write('base.yaml', text)
write('broken.yaml', 'a: [')
write('docs.yaml', text.replace('State', 'Status').replace('title: Clustrix', 'title: The Clustrix'))
write('breaking.yaml', text.replace('maximum: 100', 'maximum: 50'))
write('breaking-2.yaml', text.replace('maximum: 100', 'maximum: 50').replace('version: 1.4.0', 'version: 2.0.0'))
write('dangling.yaml', text.replace('#/components/schemas/User', '#/components/schemas/Nobody'))

afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return { status, stdout, stderr }
}

const compare = (head: string, ...more: string[]) => run('--base', 'base.yaml', '--head', head, ...more)

describe('exits', () => {
  test.each([
    ['0 without a change', 'base.yaml', [], 0],
    ['0 when only documents changed', 'docs.yaml', [], 0],
    ['1 when that needs a rise of the version, if asked', 'docs.yaml', ['--fail-on', 'bump'], 1],
    ['1 when something breaks', 'breaking.yaml', [], 1],
    ['0 when something breaks, if asked', 'breaking.yaml', ['--fail-on', 'none'], 0],
    ['0 when something breaks in a new major version', 'breaking-2.yaml', ['--fail-on', 'bump'], 0],
    ['2 for broken YAML', 'broken.yaml', [], 2],
    ['2 for a reference that leads nowhere', 'dangling.yaml', [], 2],
    ['2 for a file that is not there', 'none.yaml', [], 2],
    ['2 for an unknown option', 'base.yaml', ['--wat'], 2],
  ])('%s', (_, head, more, status) => {
    const result = compare(head, ...more)
    expect(result).toMatchObject({ status })
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(result.stdout === '').toBe(status === 2)
  })
})

test('JSON is the diff', () => {
  const { stdout } = compare('breaking.yaml', '--format', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    base: { file: 'base.yaml', version: '1.4.0' },
    head: { file: 'breaking.yaml', version: '1.4.0' },
    verdict: 'breaking',
    requiredBump: 'major',
    changes: [
      {
        rule: 'maximum-decreased',
        verdict: 'breaking',
        severity: 'error',
        direction: 'request',
        operations: ['listInvoices', 'listTickets'],
        base: { line: 422, column: 9, pointer: '#/components/parameters/PerPage/schema/maximum' },
        head: { line: 422, column: 9 },
        message: 'The maximum of parameter PerPage decreased from 100 to 50',
      },
    ],
  })
})

test('accepted findings are read where they stand', () => {
  mkdirSync(path.join(folder, 'review'))
  const entry = (until: string) =>
    `- { rule: maximum-decreased, pointer: '#/components/parameters/PerPage/schema/maximum', reason: Nobody asks for more., until: ${until} }\n`
  write('review/exceptions.yaml', entry('9999-12-31'))
  expect(compare('breaking.yaml')).toMatchObject({
    status: 0,
    stderr: expect.stringContaining('1 accepted by review/exceptions.yaml'),
  })
  expect(compare('base.yaml')).toMatchObject({ status: 1, stderr: expect.stringContaining('accepts nothing') })
  write('review/exceptions.yaml', entry('2000-01-01'))
  expect(compare('breaking.yaml')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('was accepted until 2000-01-01'),
  })
  rmSync(path.join(folder, 'review'), { recursive: true })
})

test('colours are for terminals', () => {
  expect(compare('breaking.yaml').stdout).not.toContain('\u001b')
})

test('--help says how', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: npm run spec:diff') })
})
