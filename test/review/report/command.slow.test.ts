import { describe, expect, test } from 'vitest'
import { reviewed } from './reviewed.ts'
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
    const review = await reviewed(edited(BASE, ...edits))
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
