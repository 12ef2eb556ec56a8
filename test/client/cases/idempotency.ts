import type { Case } from './runner/case.ts'

const twice = { attempts: 2, delays: [150], time: 150 }

/** Writes are retried only with an Idempotency-Key, generated once per call, so that nothing is done twice. */
export const idempotency: Case[] = [
  {
    name: 'createTicket is retried with its key after a 500',
    input: { calls: ['createTicket'], responses: [500, 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201, data: { data: { status: 'open' } } }] },
  },
  {
    name: 'replyToTicket is retried with its key',
    input: { calls: ['replyToTicket'], responses: [500, 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'pauseSubscription is retried with its key',
    input: { calls: ['pauseSubscription'], responses: [500, 200] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 200, data: { data: { status: 'paused' } } }] },
  },
  {
    name: 'resumeSubscription is retried with its key',
    input: { calls: ['resumeSubscription'], responses: [500, 200] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 200, data: { data: { status: 'active' } } }] },
  },
  {
    name: 'cancelSubscription is retried with its key',
    input: { calls: ['cancelSubscription'], responses: [500, 200] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 200, data: { data: { status: 'cancelled' } } }] },
  },
  {
    name: 'createTicket is retried with its key after a network error',
    input: { calls: ['createTicket'], responses: ['network error', 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket gets the stored response if the first one was lost',
    input: {
      calls: ['createTicket'],
      responses: ['network error', { status: 201, headers: { 'Idempotent-Replayed': 'true' } }],
    },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201, headers: { 'Idempotent-Replayed': 'true' } }] },
  },
  {
    name: 'createTicket is retried with its key after a 429',
    input: { calls: ['createTicket'], responses: [429, 201] },
    expected: { attempts: 2, delays: [1000], time: 1000, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket is retried with its key if its response is truncated',
    input: { calls: ['createTicket'], responses: [{ status: 201, half: 'breaks' }, 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket has the same key in all attempts',
    input: { calls: ['createTicket'], responses: ['network error', 503, 201] },
    expected: { attempts: 3, delays: [150, 1000], time: 1150, keys: ['A', 'A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket that never reaches the server ends in a network error',
    contrastWith: 'createTicket has the same key in all attempts (network errors)',
    input: { calls: ['createTicket'], responses: ['network error', 'network error', 'network error'] },
    expected: {
      ...{ attempts: 3, delays: [150, 300], time: 450, keys: ['A', 'A', 'A'] },
      outcomes: [{ rejects: { status: 0, code: 'network' } }],
    },
  },
  {
    name: 'createTicket has the same key in all attempts (network errors)',
    input: { calls: ['createTicket'], responses: ['network error', 'network error', 201] },
    expected: { attempts: 3, delays: [150, 300], time: 450, keys: ['A', 'A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket is not retried after a 422',
    contrastWith: 'createTicket is retried with its key after a 500',
    input: { calls: ['createTicket'], responses: [422, 201] },
    expected: { keys: ['A'], outcomes: [{ status: 422 }] },
  },
  {
    name: 'the caller’s own key is kept',
    input: {
      calls: [{ operation: 'createTicket', init: { params: { header: { 'Idempotency-Key': 'alert-17' } } } }],
      responses: [500, 201],
    },
    expected: { ...twice, keys: ['alert-17', 'alert-17'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'the caller’s own key may be among the headers of the call',
    input: {
      calls: [{ operation: 'createTicket', init: { headers: { 'idempotency-key': 'alert-17' } } }],
      responses: [500, 201],
    },
    expected: { ...twice, keys: ['alert-17', 'alert-17'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'two equal calls have two keys',
    input: { calls: ['createTicket', 'createTicket'], responses: [201, 201] },
    expected: { attempts: 2, keys: ['A', 'B'], outcomes: [{ status: 201 }, { status: 201 }] },
  },
  {
    name: 'two concurrent calls have two keys and keep them',
    input: { calls: ['createTicket', 'createTicket'], concurrent: true, responses: [500, 500, 201, 201] },
    expected: {
      attempts: 4,
      delays: [150],
      time: 150,
      keys: ['A', 'B', 'A', 'B'],
      outcomes: [{ status: 201 }, { status: 201 }],
    },
  },
  {
    name: 'a key is sent even if there are no retries',
    contrastWith: 'createTicket is retried with its key after a 500',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], responses: [500, 201] },
    expected: { keys: ['A'], outcomes: [{ status: 500 }] },
  },
  {
    name: 'a GET has no key',
    contrastWith: 'resumeSubscription is retried with its key',
    input: { calls: ['getMe'], responses: [500, 200] },
    expected: { ...twice, keys: [null, null], outcomes: [{ status: 200 }] },
  },
]
