import type { Case } from './runner/case.ts'

const twice = { attempts: 2, delays: [150], time: 150 }

/** Writes are tried again only with an Idempotency-Key, made once for a call, so that nothing is done twice. */
export const idempotency: Case[] = [
  {
    name: 'createTicket is tried again with its key after a 500',
    input: { calls: ['createTicket'], answers: [500, 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201, data: { data: { status: 'open' } } }] },
  },
  {
    name: 'replyToTicket is tried again with its key',
    input: { calls: ['replyToTicket'], answers: [500, 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'pauseSubscription is tried again with its key',
    input: { calls: ['pauseSubscription'], answers: [500, 200] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 200, data: { data: { status: 'paused' } } }] },
  },
  {
    name: 'resumeSubscription is tried again with its key',
    input: { calls: ['resumeSubscription'], answers: [500, 200] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 200, data: { data: { status: 'active' } } }] },
  },
  {
    name: 'cancelSubscription is tried again with its key',
    input: { calls: ['cancelSubscription'], answers: [500, 200] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 200, data: { data: { status: 'cancelled' } } }] },
  },
  {
    name: 'createTicket is tried again with its key after a network error',
    input: { calls: ['createTicket'], answers: ['network error', 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket that was done before the connection broke gets the first answer',
    input: {
      calls: ['createTicket'],
      answers: ['network error', { status: 201, headers: { 'Idempotent-Replayed': 'true' } }],
    },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201, headers: { 'Idempotent-Replayed': 'true' } }] },
  },
  {
    name: 'createTicket is tried again with its key after a 429',
    input: { calls: ['createTicket'], answers: [429, 201] },
    expected: { attempts: 2, delays: [1000], time: 1000, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket is tried again with its key when its answer breaks off',
    input: { calls: ['createTicket'], answers: [{ status: 201, half: 'breaks' }, 201] },
    expected: { ...twice, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket keeps its key over all its tries',
    input: { calls: ['createTicket'], answers: ['network error', 503, 201] },
    expected: { attempts: 3, delays: [150, 1000], time: 1150, keys: ['A', 'A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket that never reaches the server ends in a network error',
    unlike: 'createTicket keeps its key over all its tries (network errors)',
    input: { calls: ['createTicket'], answers: ['network error', 'network error', 'network error'] },
    expected: {
      ...{ attempts: 3, delays: [150, 300], time: 450, keys: ['A', 'A', 'A'] },
      outcomes: [{ rejects: { status: 0, code: 'network' } }],
    },
  },
  {
    name: 'createTicket keeps its key over all its tries (network errors)',
    input: { calls: ['createTicket'], answers: ['network error', 'network error', 201] },
    expected: { attempts: 3, delays: [150, 300], time: 450, keys: ['A', 'A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket that is refused with 422 is not tried again, with its key or another',
    unlike: 'createTicket is tried again with its key after a 500',
    input: { calls: ['createTicket'], answers: [422, 201] },
    expected: { keys: ['A'], outcomes: [{ status: 422 }] },
  },
  {
    name: 'the caller’s own key is kept',
    input: {
      calls: [{ operation: 'createTicket', init: { params: { header: { 'Idempotency-Key': 'alert-17' } } } }],
      answers: [500, 201],
    },
    expected: { ...twice, keys: ['alert-17', 'alert-17'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'the caller’s own key may stand among the headers of the call',
    input: {
      calls: [{ operation: 'createTicket', init: { headers: { 'idempotency-key': 'alert-17' } } }],
      answers: [500, 201],
    },
    expected: { ...twice, keys: ['alert-17', 'alert-17'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'two calls have two keys, as alike as they are',
    input: { calls: ['createTicket', 'createTicket'], answers: [201, 201] },
    expected: { attempts: 2, keys: ['A', 'B'], outcomes: [{ status: 201 }, { status: 201 }] },
  },
  {
    name: 'two calls at once have two keys and keep them',
    input: { calls: ['createTicket', 'createTicket'], together: true, answers: [500, 500, 201, 201] },
    expected: {
      attempts: 4,
      delays: [150],
      time: 150,
      keys: ['A', 'B', 'A', 'B'],
      outcomes: [{ status: 201 }, { status: 201 }],
    },
  },
  {
    name: 'a key is sent even when nothing is tried again',
    unlike: 'createTicket is tried again with its key after a 500',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], answers: [500, 201] },
    expected: { keys: ['A'], outcomes: [{ status: 500 }] },
  },
  {
    name: 'a GET has no key',
    unlike: 'resumeSubscription is tried again with its key',
    input: { calls: ['getMe'], answers: [500, 200] },
    expected: { ...twice, keys: [null, null], outcomes: [{ status: 200 }] },
  },
]
