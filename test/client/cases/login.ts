import type { Call, Case } from './runner/case.ts'

const credentials = { email: 'you@company.com', password: 'correct horse battery staple' }
const login: Call = { operation: 'createToken', via: 'login', init: { body: credentials } }
const token = { status: 200, json: { token: '3|new', token_name: 'API token', user: { id: 7 } } }

/** The Authorization of each request. */
const withTokens = (...tokens: string[]) => tokens.map(name => ({ headers: { Authorization: `Bearer ${name}` } }))

const OLD = '2|abc123xyz'

/** `api.login` gets a token and uses it for the following calls. */
export const logins: Case[] = [
  {
    name: 'login returns the response body and uses the token from then on',
    input: { client: { token: undefined }, calls: [login, 'getMe'], responses: [token, 200] },
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
    input: { calls: ['getMe', login, 'getMe'], responses: [200, token, 200] },
    expected: {
      attempts: 3,
      sent: [...withTokens(OLD), {}, ...withTokens('3|new')],
      outcomes: [{ status: 200 }, { value: token.json }, { status: 200 }],
    },
  },
  {
    name: 'login may name its token',
    input: { calls: [{ ...login, init: { body: { ...credentials, name: 'Nightly sync' } } }], responses: [token] },
    expected: {
      sent: [{ body: JSON.stringify({ ...credentials, name: 'Nightly sync' }) }],
      outcomes: [{ value: { token: '3|new' } }],
    },
  },
  {
    name: 'a login with the contract’s example succeeds',
    input: { calls: [login, 'getMe'], responses: [200, 200] },
    expected: { attempts: 2, sent: [{}, ...withTokens('2|abc123xyz...')], outcomes: [{ value: {} }, { status: 200 }] },
  },
  {
    name: 'a login that is refused throws, and the client keeps the token it has',
    contrastWith: 'a login with the contract’s example succeeds',
    input: { calls: [login, 'getMe'], responses: [422, 200] },
    expected: {
      attempts: 2,
      sent: [{}, ...withTokens(OLD)],
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
    name: 'a rate-limited login throws with retryAfter',
    contrastWith: 'a login with the contract’s example succeeds',
    input: { calls: [login, 'getMe'], responses: [429, 200] },
    expected: { attempts: 2, outcomes: [{ rejects: { status: 429, retryAfter: 1 } }, { status: 200 }] },
  },
  {
    name: 'a login whose token is a number throws',
    contrastWith: 'login returns the response body and uses the token from then on',
    input: {
      client: { token: undefined },
      calls: [login, 'getMe'],
      responses: [{ status: 200, json: { ...token.json, token: 3 } }, 200],
    },
    expected: {
      attempts: 2,
      sent: [{}, { headers: { Authorization: null } }],
      outcomes: [{ rejects: { status: 0, code: 'bad_response' } }, { status: 200 }],
    },
  },
  {
    name: 'createToken as a call does not change the client’s token',
    contrastWith: 'login replaces the token for the next call',
    input: { calls: [{ ...login, via: undefined }, 'getMe'], responses: [token, 200] },
    expected: { attempts: 2, sent: [{}, ...withTokens(OLD)], outcomes: [{ status: 200 }, { status: 200 }] },
  },
  {
    name: 'login replaces the token for the next call',
    input: { calls: [login, 'getMe'], responses: [token, 200] },
    expected: { attempts: 2, sent: [{}, ...withTokens('3|new')], outcomes: [{ value: {} }, { status: 200 }] },
  },
]
