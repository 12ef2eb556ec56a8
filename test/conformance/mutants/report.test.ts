import { expect, test } from 'vitest'
import { reportOf } from '../../../conformance/mutants/report.ts'
import { findProblems, type MutantResult } from '../../../conformance/mutants/results.ts'

test('the report contains figures, equivalents with reasons, and the rules that noticed', () => {
  const mutation = { kind: 'spec', operator: 'pattern', pointer: '#/a' } as const
  const results: MutantResult[] = [
    { ...mutation, change: 'pattern: a|b → none', noticed: undefined },
    { ...mutation, change: 'pattern: a|b → (?!)', noticed: 'body · list · base' },
    { kind: 'server', operator: 'write', pointer: '', change: 'loses a write', noticed: 'scenario · rows stay' },
  ]
  const equivalents = [
    { operator: 'pattern', pointer: '#/a', change: 'pattern: a|b → none', reason: 'An enum says it.' },
  ]
  const lines = reportOf(results, findProblems(results, true, equivalents), equivalents).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '| pattern | 2 | 1 | 1 | 0 | body |',
      '| all | 2 | 1 | 1 | 0 |  |',
      '| pattern | `#/a` | `pattern: a\\|b → none` | An enum says it. |',
      '| write | 1 | 1 | 0 | 0 | scenario |',
    ]),
  )
})
