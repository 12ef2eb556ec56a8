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
    ['1.0.0', '1.0.0', [breaking], false, 'is still 1.0.0 and must rise to at least 2.0.0 (major)'],
    ['1.0.0', '1.1.0', [breaking], false, 'rises only from 1.0.0 to 1.1.0 and must rise to at least 2.0.0 (major)'],
    ['1.0.0', '2.0.0', [breaking], true, 'rises from 1.0.0 to 2.0.0; a major rise is required'],
    ['0.3.1', '0.4.0', [breaking], true, 'rises from 0.3.1 to 0.4.0; a minor rise is required'],
    ['0.3.1', '0.3.2', [breaking], false, 'rises only from 0.3.1 to 0.3.2 and must rise to at least 0.4.0 (minor)'],
    ['1.0.0', '1.0.1', [added], false, 'rises only from 1.0.0 to 1.0.1 and must rise to at least 1.1.0 (minor)'],
    ['1.0.0', '1.0.1', [worded], true, 'rises from 1.0.0 to 1.0.1; a patch rise is required'],
    ['1.0.0', '1.0.0', [], true, 'stays at 1.0.0; no rise is required'],
    ['1.0.0', '0.9.0', [], false, 'falls from 1.0.0 to 0.9.0 but must not be lowered'],
    ['1.0.0', '0.9.0', [breaking], false, 'falls from 1.0.0 to 0.9.0 but must rise to at least 2.0.0 (major)'],
    ['1.0.0', '2.0.0-rc.1', [breaking], true, 'rises from 1.0.0 to 2.0.0-rc.1; a major rise is required'],
    ['1.4', '1.4', [added], false, 'is still 1.4 and must rise to at least 1.5.0 (minor)'],
    ['one', 'one', [worded], false, 'is still one and must rise (patch)'],
    [
      'one',
      'two',
      [worded],
      false,
      'changes from one to two, which are not semantic versions such as 1.2.3; a patch rise is required',
    ],
  ] as const)('from %s to %s', (base, head, changes, isEnough, message) => {
    expect(gate(diffWith([...changes], [base, head]), none, '2026-11-22')).toMatchObject({
      isEnough,
      message: `info.version ${message}`,
    })
  })
})

test('accepted changes do not count', () => {
  const text = '- { rule: operation-removed, operation: call, reason: No client uses it., until: 2027-01-01 }'
  const result = gate(diffWith([breaking, added]), readExceptions('e.yaml', text), '2026-11-22')
  expect(result).toMatchObject({ isBreaking: false, required: 'minor', accepted: [breaking], problems: [] })
  const over = gate(diffWith([breaking, added]), readExceptions('e.yaml', text), '2027-01-02')
  expect(over).toMatchObject({ isBreaking: true, required: 'major', accepted: [] })
  expect(over.problems).toHaveLength(1)
})
