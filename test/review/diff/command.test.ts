import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runDiff } from '../../../review/diff/command.ts'
import { runInProcess, runMain } from '../../support/command.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'spec-diff-'))
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

const at = (name: string) => path.join(folder, name)
const EXCEPTIONS = at('exceptions.yaml')

const compare = (head: string, ...more: string[]) =>
  runInProcess(output => runDiff(['--base', at('base.yaml'), '--head', at(head), ...more], output, EXCEPTIONS))

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
  ])('%s', async (_, head, more, code) => {
    const result = await compare(head, ...more)
    expect(result).toMatchObject({ code })
    expect(result.stderr.trimEnd().split('\n')).toHaveLength(1)
    expect(result.stdout === '').toBe(code === 2)
  })
})

test('JSON is the diff', async () => {
  const { stdout } = await compare('breaking.yaml', '--format', 'json')
  expect(JSON.parse(stdout)).toMatchObject({
    base: { file: at('base.yaml'), version: '1.4.0' },
    head: { file: at('breaking.yaml'), version: '1.4.0' },
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

const entry = (until: string) =>
  `- { rule: maximum-decreased, pointer: '#/components/parameters/PerPage/schema/maximum', reason: Agreed., until: ${until} }\n`

test('accepted changes are left out', async () => {
  write('exceptions.yaml', entry('9999-12-31'))
  expect(await compare('breaking.yaml')).toMatchObject({
    code: 0,
    stderr: expect.stringContaining(`1 accepted by ${EXCEPTIONS}`),
  })
  expect(await compare('base.yaml')).toMatchObject({ code: 0 })
  write('exceptions.yaml', entry('2000-01-01'))
  expect(await compare('breaking.yaml')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was accepted until 2000-01-01'),
  })
  rmSync(EXCEPTIONS)
})

test('as a process it reads the exceptions of the folder that it runs in, and prints no colours to a pipe', () => {
  mkdirSync(at('review'))
  write('review/exceptions.yaml', entry('2000-01-01'))
  const args = ['--base', 'base.yaml', '--head', 'breaking.yaml']
  const { code, stdout, stderr } = runMain(path.resolve('review/diff/main.ts'), args, folder)
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('was accepted until 2000-01-01') })
  expect(stdout).toContain('maximum-decreased')
  expect(stdout).not.toContain('\u001b')
})
