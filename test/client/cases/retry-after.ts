import type { Case } from './runner/case.ts'

const retryAfter = (value: string, status = 503) => ({ status, headers: { 'Retry-After': value } })

/** Retry-After is followed exactly, in seconds or as a date, up to maxRetryAfter (30 s). The clock starts at 2026-11-22T12:00:00Z. */
export const retryAfters: Case[] = [
  {
    name: 'a 503 with Retry-After in seconds is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('7'), 200] },
    expected: { attempts: 2, delays: [7000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 503 with a date in Retry-After is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('Sun, 22 Nov 2026 12:00:05 GMT'), 200] },
    expected: { attempts: 2, delays: [5000], time: 5000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 429 with Retry-After is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('20', 429), 200] },
    expected: { attempts: 2, delays: [20_000], time: 20_000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 500 with Retry-After is retried then, although not in the contract',
    contrastWith: 'a 503 with Retry-After in seconds is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('7', 500), 200] },
    expected: { attempts: 2, delays: [7000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a write is retried after Retry-After, with its key',
    input: { calls: ['createTicket'], responses: [retryAfter('3', 429), 201] },
    expected: { attempts: 2, delays: [3000], time: 3000, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'a date in the past means now',
    input: { calls: ['getInvoice'], responses: [retryAfter('Sun, 22 Nov 2026 11:59:00 GMT'), 200] },
    expected: { attempts: 2, outcomes: [{ status: 200 }] },
  },
  {
    name: 'zero seconds mean now',
    input: { calls: ['getInvoice'], responses: [retryAfter('0'), 200] },
    expected: { attempts: 2, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After that is neither seconds nor a date is ignored',
    contrastWith: 'a 503 with Retry-After in seconds is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('soon'), 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a negative Retry-After is ignored',
    contrastWith: 'a 503 with Retry-After in seconds is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('-5'), 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After of 1.5 seconds is ignored',
    input: { calls: ['getInvoice'], responses: [retryAfter('1.5'), 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause from Retry-After is not random',
    contrastWith: 'a 503 with Retry-After in seconds is retried then',
    input: { random: 0.9, calls: ['getInvoice'], responses: [retryAfter('7'), 200] },
    expected: { attempts: 2, delays: [7000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'each response may have its own Retry-After',
    input: { calls: ['getInvoice'], responses: [retryAfter('2', 429), retryAfter('5'), 200] },
    expected: { attempts: 3, delays: [2000, 5000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a response without Retry-After gets the pause of that attempt',
    contrastWith: 'each response may have its own Retry-After',
    input: {
      calls: ['getInvoice'],
      responses: [retryAfter('2', 429), { status: 503, headers: { 'Retry-After': null } }, 200],
    },
    expected: { attempts: 3, delays: [2000, 300], time: 2300, outcomes: [{ status: 200 }] },
  },
  {
    name: '30 seconds are waited for',
    input: { calls: ['getInvoice'], responses: [retryAfter('30', 429), 200] },
    expected: { attempts: 2, delays: [30_000], time: 30_000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'more than 30 seconds are not waited for: the response is the result at once',
    contrastWith: '30 seconds are waited for',
    input: { calls: ['getInvoice'], responses: [retryAfter('31', 429), 200] },
    expected: { outcomes: [{ status: 429, headers: { 'Retry-After': 31 }, error: { code: 'rate_limited' } }] },
  },
  {
    name: 'a date more than 30 seconds away is not waited for',
    contrastWith: 'a 503 with a date in Retry-After is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('Sun, 22 Nov 2026 12:00:31 GMT'), 200] },
    expected: { outcomes: [{ status: 503 }] },
  },
  {
    name: 'with maxRetryAfter of five seconds, five seconds are waited for',
    input: { client: { maxRetryAfter: 5000 }, calls: ['getInvoice'], responses: [retryAfter('5'), 200] },
    expected: { attempts: 2, delays: [5000], time: 5000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'with maxRetryAfter of five seconds, six seconds are not waited for',
    contrastWith: 'with maxRetryAfter of five seconds, five seconds are waited for',
    input: { client: { maxRetryAfter: 5000 }, calls: ['getInvoice'], responses: [retryAfter('6'), 200] },
    expected: { outcomes: [{ status: 503, headers: { 'Retry-After': 6 } }] },
  },
  {
    name: 'maxRetryAfter may be longer than 30 seconds',
    input: {
      client: { maxRetryAfter: 120_000, timeout: 180_000 },
      calls: ['getInvoice'],
      responses: [retryAfter('90', 429), 200],
    },
    expected: { attempts: 2, delays: [90_000], time: 90_000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After past the deadline is not waited for',
    contrastWith: 'maxRetryAfter may be longer than 30 seconds',
    input: {
      client: { maxRetryAfter: 120_000, timeout: 60_000 },
      calls: ['getInvoice'],
      responses: [retryAfter('90', 429), 200],
    },
    expected: { outcomes: [{ status: 429 }] },
  },
  {
    name: 'a Retry-After of the last attempt is not waited for',
    contrastWith: 'each response may have its own Retry-After',
    input: { calls: ['getInvoice'], responses: [retryAfter('2', 429), retryAfter('5'), 503] },
    expected: {
      attempts: 3,
      delays: [2000, 5000],
      time: 7000,
      outcomes: [{ status: 503, headers: { 'Retry-After': 1 } }],
    },
  },
  {
    name: 'a Retry-After of a 404 is not waited for',
    contrastWith: 'a 503 with Retry-After in seconds is retried then',
    input: { calls: ['getInvoice'], responses: [retryAfter('7', 404), 200] },
    expected: { outcomes: [{ status: 404 }] },
  },
]
