import { describe, expect, test } from 'vitest'
import { accept, readExceptions } from '../../../review/diff/exceptions.ts'
import { change } from './changes.ts'

const TODAY = '2026-11-22'
const entry = (fields: object) =>
  JSON.stringify([
    { rule: 'operation-removed', operation: 'call', reason: 'Nobody calls it.', until: '2026-11-22', ...fields },
  ])
const judged = (text: string, changes = [change()]) => accept(changes, readExceptions('e.yaml', text), TODAY)

describe('accepts', () => {
  test.each([
    ['by operation, on its last day', {}],
    ['by the pointer in base', { operation: undefined, pointer: '#/paths/~1it/post' }],
  ])('%s', (_, fields) => {
    const { accepted, problems } = judged(entry(fields))
    expect([accepted.size, problems]).toEqual([1, []])
  })

  test('by the pointer in head', () => {
    const head = { line: 1, column: 1, pointer: '#/info' }
    const { accepted } = judged(entry({ operation: undefined, pointer: '#/info' }), [change({ base: undefined, head })])
    expect(accepted.size).toBe(1)
  })

  test('only when every operation that is reached is named', () => {
    const both = change({ operations: ['call', 'other'] })
    expect(judged(entry({}), [both]).accepted.size).toBe(0)
    const named = [...JSON.parse(entry({})), ...JSON.parse(entry({ operation: 'other' }))]
    expect(judged(JSON.stringify(named), [both])).toEqual({ accepted: new Set([both]), problems: [] })
  })
})

describe('fails on', () => {
  test.each([
    [
      'an entry that is over',
      entry({ until: '2026-11-21' }),
      'e.yaml:1: operation-removed was accepted until 2026-11-21: remove it, or decide anew',
    ],
    [
      'an entry of another rule',
      entry({ rule: 'type-changed' }),
      'e.yaml:1: type-changed accepts nothing: no such change, or not all operations it reaches are named',
    ],
    [
      'an entry of another operation',
      entry({ operation: 'other' }),
      'e.yaml:1: operation-removed accepts nothing: no such change, or not all operations it reaches are named',
    ],
    ['no reason', entry({ reason: undefined }), 'e.yaml:1: operation-removed: needs a reason'],
    ['an empty reason', entry({ reason: ' ' }), 'e.yaml:1: operation-removed: needs a reason'],
    [
      'no day',
      entry({ until: undefined }),
      'e.yaml:1: operation-removed: needs a day until which it holds, as in until: 2027-01-31',
    ],
    [
      'a day that is none',
      entry({ until: '2026-02-30' }),
      'e.yaml:1: operation-removed: needs a day until which it holds, as in until: 2027-01-31',
    ],
    ['no rule', entry({ rule: undefined }), 'e.yaml:1: needs a rule'],
    ['a rule that is none', entry({ rule: 'operation-gone' }), 'e.yaml:1: operation-gone is not a rule'],
    [
      'nothing it is about',
      entry({ operation: undefined }),
      'e.yaml:1: operation-removed: needs a pointer or an operation, one of the two',
    ],
    [
      'a pointer and an operation',
      entry({ pointer: '#' }),
      'e.yaml:1: operation-removed: needs a pointer or an operation, one of the two',
    ],
    [
      'a field that is none',
      entry({ because: 'a' }),
      'e.yaml:1: because is no field of an accepted finding (rule, pointer, operation, reason, until)',
    ],
    ['an entry that is none', '- text', 'e.yaml:1: must have the fields rule, pointer or operation, reason and until'],
  ])('%s', (_, text, problem) => {
    const { accepted, problems } = judged(text)
    expect([accepted.size, problems]).toEqual([0, [problem]])
  })
})

test('a day is written as YAML does, and an entry is found by its line', () => {
  const text = '# Why.\n- rule: operation-removed\n  operation: call\n  reason: Nobody calls it.\n  until: 2026-11-01\n'
  expect(judged(text).problems).toEqual([expect.stringMatching(/^e\.yaml:2: .*2026-11-01/)])
})

test('an empty file accepts nothing', () => {
  expect(judged('# Nothing is accepted.\n')).toEqual({ accepted: new Set(), problems: [] })
})

test('a text that is no list is refused', () => {
  expect(() => readExceptions('e.yaml', 'a: 1')).toThrow('e.yaml:1:1 must be a list of accepted findings')
})
