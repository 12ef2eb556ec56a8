import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { runReview } from '../../../review/report/command.ts'
import { temporaryFolder } from '../../support/process.ts'
import { BASE, edited } from './versions.ts'

const breaking: [string, string] = ['operationId: addOrder', 'operationId: addOrder\n      security: [{ token: [] }]']
const schemes: [string, string] = [
  'components:\n',
  'components:\n  securitySchemes: { token: { type: http, scheme: bearer } }\n',
]
const addition: [string, string] = [
  'parameters:\n',
  'parameters:\n        - { name: due, in: query, schema: { type: string } }\n',
]
const version = (text: string): [string, string] => ['version: 1.4.0', `version: ${text}`]

async function run(head: string, base = BASE) {
  const folder = temporaryFolder()
  const file = (name: string) => path.join(folder, name)
  writeFileSync(file('base.yaml'), base)
  writeFileSync(file('head.yaml'), head)
  const said: { log: string[]; error: string[] } = { log: [], error: [] }
  const lines = { log: (line: string) => said.log.push(line), error: (line: string) => said.error.push(line) }
  const code = await runReview(['--base', file('base.yaml'), '--head', file('head.yaml'), '--out', file('out')], lines)
  return {
    code,
    ...said,
    has: (name: string) => existsSync(file(`out/${name}`)),
    read: (name: string) => readFileSync(file(`out/${name}`), 'utf8'),
  }
}

describe.each<[string, [string, string][], 0 | 1, string]>([
  ['nothing', [], 0, 'none'],
  ['a break without its version', [breaking, schemes], 1, 'breaking'],
  ['a break with its version', [breaking, schemes, version('2.0.0')], 0, 'breaking'],
  ['words without their version', [['All orders.', 'Every order.']], 1, 'docs'],
  ['words with their version', [['All orders.', 'Every order.'], version('1.4.1')], 0, 'docs'],
  ['an addition with the version of words', [addition, version('1.4.1')], 1, 'compatible'],
  ['an addition with its version', [addition, version('1.5.0')], 0, 'compatible'],
])('%s', (_, edits, code, verdict) => {
  test(`is ${verdict}, and the exit code is ${code}`, async () => {
    const review = await run(edited(BASE, ...edits))
    expect(review).toMatchObject({ code, error: [] })
    expect(review.log).toHaveLength(1)
    expect(review.log[0]).toContain(`report.md: ${verdict}, info.version`)
    const { diff, gate } = JSON.parse(review.read('report.json'))
    expect(diff.verdict).toBe(verdict)
    expect(gate.isEnough).toBe(code === 0)
    expect(review.read('report.md')).toContain(code === 0 ? 'The check passes.' : '**The check fails.**')
    expect(review.read('docs.html')).toContain('Content-Security-Policy')
  })
})

test('a version that cannot be read gives one line, a report and exit code 2', async () => {
  const review = await run('openapi: 3.1.0\ninfo: [')
  expect(review).toMatchObject({ code: 2, log: [] })
  expect(review.error).toHaveLength(1)
  expect(review.error[0]).toMatch(/head\.yaml:\d+:\d+ /)
  expect(review.read('report.md')).toContain('## Spec review: not available')
  expect(JSON.parse(review.read('report.json'))).toEqual({ refused: review.error[0] })
  expect(review.has('docs.html')).toBe(false)
})

test('if the reference cannot be rendered, the report says why', async () => {
  const review = await run(edited(BASE, ['summary: Add an order', 'x-logo: { $ref: ./other.yaml }']))
  expect(review.has('docs.html')).toBe(false)
  expect(review.read('report.md')).toMatch(/docs\.html could not be rendered: .*refers out of the document/)
})

test('help succeeds, a misspelt option fails', async () => {
  const said: string[] = []
  const lines = { log: (line: string) => said.push(line), error: (line: string) => said.push(line) }
  expect(await runReview(['--help'], lines)).toBe(0)
  expect(await runReview(['--bas', 'main'], lines)).toBe(2)
  expect(said).toEqual([expect.stringMatching(/^Usage: npm run spec:review/), expect.stringMatching(/^Unknown option/)])
})
