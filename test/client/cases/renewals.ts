import type { Case } from './runner/case.ts'

const OLD = '2|abc123xyz'
const token = { status: 200, json: { token: '3|new', token_name: 'API token', user: { id: 7 } } }
const credentials = { email: 'you@company.com', password: 'correct horse battery staple' }

const withTokens = (...tokens: string[]) => tokens.map(name => ({ headers: { Authorization: `Bearer ${name}` } }))

/** onUnauthenticated renews a refused token, once for all waiting calls. Then each call is made again. */
export const renewals: Case[] = [
  {
    name: 'a refused token is renewed, and the call is made again',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['getMe'], responses: [401, 200] },
    expected: { attempts: 2, renewals: 1, sent: withTokens(OLD, '3|new'), outcomes: [{ status: 200 }] },
  },
  {
    name: 'without onUnauthenticated the result is the 401',
    contrastWith: 'a refused token is renewed, and the call is made again',
    input: { calls: ['getMe'], responses: [401, 200] },
    expected: { outcomes: [{ status: 401, error: { code: 'unauthenticated' } }] },
  },
  {
    name: 'if the renewal returns the same token, the result is the 401',
    contrastWith: 'a refused token is renewed, and the call is made again',
    input: { onUnauthenticated: [{ returns: OLD }], calls: ['getMe'], responses: [401, 200] },
    expected: { renewals: 1, outcomes: [{ status: 401 }] },
  },
  {
    name: 'if the renewal returns nothing, the result is the 401',
    contrastWith: 'a refused token is renewed, and the call is made again',
    input: { onUnauthenticated: [{}], calls: ['getMe'], responses: [401, 200] },
    expected: { renewals: 1, outcomes: [{ status: 401 }] },
  },
  {
    name: 'a new token that is refused too is not renewed again',
    contrastWith: 'a refused token is renewed, and the call is made again',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['getMe'], responses: [401, 401] },
    expected: { attempts: 2, renewals: 1, sent: withTokens(OLD, '3|new'), outcomes: [{ status: 401 }] },
  },
  {
    name: 'a renewal may log in',
    input: { onUnauthenticated: [{ logsIn: credentials }], calls: ['getMe'], responses: [401, token, 200] },
    expected: {
      ...{ attempts: 3, renewals: 1 },
      sent: [...withTokens(OLD), { method: 'POST', body: JSON.stringify(credentials) }, ...withTokens('3|new')],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a renewal may log in with the contract’s example',
    input: { onUnauthenticated: [{ logsIn: credentials }], calls: ['getMe'], responses: [401, 200, 200] },
    expected: {
      attempts: 3,
      renewals: 1,
      sent: [...withTokens(OLD), {}, ...withTokens('2|abc123xyz...')],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a refused login in a renewal rejects the call',
    contrastWith: 'a renewal may log in with the contract’s example',
    input: { onUnauthenticated: [{ logsIn: credentials }], calls: ['getMe'], responses: [401, 422, 200] },
    expected: { attempts: 2, renewals: 1, outcomes: [{ rejects: { status: 422, code: 'validation_failed' } }] },
  },
  {
    name: 'an error in a renewal rejects the call',
    contrastWith: 'a refused token is renewed, and the call is made again',
    input: {
      onUnauthenticated: [{ returns: '3|new', throws: 'The vault is closed' }],
      calls: ['getMe'],
      responses: [401, 200],
    },
    expected: { renewals: 1, outcomes: [{ throws: 'Error: The vault is closed' }] },
  },
  {
    name: 'a renewed token is used from then on',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['getMe', 'getMe'], responses: [401, 200, 200] },
    expected: {
      ...{ attempts: 3, renewals: 1 },
      sent: withTokens(OLD, '3|new', '3|new'),
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a renewed token is renewed again by the next call',
    input: {
      onUnauthenticated: [{ returns: '3|new' }, { returns: '4|newer' }],
      calls: ['getMe', 'getMe'],
      responses: [401, 200, 401, 200],
    },
    expected: {
      ...{ attempts: 4, renewals: 2 },
      sent: withTokens(OLD, '3|new', '3|new', '4|newer'),
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'concurrent calls wait for one renewal',
    input: {
      onUnauthenticated: [{ returns: '3|new', delay: 500 }],
      calls: ['getMe', 'getMe', 'getMe'],
      concurrent: true,
      responses: [401, 401, 401, 200, 200, 200],
    },
    expected: {
      ...{ attempts: 6, delays: [500], time: 500, renewals: 1 },
      sent: withTokens(OLD, OLD, OLD, '3|new', '3|new', '3|new'),
      outcomes: [{ status: 200 }, { status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a call whose 401 arrives after the renewal uses the new token',
    input: {
      onUnauthenticated: [{ returns: '3|new' }],
      calls: ['getMe', 'getMe'],
      concurrent: true,
      responses: [401, { status: 401, after: 100 }, 200, 200],
    },
    expected: {
      ...{ attempts: 4, time: 100, renewals: 1 },
      sent: withTokens(OLD, OLD, '3|new', '3|new'),
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'a write is made again with its key',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['resumeSubscription'], responses: [401, 200] },
    expected: {
      ...{ attempts: 2, renewals: 1, keys: ['A', 'A'] },
      sent: withTokens(OLD, '3|new'),
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'revokeToken is not made again, because the new token is not the one to revoke',
    contrastWith: 'a write is made again with its key',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['revokeToken'], responses: [401, 200] },
    expected: { outcomes: [{ status: 401 }] },
  },
  {
    name: 'a renewal and its second request leave all retries',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['getMe'], responses: [401, 500, 500, 200] },
    expected: { attempts: 4, delays: [150, 300], time: 450, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a renewal needs no retries',
    contrastWith: 'a refused token is renewed, and the call is made again',
    input: {
      client: { maxRetries: 0 },
      onUnauthenticated: [{ returns: '3|new' }],
      calls: ['getMe'],
      responses: [401, 200],
    },
    expected: { attempts: 2, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 403 does not cause a renewal',
    contrastWith: 'an invoice is returned with a renewed token',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['getInvoice'], responses: [403, 200] },
    expected: { outcomes: [{ status: 403 }] },
  },
  {
    name: 'an invoice is returned with a renewed token',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: ['getInvoice'], responses: [401, 200] },
    expected: { attempts: 2, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a renewal may be slow',
    input: {
      client: { timeout: 1000 },
      onUnauthenticated: [{ returns: '3|new', delay: 900 }],
      calls: ['getMe'],
      responses: [401, 200],
    },
    expected: { attempts: 2, delays: [900], time: 900, renewals: 1, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a renewal that passes the deadline does not hold the call',
    contrastWith: 'a renewal may be slow',
    input: {
      client: { timeout: 1000 },
      onUnauthenticated: [{ returns: '3|new', delay: 1100 }],
      calls: ['getMe'],
      responses: [401, 200],
    },
    expected: { time: 1000, renewals: 1, outcomes: [{ rejects: { status: 0, code: 'timeout' } }] },
  },
  {
    name: 'an abort ends its own wait for a renewal, and other calls keep waiting',
    contrastWith: 'two calls wait for a renewal',
    input: {
      onUnauthenticated: [{ returns: '3|new', delay: 500 }],
      calls: [{ operation: 'getMe', abort: 300 }, 'getMe'],
      concurrent: true,
      responses: [401, 401, 200, 200],
    },
    expected: {
      ...{ attempts: 3, delays: [500], time: 500, renewals: 1 },
      outcomes: [{ throws: 'the reason of the signal' }, { status: 200 }],
    },
  },
  {
    name: 'two calls wait for a renewal',
    input: {
      onUnauthenticated: [{ returns: '3|new', delay: 500 }],
      calls: ['getMe', 'getMe'],
      concurrent: true,
      responses: [401, 401, 200, 200],
    },
    expected: { attempts: 4, delays: [500], time: 500, renewals: 1, outcomes: [{ status: 200 }, { status: 200 }] },
  },
]
