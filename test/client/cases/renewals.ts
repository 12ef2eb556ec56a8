import type { Case } from './runner/case.ts'

const OLD = '2|abc123xyz'
const token = { status: 200, json: { token: '3|new', token_name: 'API token', user: { id: 7 } } }
const credentials = { email: 'you@company.com', password: 'correct horse battery staple' }

const bearing = (...tokens: string[]) => tokens.map(name => ({ headers: { Authorization: `Bearer ${name}` } }))

/** A token that is refused is renewed by onUnauthenticated, once for all who wait; then the call is tried once more. */
export const renewals: Case[] = [
  {
    name: 'a refused token is renewed, and the call made once more',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['getMe'], answers: [401, 200] },
    expected: { attempts: 2, renewals: 1, sent: bearing(OLD, '3|new'), outcomes: [{ status: 200 }] },
  },
  {
    name: 'a client that cannot renew gives the 401',
    unlike: 'a refused token is renewed, and the call made once more',
    input: { calls: ['getMe'], answers: [401, 200] },
    expected: { outcomes: [{ status: 401, error: { code: 'unauthenticated' } }] },
  },
  {
    name: 'a renewal that gives the same token leaves the 401',
    unlike: 'a refused token is renewed, and the call made once more',
    input: { onUnauthenticated: [{ gives: OLD }], calls: ['getMe'], answers: [401, 200] },
    expected: { renewals: 1, outcomes: [{ status: 401 }] },
  },
  {
    name: 'a renewal that gives nothing leaves the 401',
    unlike: 'a refused token is renewed, and the call made once more',
    input: { onUnauthenticated: [{}], calls: ['getMe'], answers: [401, 200] },
    expected: { renewals: 1, outcomes: [{ status: 401 }] },
  },
  {
    name: 'a new token that is refused too is not renewed again',
    unlike: 'a refused token is renewed, and the call made once more',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['getMe'], answers: [401, 401] },
    expected: { attempts: 2, renewals: 1, sent: bearing(OLD, '3|new'), outcomes: [{ status: 401 }] },
  },
  {
    name: 'a renewal may log in',
    input: { onUnauthenticated: [{ logsIn: credentials }], calls: ['getMe'], answers: [401, token, 200] },
    expected: {
      ...{ attempts: 3, renewals: 1 },
      sent: [...bearing(OLD), { method: 'POST', body: JSON.stringify(credentials) }, ...bearing('3|new')],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a renewal may log in with the contract’s example',
    input: { onUnauthenticated: [{ logsIn: credentials }], calls: ['getMe'], answers: [401, 200, 200] },
    expected: {
      attempts: 3,
      renewals: 1,
      sent: [...bearing(OLD), {}, ...bearing('2|abc123xyz...')],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a renewal whose login is refused is thrown as it is',
    unlike: 'a renewal may log in with the contract’s example',
    input: { onUnauthenticated: [{ logsIn: credentials }], calls: ['getMe'], answers: [401, 422, 200] },
    expected: { attempts: 2, renewals: 1, outcomes: [{ rejects: { status: 422, code: 'validation_failed' } }] },
  },
  {
    name: 'what a renewal throws is thrown as it is',
    unlike: 'a refused token is renewed, and the call made once more',
    input: {
      onUnauthenticated: [{ gives: '3|new', throws: 'The vault is closed' }],
      calls: ['getMe'],
      answers: [401, 200],
    },
    expected: { renewals: 1, outcomes: [{ throws: 'Error: The vault is closed' }] },
  },
  {
    name: 'a renewed token is used from then on',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['getMe', 'getMe'], answers: [401, 200, 200] },
    expected: {
      ...{ attempts: 3, renewals: 1 },
      sent: bearing(OLD, '3|new', '3|new'),
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a renewed token is renewed in its turn, by the next call',
    input: {
      onUnauthenticated: [{ gives: '3|new' }, { gives: '4|newer' }],
      calls: ['getMe', 'getMe'],
      answers: [401, 200, 401, 200],
    },
    expected: {
      ...{ attempts: 4, renewals: 2 },
      sent: bearing(OLD, '3|new', '3|new', '4|newer'),
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'calls at once wait for one renewal',
    input: {
      onUnauthenticated: [{ gives: '3|new', takes: 500 }],
      calls: ['getMe', 'getMe', 'getMe'],
      together: true,
      answers: [401, 401, 401, 200, 200, 200],
    },
    expected: {
      ...{ attempts: 6, delays: [500], time: 500, renewals: 1 },
      sent: bearing(OLD, OLD, OLD, '3|new', '3|new', '3|new'),
      outcomes: [{ status: 200 }, { status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a call whose 401 comes after the renewal uses its token',
    input: {
      onUnauthenticated: [{ gives: '3|new' }],
      calls: ['getMe', 'getMe'],
      together: true,
      answers: [401, { status: 401, after: 100 }, 200, 200],
    },
    expected: {
      ...{ attempts: 4, time: 100, renewals: 1 },
      sent: bearing(OLD, OLD, '3|new', '3|new'),
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a write is made once more with its key',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['resumeSubscription'], answers: [401, 200] },
    expected: {
      ...{ attempts: 2, renewals: 1, keys: ['A', 'A'] },
      sent: bearing(OLD, '3|new'),
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'revokeToken is not made once more: the new token is not the one to revoke',
    unlike: 'a write is made once more with its key',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['revokeToken'], answers: [401, 200] },
    expected: { outcomes: [{ status: 401 }] },
  },
  {
    name: 'a renewal leaves the call all its tries',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['getMe'], answers: [401, 500, 500, 200] },
    expected: { attempts: 4, delays: [150, 300], time: 450, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a renewal needs no tries left',
    unlike: 'a refused token is renewed, and the call made once more',
    input: {
      client: { maxRetries: 0 },
      onUnauthenticated: [{ gives: '3|new' }],
      calls: ['getMe'],
      answers: [401, 200],
    },
    expected: { attempts: 2, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 403 does not ask for a renewal',
    unlike: 'an invoice is shown with a renewed token',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['getInvoice'], answers: [403, 200] },
    expected: { outcomes: [{ status: 403 }] },
  },
  {
    name: 'an invoice is shown with a renewed token',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: ['getInvoice'], answers: [401, 200] },
    expected: { attempts: 2, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a renewal may take its time',
    input: {
      client: { timeout: 1000 },
      onUnauthenticated: [{ gives: '3|new', takes: 900 }],
      calls: ['getMe'],
      answers: [401, 200],
    },
    expected: { attempts: 2, delays: [900], time: 900, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a renewal does not outlast the deadline of the call',
    unlike: 'a renewal may take its time',
    input: {
      client: { timeout: 1000 },
      onUnauthenticated: [{ gives: '3|new', takes: 1100 }],
      calls: ['getMe'],
      answers: [401, 200],
    },
    expected: { time: 1000, renewals: 1, outcomes: [{ rejects: { status: 0, code: 'timeout' } }] },
  },
  {
    name: 'an abort ends the wait for a renewal, and the others go on waiting',
    unlike: 'two calls wait for a renewal',
    input: {
      onUnauthenticated: [{ gives: '3|new', takes: 500 }],
      calls: [{ operation: 'getMe', abort: 300 }, 'getMe'],
      together: true,
      answers: [401, 401, 200, 200],
    },
    expected: {
      ...{ attempts: 3, delays: [500], time: 500, renewals: 1 },
      outcomes: [{ throws: 'the reason of the signal' }, { status: 200 }],
    },
  },
  {
    name: 'two calls wait for a renewal',
    input: {
      onUnauthenticated: [{ gives: '3|new', takes: 500 }],
      calls: ['getMe', 'getMe'],
      together: true,
      answers: [401, 401, 200, 200],
    },
    expected: { attempts: 4, delays: [500], time: 500, renewals: 1, outcomes: [{ status: 200 }, { status: 200 }] },
  },
]
