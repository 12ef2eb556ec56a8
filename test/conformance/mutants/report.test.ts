import { expect, test } from 'vitest'
import { findingsIn, type Judged } from '../../../conformance/mutants/judged.ts'
import { reportOf } from '../../../conformance/mutants/report.ts'

test('the report has the figures, the equivalents with their reasons, and the rules that notice', () => {
  const lie = { kind: 'spec', operator: 'pattern', pointer: '#/a' } as const
  const judged: Judged[] = [
    { ...lie, change: 'pattern: a|b → none', noticed: undefined },
    { ...lie, change: 'pattern: a|b → (?!)', noticed: 'body · list · base' },
    { kind: 'server', operator: 'write', pointer: '', change: 'loses a write', noticed: 'scenario · rows stay' },
  ]
  const equivalents = [
    { operator: 'pattern', pointer: '#/a', change: 'pattern: a|b → none', reason: 'An enum says it.' },
  ]
  const lines = reportOf(judged, findingsIn(judged, true, equivalents), equivalents).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '| pattern | 2 | 1 | 1 | 0 | body |',
      '| all | 2 | 1 | 1 | 0 |  |',
      '| pattern | `#/a` | `pattern: a\\|b → none` | An enum says it. |',
      '| write | 1 | 1 | 0 | 0 | scenario |',
    ]),
  )
})
