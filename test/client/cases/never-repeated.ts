import type { Case } from './runner/case.ts'

/** createToken and revokeToken have no idempotency key, so they are always sent only once. */
export const neverRepeated: Case[] = [
  {
    name: 'createToken is not retried after a 500',
    contrastWith: 'createTicket is retried with its key after a 500',
    input: { calls: ['createToken'], responses: [500, 201] },
    expected: { keys: [null], outcomes: [{ status: 500, error: { code: 'server_error' } }] },
  },
  {
    name: 'createToken is not retried after a network error',
    contrastWith: 'createTicket is retried with its key after a network error',
    input: { calls: ['createToken'], responses: ['network error', 201] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'createToken is not retried after a 429',
    contrastWith: 'createTicket is retried with its key after a 429',
    input: { calls: ['createToken'], responses: [429, 201] },
    expected: { outcomes: [{ status: 429, headers: { 'Retry-After': 1 }, error: { code: 'rate_limited' } }] },
  },
  {
    name: 'createToken is not retried if its response is truncated',
    contrastWith: 'createToken returns a token',
    input: { calls: ['createToken'], responses: [{ status: 200, half: 'breaks' }] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'createToken is not retried after a timeout',
    contrastWith: 'createToken returns a token',
    input: { calls: ['createToken'], responses: ['hang'] },
    expected: { time: 10_000, outcomes: [{ rejects: { status: 0, code: 'timeout' } }] },
  },
  {
    name: 'createToken is not retried even if the caller sets a key',
    contrastWith: 'the caller’s own key may be among the headers of the call',
    input: {
      calls: [{ operation: 'createToken', init: { headers: { 'idempotency-key': 'alert-17' } } }],
      responses: [500, 201],
    },
    expected: { outcomes: [{ status: 500 }] },
  },
  {
    name: 'createToken returns a token',
    input: { calls: ['createToken'], responses: [200] },
    expected: { outcomes: [{ status: 200, data: { token: '2|abc123xyz...', user: { client_name: 'Acme Corp' } } }] },
  },
  {
    name: 'login is not retried after a 500',
    contrastWith: 'login returns a token',
    input: { calls: [{ operation: 'createToken', via: 'login' }], responses: [500] },
    expected: { outcomes: [{ rejects: { status: 500, code: 'server_error' } }] },
  },
  {
    name: 'login returns a token',
    input: { calls: [{ operation: 'createToken', via: 'login' }], responses: [200] },
    expected: { outcomes: [{ value: { token: '2|abc123xyz...', token_name: 'My laptop' } }] },
  },
  {
    name: 'revokeToken is not retried after a 500',
    contrastWith: 'resumeSubscription is retried with its key',
    input: { calls: ['revokeToken'], responses: [500, 200] },
    expected: { keys: [null], outcomes: [{ status: 500, error: { code: 'server_error' } }] },
  },
  {
    name: 'revokeToken is not retried after a network error',
    contrastWith: 'revokeToken returns its message',
    input: { calls: ['revokeToken'], responses: ['network error'] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'revokeToken is not retried after a 503 with Retry-After',
    contrastWith: 'revokeToken returns its message',
    input: { calls: ['revokeToken'], responses: [503] },
    expected: { outcomes: [{ status: 503, headers: { 'Retry-After': 1 } }] },
  },
  {
    name: 'revokeToken returns its message',
    input: { calls: ['revokeToken'], responses: [200] },
    expected: { outcomes: [{ status: 200, data: { message: 'Token revoked.' } }] },
  },
]
