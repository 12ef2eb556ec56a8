import type { Case } from './runner/case.ts'

/** createToken and revokeToken take no key: a token made twice is one too many, so whatever happens they are sent once. */
export const neverRepeated: Case[] = [
  {
    name: 'createToken is not tried again after a 500',
    unlike: 'createTicket is tried again with its key after a 500',
    input: { calls: ['createToken'], answers: [500, 201] },
    expected: { keys: [null], outcomes: [{ status: 500, error: { code: 'server_error' } }] },
  },
  {
    name: 'createToken is not tried again after a network error',
    unlike: 'createTicket is tried again with its key after a network error',
    input: { calls: ['createToken'], answers: ['network error', 201] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'createToken is not tried again after a 429, as long as that may last',
    unlike: 'createTicket is tried again with its key after a 429',
    input: { calls: ['createToken'], answers: [429, 201] },
    expected: { outcomes: [{ status: 429, headers: { 'Retry-After': 1 }, error: { code: 'rate_limited' } }] },
  },
  {
    name: 'createToken is not tried again when its answer breaks off',
    unlike: 'createToken gives a token',
    input: { calls: ['createToken'], answers: [{ status: 200, half: 'breaks' }] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'createToken is not tried again for want of an answer',
    unlike: 'createToken gives a token',
    input: { calls: ['createToken'], answers: ['hang'] },
    expected: { time: 10_000, outcomes: [{ rejects: { status: 0, code: 'timeout' } }] },
  },
  {
    name: 'createToken is not tried again when the caller brings a key',
    unlike: 'the caller’s own key may stand among the headers of the call',
    input: {
      calls: [{ operation: 'createToken', init: { headers: { 'idempotency-key': 'alert-17' } } }],
      answers: [500, 201],
    },
    expected: { outcomes: [{ status: 500 }] },
  },
  {
    name: 'createToken gives a token',
    input: { calls: ['createToken'], answers: [200] },
    expected: { outcomes: [{ status: 200, data: { token: '2|abc123xyz...', user: { client_name: 'Acme Corp' } } }] },
  },
  {
    name: 'login is not tried again after a 500',
    unlike: 'login gives a token',
    input: { calls: [{ operation: 'createToken', via: 'login' }], answers: [500] },
    expected: { outcomes: [{ rejects: { status: 500, code: 'server_error' } }] },
  },
  {
    name: 'login gives a token',
    input: { calls: [{ operation: 'createToken', via: 'login' }], answers: [200] },
    expected: { outcomes: [{ value: { token: '2|abc123xyz...', token_name: 'My laptop' } }] },
  },
  {
    name: 'revokeToken is not tried again after a 500',
    unlike: 'resumeSubscription is tried again with its key',
    input: { calls: ['revokeToken'], answers: [500, 200] },
    expected: { keys: [null], outcomes: [{ status: 500, error: { code: 'server_error' } }] },
  },
  {
    name: 'revokeToken is not tried again after a network error',
    unlike: 'revokeToken says what it did',
    input: { calls: ['revokeToken'], answers: ['network error'] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'revokeToken is not tried again after a 503, whatever that promises',
    unlike: 'revokeToken says what it did',
    input: { calls: ['revokeToken'], answers: [503] },
    expected: { outcomes: [{ status: 503, headers: { 'Retry-After': 1 } }] },
  },
  {
    name: 'revokeToken says what it did',
    input: { calls: ['revokeToken'], answers: [200] },
    expected: { outcomes: [{ status: 200, data: { message: 'Token revoked.' } }] },
  },
]
