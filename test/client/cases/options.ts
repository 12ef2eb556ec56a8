import type { Case } from './runner/case.ts'

const made = (
  name: string,
  client: Readonly<Record<string, unknown>>,
  sent: NonNullable<Case['expected']['sent']>[0],
): Case => ({
  name,
  input: { client, calls: ['getMe'], responses: [200] },
  expected: { sent: [sent], outcomes: [{ status: 200 }] },
})

const refused = (name: string, client: Readonly<Record<string, unknown>>, contrastWith: string): Case => ({
  name,
  contrastWith,
  input: { client, calls: ['getMe'], responses: [200] },
  expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
})

const BASE = 'a client calls its baseUrl'
const TOKEN = 'a client sends its token'

/** Options of createClient, which refuses an unusable one at once. */
export const options: Case[] = [
  made(BASE, { baseUrl: 'https://api.example:8443' }, { url: 'https://api.example:8443/api/v1/me' }),
  made('a baseUrl may end in a slash', { baseUrl: 'https://api.example/' }, { url: 'https://api.example/api/v1/me' }),
  made(
    'a baseUrl may have a path',
    { baseUrl: 'http://api.example/portal' },
    { url: 'http://api.example/portal/api/v1/me' },
  ),
  refused('a baseUrl of another scheme is not accepted', { baseUrl: 'ftp://api.example' }, BASE),
  refused('a baseUrl without a scheme is not accepted', { baseUrl: 'api.example' }, BASE),
  refused('an empty baseUrl is not accepted', { baseUrl: '' }, BASE),
  made(TOKEN, { token: '4|secret-of-mine' }, { headers: { Authorization: 'Bearer 4|secret-of-mine' } }),
  made(
    'a token may end in a line break',
    { token: '4|secret-of-mine\n' },
    { headers: { Authorization: 'Bearer 4|secret-of-mine' } },
  ),
  refused('a token with a line break in the middle is not accepted', { token: '4|secret\nof-mine' }, TOKEN),
  refused('a token that is not a valid header value is not accepted', { token: '4|secret-of-mine→' }, TOKEN),
  {
    name: 'a client without a token sends none',
    contrastWith: 'a client sends its token',
    input: { client: { token: undefined }, calls: ['getMe'], responses: [200] },
    expected: { sent: [{ headers: { Authorization: null } }], outcomes: [{ status: 200 }] },
  },
  made('fetch gets redirect: manual', {}, { redirect: 'manual' }),
  made('options of fetch are passed on', { credentials: 'include' }, { credentials: 'include' }),
  {
    name: 'options of fetch may be given for one call',
    input: { calls: [{ operation: 'getMe', init: { credentials: 'omit' } }, 'getMe'], responses: [200, 200] },
    expected: {
      attempts: 2,
      sent: [{ credentials: 'omit' }, { credentials: 'same-origin' }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a call has the options of the client',
    input: { calls: [{ operation: 'getMe', init: {} }], responses: [200] },
    expected: { sent: [{ url: 'https://portal.example/api/v1/me' }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'undefined as an option is ignored',
    input: { calls: [{ operation: 'getMe', init: { baseUrl: undefined } }], responses: [200] },
    expected: { sent: [{ url: 'https://portal.example/api/v1/me' }], outcomes: [{ status: 200 }] },
  },
  ...Object.entries({ baseUrl: 'https://other.example', token: '3|other', querySerializer: {}, onRetry: {} }).map(
    ([option, value]): Case => ({
      name: `${option} cannot be set for one call`,
      contrastWith: 'a call has the options of the client',
      input: { calls: [{ operation: 'getMe', init: { [option]: value } }], responses: [200] },
      expected: { attempts: 0, outcomes: [{ throws: `TypeError: ${option} is not an option of a call` }] },
    }),
  ),
]
