import { describe, expect, test } from 'vitest'
import type { Case, Expected } from './runner/case.ts'
import { execute } from './runner/execute.ts'

describe('a case fails if its expectation differs in', () => {
  const complete: Case = {
    name: 'a case with everything',
    input: {
      hooks: { onRetry: {} },
      onUnauthenticated: [{ returns: '3|new' }],
      calls: ['resumeSubscription', { operation: 'getInvoice', via: 'orThrow' }],
      responses: [401, 500, 200, 404],
    },
    expected: {
      ...{ attempts: 4, delays: [150], time: 150, renewals: 1, keys: ['A', 'A', 'A', null] },
      sent: [{ method: 'POST' }, { body: '' }, { headers: { Authorization: 'Bearer 3|new' } }, { method: 'GET' }],
      hooks: [{ hook: 'onRetry', delay: 150 }],
      outcomes: [{ status: 200, data: { data: { id: 31 } } }, { rejects: { status: 404, code: 'not_found' } }],
    },
  }

  test('nothing: then it passes', async () => {
    await execute(complete)
  })

  test.each<[string, Partial<Expected>]>([
    ['the number of requests', { attempts: 3 }],
    ['the length of a pause', { delays: [151] }],
    ['the number of pauses', { delays: [150, 0] }],
    ['a pause that is not expected', { delays: [] }],
    ['the time', { time: 149 }],
    ['the number of renewals', { renewals: 2 }],
    ['the keys', { keys: ['A', 'A', 'B', null] }],
    ['a key that is not sent', { keys: ['A', 'A', 'A', 'A'] }],
    ['a method', { sent: [{ method: 'GET' }, {}, {}, {}] }],
    ['a header', { sent: [{}, { headers: { Authorization: 'Bearer 2|abc123xyz' } }, {}, {}] }],
    ['a header that must be missing', { sent: [{ headers: { authorization: null } }, {}, {}, {}] }],
    ['a request that is not expected', { sent: [{}, {}, {}] }],
    ['a hook', { hooks: [{ hook: 'onRetry', delay: 300 }] }],
    ['a hook that is not expected', { hooks: [] }],
    ['a status', { outcomes: [{ status: 201 }, { rejects: {} }] }],
    ['the data', { outcomes: [{ data: { data: { id: 32 } } }, { rejects: {} }] }],
    ['the code of an error', { outcomes: [{}, { rejects: { code: 'forbidden' } }] }],
    ['an error that is not expected', { outcomes: [{}, {}] }],
    ['an error of another kind', { outcomes: [{}, { throws: 'Error' }] }],
    ['an outcome that is not expected', { outcomes: [{}] }],
  ])('%s', async (_what, change) => {
    const expected = { ...complete.expected, ...change }
    await expect(execute({ ...complete, expected })).rejects.toThrow('The exchanges:')
  })
})
