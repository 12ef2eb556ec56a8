import type { Case } from './runner/case.ts'

const retryAfter = (value: string, status = 503) => ({ status, headers: { 'Retry-After': value } })

/** Retry-After is obeyed exactly, in seconds or as a date, up to maxRetryAfter (30 s). The clock stands at 12:00:00 on 2026-11-22. */
export const retryAfters: Case[] = [
  {
    name: 'a 503 says when to come back, in seconds',
    input: { calls: ['getInvoice'], answers: [retryAfter('7'), 200] },
    expected: { attempts: 2, delays: [7000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 503 says when to come back, as a date',
    input: { calls: ['getInvoice'], answers: [retryAfter('Sun, 22 Nov 2026 12:00:05 GMT'), 200] },
    expected: { attempts: 2, delays: [5000], time: 5000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 429 says when to come back',
    input: { calls: ['getInvoice'], answers: [retryAfter('20', 429), 200] },
    expected: { attempts: 2, delays: [20_000], time: 20_000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a 500 may say when to come back, though the contract has none of it',
    unlike: 'a 503 says when to come back, in seconds',
    input: { calls: ['getInvoice'], answers: [retryAfter('7', 500), 200] },
    expected: { attempts: 2, delays: [7000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a write comes back when it is told to, with its key',
    input: { calls: ['createTicket'], answers: [retryAfter('3', 429), 201] },
    expected: { attempts: 2, delays: [3000], time: 3000, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'a date that is over means now',
    input: { calls: ['getInvoice'], answers: [retryAfter('Sun, 22 Nov 2026 11:59:00 GMT'), 200] },
    expected: { attempts: 2, outcomes: [{ status: 200 }] },
  },
  {
    name: 'zero seconds mean now',
    input: { calls: ['getInvoice'], answers: [retryAfter('0'), 200] },
    expected: { attempts: 2, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After that is neither seconds nor a date leaves the client its own pause',
    unlike: 'a 503 says when to come back, in seconds',
    input: { calls: ['getInvoice'], answers: [retryAfter('soon'), 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After of less than nothing leaves the client its own pause',
    unlike: 'a 503 says when to come back, in seconds',
    input: { calls: ['getInvoice'], answers: [retryAfter('-5'), 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After of a second and a half leaves the client its own pause',
    input: { calls: ['getInvoice'], answers: [retryAfter('1.5'), 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'chance has no part in it',
    unlike: 'a 503 says when to come back, in seconds',
    input: { random: 0.9, calls: ['getInvoice'], answers: [retryAfter('7'), 200] },
    expected: { attempts: 2, delays: [7000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'each answer says anew when to come back',
    input: { calls: ['getInvoice'], answers: [retryAfter('2', 429), retryAfter('5'), 200] },
    expected: { attempts: 3, delays: [2000, 5000], time: 7000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'an answer that does not say leaves the client the pause of that try',
    unlike: 'each answer says anew when to come back',
    input: {
      calls: ['getInvoice'],
      answers: [retryAfter('2', 429), { status: 503, headers: { 'Retry-After': null } }, 200],
    },
    expected: { attempts: 3, delays: [2000, 300], time: 2300, outcomes: [{ status: 200 }] },
  },
  {
    name: 'half a minute is waited for',
    input: { calls: ['getInvoice'], answers: [retryAfter('30', 429), 200] },
    expected: { attempts: 2, delays: [30_000], time: 30_000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'more than half a minute is not waited for, the answer is the result at once',
    unlike: 'half a minute is waited for',
    input: { calls: ['getInvoice'], answers: [retryAfter('31', 429), 200] },
    expected: { outcomes: [{ status: 429, headers: { 'Retry-After': 31 }, error: { code: 'rate_limited' } }] },
  },
  {
    name: 'a date beyond half a minute is not waited for',
    unlike: 'a 503 says when to come back, as a date',
    input: { calls: ['getInvoice'], answers: [retryAfter('Sun, 22 Nov 2026 12:00:31 GMT'), 200] },
    expected: { outcomes: [{ status: 503 }] },
  },
  {
    name: 'the cap of maxRetryAfter may be lower: five seconds are waited for',
    input: { client: { maxRetryAfter: 5000 }, calls: ['getInvoice'], answers: [retryAfter('5'), 200] },
    expected: { attempts: 2, delays: [5000], time: 5000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the cap of maxRetryAfter may be lower: six seconds are not waited for',
    unlike: 'the cap of maxRetryAfter may be lower: five seconds are waited for',
    input: { client: { maxRetryAfter: 5000 }, calls: ['getInvoice'], answers: [retryAfter('6'), 200] },
    expected: { outcomes: [{ status: 503, headers: { 'Retry-After': 6 } }] },
  },
  {
    name: 'the cap of maxRetryAfter may be higher, where the deadline leaves room',
    input: {
      client: { maxRetryAfter: 120_000, timeout: 180_000 },
      calls: ['getInvoice'],
      answers: [retryAfter('90', 429), 200],
    },
    expected: { attempts: 2, delays: [90_000], time: 90_000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a Retry-After past the deadline is not waited for',
    unlike: 'the cap of maxRetryAfter may be higher, where the deadline leaves room',
    input: {
      client: { maxRetryAfter: 120_000, timeout: 60_000 },
      calls: ['getInvoice'],
      answers: [retryAfter('90', 429), 200],
    },
    expected: { outcomes: [{ status: 429 }] },
  },
  {
    name: 'a Retry-After of the last try is not waited for',
    unlike: 'each answer says anew when to come back',
    input: { calls: ['getInvoice'], answers: [retryAfter('2', 429), retryAfter('5'), 503] },
    expected: {
      attempts: 3,
      delays: [2000, 5000],
      time: 7000,
      outcomes: [{ status: 503, headers: { 'Retry-After': 1 } }],
    },
  },
  {
    name: 'a Retry-After of a 404 is not waited for',
    unlike: 'a 503 says when to come back, in seconds',
    input: { calls: ['getInvoice'], answers: [retryAfter('7', 404), 200] },
    expected: { outcomes: [{ status: 404 }] },
  },
]
