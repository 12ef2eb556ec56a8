import { describe, expect, test } from 'vitest'
import type { Case } from './runner/case.ts'
import { siblingFault } from './runner/siblings.ts'
import { cases } from './themes.ts'

test('every negative case is told from one that ends better and differs in one place of its input', () => {
  const wrong = cases.flatMap(one => {
    const fault = siblingFault(one, cases)
    return fault === undefined ? [] : [`“${one.name}” ${fault}`]
  })
  expect(wrong).toEqual([])
})

describe('a sibling', () => {
  const good: Case = {
    name: 'an invoice is shown',
    input: { calls: ['getInvoice'], answers: [500, 200] },
    expected: { attempts: 2, outcomes: [{ status: 200 }] },
  }
  const bad: Case = {
    name: 'the second 500 is the result',
    unlike: good.name,
    input: { calls: ['getInvoice'], answers: [500, 500] },
    expected: { attempts: 2, outcomes: [{ status: 500 }] },
  }

  test('that differs in one place is one', () => {
    expect(siblingFault(bad, [good, bad])).toBeUndefined()
  })

  test.each<[string, Partial<Case>, string]>([
    ['is missed by an answer that is an error', { unlike: undefined }, 'names no sibling'],
    [
      'is missed by what is thrown',
      { unlike: undefined, expected: { outcomes: [{ rejects: { code: 'network' } }] } },
      'names no sibling',
    ],
    [
      'is missed by what does not happen',
      { unlike: undefined, name: 'a 200 is not asked for again', expected: good.expected },
      'names no sibling',
    ],
    ['has to exist', { unlike: 'an invoice is hidden' }, 'does not exist'],
    ['has to end better', { unlike: 'the second 500 is the result' }, 'ends no better'],
    ['differs at all', { input: good.input }, 'in nothing'],
    [
      'differs in a status alone',
      { input: { calls: ['getTicket'], answers: [500, 500] } },
      '.calls[0].operation, .answers[1]',
    ],
    [
      'differs in one member of an answer alone',
      { input: { calls: ['getInvoice'], answers: [500, { status: 500, text: '' }] } },
      '.answers[1].status, .answers[1].text',
    ],
    [
      'differs in one entry alone',
      { input: { calls: ['getInvoice'], answers: [500, 500, 500] } },
      '.answers[1].status, .answers[2]',
    ],
    [
      'differs in the client or the answers',
      { input: { client: { maxRetries: 0 }, calls: ['getInvoice'], answers: [500, 500] } },
      '.client, .answers[1].status',
    ],
  ])('%s', (_what, change, fault) => {
    const changed = { ...bad, ...change }
    expect(siblingFault(changed, [good, changed])).toContain(fault)
  })

  test.each([
    ['an entry put in', [500, 500, 200]],
    ['an entry left out', [200]],
    ['a fault instead of an answer', ['hang', 200] as const],
    ['a long form that says more', [{ status: 500, after: 5 }, 200]],
  ])('may differ by %s', (_what, answers) => {
    const changed: Case = { ...bad, input: { calls: [{ operation: 'getInvoice' }], answers } }
    expect(siblingFault(changed, [good, changed])).toBeUndefined()
  })
})
