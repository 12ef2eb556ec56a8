import { describe, expect, test } from 'vitest'
import { accept, readExceptions } from '../../../review/diff/exceptions.ts'
import { change } from './changes.ts'
import { diffOf } from './documents.ts'

const TODAY = '2026-11-22'
const entry = (fields: object) =>
  JSON.stringify([
    { rule: 'operation-removed', operation: 'call', reason: 'No client uses it.', until: '2026-11-22', ...fields },
  ])
const accepted = (text: string, changes = [change()]) => accept(changes, readExceptions('e.yaml', text), TODAY)

describe('accepts', () => {
  test.each([
    ['by operation, on its last day', {}],
    ['by the pointer in base', { operation: undefined, pointer: '#/paths/~1it/post' }],
  ])('%s', (_, fields) => {
    const { accepted: changes, problems } = accepted(entry(fields))
    expect([changes.size, problems]).toEqual([1, []])
  })

  test('by the pointer in head', () => {
    const head = { line: 1, column: 1, pointer: '#/info' }
    const { accepted: changes } = accepted(entry({ operation: undefined, pointer: '#/info' }), [
      change({ base: undefined, head }),
    ])
    expect(changes.size).toBe(1)
  })

  test('only if every affected operation has an entry', () => {
    const both = change({ operations: ['call', 'other'] })
    expect(accepted(entry({}), [both]).accepted.size).toBe(0)
    const named = [...JSON.parse(entry({})), ...JSON.parse(entry({ operation: 'other' }))]
    expect(accepted(JSON.stringify(named), [both])).toEqual({ accepted: new Set([both]), problems: [] })
  })
})

test.each([
  ['another rule', { rule: 'type-changed' }],
  ['another operation', { operation: 'other' }],
])('an entry of %s accepts nothing, which is no problem: the base version may have its change', (_, fields) => {
  expect(accepted(entry(fields))).toEqual({ accepted: new Set(), problems: [] })
})

describe('an entry for one place accepts no other place', () => {
  const pointerTo = (property: string) => `#/paths/~1it/post/requestBody/content/${property}`
  const at = (pointer: string) => ({ line: 1, column: 1, pointer })
  const entryAt = (pointer: string) => entry({ operation: undefined, pointer })

  test('with the same rule and the same operation', () => {
    const changes = ['a', 'b', 'a/items', 'aa'].map(name =>
      change({ base: at(pointerTo(name)), head: at(pointerTo(name)) }),
    )
    expect(accepted(entryAt(pointerTo('a')), changes).accepted).toEqual(new Set(changes.slice(0, 1)))
  })

  test('also if it had this place in the base version', () => {
    const moved = [0, 1].map(index => change({ base: at(pointerTo(`${index}`)), head: at(pointerTo(`${index + 1}`)) }))
    expect(accepted(entryAt(pointerTo('1')), moved).accepted).toEqual(new Set(moved.slice(0, 1)))
  })

  test('also if the schemas in both places are the same', () => {
    const contract = (maximum: number) => {
      const schema = { type: 'string', maxLength: maximum }
      const parameters = ['a', 'b'].map(name => ({ name, in: 'query', schema }))
      return {
        paths: { '/it': { get: { operationId: 'call', parameters, responses: { 204: { description: 'Done.' } } } } },
      }
    }
    const { changes } = diffOf(contract(9), contract(5))
    const text = entry({ rule: 'max-length-decreased', operation: undefined, pointer: changes[0]?.head?.pointer })
    expect(changes.map(({ rule }) => rule)).toEqual(['max-length-decreased', 'max-length-decreased'])
    expect(accepted(text, changes).accepted).toEqual(new Set(changes.slice(0, 1)))
  })
})

describe('fails on', () => {
  test.each([
    [
      'an entry that is over',
      entry({ until: '2026-11-21' }),
      'e.yaml:1: operation-removed was accepted until 2026-11-21. Remove the entry, or review the change again and extend it',
    ],
    ['no reason', entry({ reason: undefined }), 'e.yaml:1: operation-removed: needs a reason'],
    ['an empty reason', entry({ reason: ' ' }), 'e.yaml:1: operation-removed: needs a reason'],
    [
      'no day',
      entry({ until: undefined }),
      'e.yaml:1: operation-removed: needs the last day on which it applies, for example until: 2027-01-31',
    ],
    [
      'an invalid day',
      entry({ until: '2026-02-30' }),
      'e.yaml:1: operation-removed: needs the last day on which it applies, for example until: 2027-01-31',
    ],
    ['no rule', entry({ rule: undefined }), 'e.yaml:1: needs a rule'],
    ['an unknown rule', entry({ rule: 'operation-gone' }), 'e.yaml:1: operation-gone is not a rule'],
    [
      'nothing it is about',
      entry({ operation: undefined }),
      'e.yaml:1: operation-removed: needs either a pointer or an operation',
    ],
    [
      'a pointer and an operation',
      entry({ pointer: '#' }),
      'e.yaml:1: operation-removed: needs either a pointer or an operation',
    ],
    [
      'an unknown field',
      entry({ because: 'a' }),
      'e.yaml:1: because is not a field of an accepted change (rule, pointer, operation, reason, until)',
    ],
    [
      'an entry that is not an object',
      '- text',
      'e.yaml:1: must have the fields rule, pointer or operation, reason and until',
    ],
  ])('%s', (_, text, problem) => {
    const { accepted: changes, problems } = accepted(text)
    expect([changes.size, problems]).toEqual([0, [problem]])
  })
})

test('dates may be plain YAML, and problems name the line of the entry', () => {
  const text =
    '# Why.\n- rule: operation-removed\n  operation: call\n  reason: No client uses it.\n  until: 2026-11-01\n'
  expect(accepted(text).problems).toEqual([expect.stringMatching(/^e\.yaml:2: .*2026-11-01/)])
})

test('an empty file accepts nothing', () => {
  expect(accepted('# Nothing is accepted.\n')).toEqual({ accepted: new Set(), problems: [] })
})

test('a text that is not a list is refused', () => {
  expect(() => readExceptions('e.yaml', 'a: 1')).toThrow('e.yaml:1:1 must be a list of accepted changes')
})
