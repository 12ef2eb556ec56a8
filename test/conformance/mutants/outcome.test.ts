import { expect, test } from 'vitest'
import { outcomeOf } from '../../../conformance/mutants/outcome.ts'
import type { Cell, Report } from '../../../conformance/report.ts'
import { DocumentError } from '../../../openapi/document.ts'

const report = (parts: Partial<Report>): Report => ({
  contract: { file: 'small.yaml', title: 'Small', version: '1' },
  target: 'none',
  verdict: 'failed',
  counts: { requests: 0, cases: 0, skipped: 0, scenarios: 0, violations: 0, cells: 0, covered: 0, excluded: 0 },
  violations: [],
  cells: [],
  scenarios: [],
  leftOut: [],
  ...parts,
})
const violation = { operation: 'list', rule: 'body', message: 'must be string', case: 'base' }
const cell = (name: string, more: Partial<Cell> = {}): Cell => ({ kind: 'value', name, seen: 0, ...more })

test.each<[string, Partial<Report>, string | undefined]>([
  ['a passed run', { verdict: 'passed', cells: [cell('a', { exclusion: 'rare' })] }, undefined],
  ['a violation', { violations: [violation, { ...violation, rule: 'header' }] }, 'body · list · base'],
  ['a violation outside any operation', { violations: [{ ...violation, operation: '' }] }, 'body · base'],
  [
    'an uncovered cell',
    { cells: [cell('a', { seen: 1 }), cell('b', { exclusion: 'rare' }), cell('c')] },
    'never seen · c',
  ],
  ['an inconclusive run', { verdict: 'inconclusive', reason: 'no login' }, 'inconclusive · no login'],
])('%s', async (_, parts, noticed) => {
  expect(await outcomeOf(async () => report(parts))).toEqual({ noticed })
})

test('a refused contract counts as noticed, a crash does not', async () => {
  const fail = (error: Error) => outcomeOf(() => Promise.reject(error))
  expect(await fail(new DocumentError('small.yaml:1:1 no'))).toEqual({
    noticed: 'contract refused · small.yaml:1:1 no',
  })
  expect(await fail(new TypeError('no'))).toEqual({
    noticed: undefined,
    crash: expect.stringContaining('TypeError: no'),
  })
})
