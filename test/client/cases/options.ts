import type { Case } from './runner/case.ts'

const made = (
  name: string,
  client: Readonly<Record<string, unknown>>,
  sent: NonNullable<Case['expected']['sent']>[0],
): Case => ({
  name,
  input: { client, calls: ['getMe'], answers: [200] },
  expected: { sent: [sent], outcomes: [{ status: 200 }] },
})

const refused = (name: string, client: Readonly<Record<string, unknown>>, unlike: string): Case => ({
  name,
  unlike,
  input: { client, calls: ['getMe'], answers: [200] },
  expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
})

const BASE = 'a client calls its baseUrl'
const TOKEN = 'a client sends its token'

/** What a client is made with. What it cannot work with is refused when it is made. */
export const options: Case[] = [
  made(BASE, { baseUrl: 'https://api.example:8443' }, { url: 'https://api.example:8443/api/v1/me' }),
  made('a baseUrl may end in a slash', { baseUrl: 'https://api.example/' }, { url: 'https://api.example/api/v1/me' }),
  made(
    'a baseUrl may have a path',
    { baseUrl: 'http://api.example/portal' },
    { url: 'http://api.example/portal/api/v1/me' },
  ),
  refused('a baseUrl of another scheme is not taken', { baseUrl: 'ftp://api.example' }, BASE),
  refused('a baseUrl without a scheme is not taken', { baseUrl: 'api.example' }, BASE),
  refused('a baseUrl that is empty is not taken', { baseUrl: '' }, BASE),
  made(TOKEN, { token: '4|secret-of-mine' }, { headers: { Authorization: 'Bearer 4|secret-of-mine' } }),
  made(
    'a token may come with the end of its line',
    { token: '4|secret-of-mine\n' },
    { headers: { Authorization: 'Bearer 4|secret-of-mine' } },
  ),
  refused('a token with a line break is not taken', { token: '4|secret\nof-mine' }, TOKEN),
  refused('a token that no header can carry is not taken', { token: '4|secret-of-mine→' }, TOKEN),
  {
    name: 'a client without a token sends none',
    unlike: 'a client sends its token',
    input: { client: { token: undefined }, calls: ['getMe'], answers: [200] },
    expected: { sent: [{ headers: { Authorization: null } }], outcomes: [{ status: 200 }] },
  },
  made('redirects are left to the client', {}, { redirect: 'manual' }),
  made('options of fetch are handed on', { credentials: 'include' }, { credentials: 'include' }),
  {
    name: 'options of fetch may be given for one call',
    input: { calls: [{ operation: 'getMe', init: { credentials: 'omit' } }, 'getMe'], answers: [200, 200] },
    expected: {
      attempts: 2,
      sent: [{ credentials: 'omit' }, { credentials: 'same-origin' }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
]
