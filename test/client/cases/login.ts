import type { Call, Case } from './runner/case.ts'

const credentials = { email: 'you@company.com', password: 'correct horse battery staple' }
const login: Call = { operation: 'createToken', via: 'login', init: { body: credentials } }
const token = { status: 200, json: { token: '3|new', token_name: 'API token', user: { id: 7 } } }

/** The Authorization of each request. */
const bearing = (...tokens: string[]) => tokens.map(name => ({ headers: { Authorization: `Bearer ${name}` } }))

const OLD = '2|abc123xyz'

/** `api.login` keeps the token it gets; onUnauthenticated renews one that is refused, once for all who wait. */
export const logins: Case[] = [
  {
    name: 'login gives the token’s body and uses the token from then on',
    input: { client: { token: undefined }, calls: [login, 'getMe'], answers: [token, 200] },
    expected: {
      attempts: 2,
      sent: [
        { method: 'POST', url: 'https://portal.example/api/v1/auth/token', body: JSON.stringify(credentials) },
        { headers: { Authorization: 'Bearer 3|new' } },
      ],
      outcomes: [{ value: token.json }, { status: 200 }],
    },
  },
  {
    name: 'login replaces a token',
    input: { calls: ['getMe', login, 'getMe'], answers: [200, token, 200] },
    expected: {
      attempts: 3,
      sent: [...bearing(OLD), {}, ...bearing('3|new')],
      outcomes: [{ status: 200 }, { value: token.json }, { status: 200 }],
    },
  },
  {
    name: 'login may name its token',
    input: { calls: [{ ...login, init: { body: { ...credentials, name: 'Nightly sync' } } }], answers: [token] },
    expected: {
      sent: [{ body: JSON.stringify({ ...credentials, name: 'Nightly sync' }) }],
      outcomes: [{ value: { token: '3|new' } }],
    },
  },
  {
    name: 'a login by the contract’s example is let in',
    input: { calls: [login, 'getMe'], answers: [200, 200] },
    expected: { attempts: 2, sent: [{}, ...bearing('2|abc123xyz...')], outcomes: [{ value: {} }, { status: 200 }] },
  },
  {
    name: 'a login that is refused throws, and the client keeps the token it has',
    unlike: 'a login by the contract’s example is let in',
    input: { calls: [login, 'getMe'], answers: [422, 200] },
    expected: {
      attempts: 2,
      sent: [{}, ...bearing(OLD)],
      outcomes: [
        {
          rejects: {
            ...{ status: 422, code: 'validation_failed' },
            errors: { email: ['The provided credentials are incorrect.'] },
          },
        },
        { status: 200 },
      ],
    },
  },
  {
    name: 'a login too many throws with the seconds to wait',
    unlike: 'a login by the contract’s example is let in',
    input: { calls: [login, 'getMe'], answers: [429, 200] },
    expected: { attempts: 2, outcomes: [{ rejects: { status: 429, retryAfter: 1 } }, { status: 200 }] },
  },
  {
    name: 'a login whose token is a number throws',
    unlike: 'login gives the token’s body and uses the token from then on',
    input: {
      client: { token: undefined },
      calls: [login, 'getMe'],
      answers: [{ status: 200, json: { ...token.json, token: 3 } }, 200],
    },
    expected: {
      attempts: 2,
      sent: [{}, { headers: { Authorization: null } }],
      outcomes: [{ rejects: { status: 0, code: 'bad_response' } }, { status: 200 }],
    },
  },
  {
    name: 'createToken as a call does not change the client’s token',
    unlike: 'login replaces the token for the next call',
    input: { calls: [{ ...login, via: undefined }, 'getMe'], answers: [token, 200] },
    expected: { attempts: 2, sent: [{}, ...bearing(OLD)], outcomes: [{ status: 200 }, { status: 200 }] },
  },
  {
    name: 'login replaces the token for the next call',
    input: { calls: [login, 'getMe'], answers: [token, 200] },
    expected: { attempts: 2, sent: [{}, ...bearing('3|new')], outcomes: [{ value: {} }, { status: 200 }] },
  },
]
