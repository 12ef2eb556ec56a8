import { describe, expect, test } from 'vitest'
import { readExceptions } from '../../../review/diff/exceptions.ts'
import { gate } from '../../../review/diff/gate.ts'
import { change, diffWith } from './changes.ts'

const none = { list: [], problems: [] }
const breaking = change()
const added = change({ rule: 'operation-added', verdict: 'compatible', severity: 'info' })
const worded = change({ rule: 'description-changed', verdict: 'docs', severity: 'info' })

describe('the version', () => {
  test.each([
    ['1.0.0', '1.0.0', [breaking], false, 'info.version stays 1.0.0 but needs a major rise: at least 2.0.0'],
    [
      '1.0.0',
      '1.1.0',
      [breaking],
      false,
      'info.version goes from 1.0.0 to 1.1.0 but needs a major rise: at least 2.0.0',
    ],
    ['1.0.0', '2.0.0', [breaking], true, 'info.version goes from 1.0.0 to 2.0.0 and needs a major rise'],
    ['0.3.1', '0.4.0', [breaking], true, 'info.version goes from 0.3.1 to 0.4.0 and needs a minor rise'],
    [
      '0.3.1',
      '0.3.2',
      [breaking],
      false,
      'info.version goes from 0.3.1 to 0.3.2 but needs a minor rise: at least 0.4.0',
    ],
    ['1.0.0', '1.0.1', [added], false, 'info.version goes from 1.0.0 to 1.0.1 but needs a minor rise: at least 1.1.0'],
    ['1.0.0', '1.0.1', [worded], true, 'info.version goes from 1.0.0 to 1.0.1 and needs a patch rise'],
    ['1.0.0', '1.0.0', [], true, 'info.version stays 1.0.0 and needs no rise'],
    ['1.0.0', '0.9.0', [], false, 'info.version goes from 1.0.0 to 0.9.0, which is lower; it needs no rise'],
    ['1.0.0', '2.0.0-rc.1', [breaking], true, 'info.version goes from 1.0.0 to 2.0.0-rc.1 and needs a major rise'],
    [
      'one',
      'two',
      [worded],
      false,
      'info.version goes from one to two, which are no versions as in 1.2.3; it needs a patch rise',
    ],
  ] as const)('from %s to %s', (base, head, changes, isEnough, message) => {
    expect(gate(diffWith([...changes], [base, head]), none, '2026-11-22')).toMatchObject({ isEnough, message })
  })
})

test('what is accepted does not count', () => {
  const text = '- { rule: operation-removed, operation: call, reason: Nobody calls it., until: 2027-01-01 }'
  const judged = gate(diffWith([breaking, added]), readExceptions('e.yaml', text), '2026-11-22')
  expect(judged).toMatchObject({ isBreaking: false, required: 'minor', accepted: [breaking], problems: [] })
  const over = gate(diffWith([breaking, added]), readExceptions('e.yaml', text), '2027-01-02')
  expect(over).toMatchObject({ isBreaking: true, required: 'major', accepted: [] })
  expect(over.problems).toHaveLength(1)
})
