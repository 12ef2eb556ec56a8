import type { Case } from './runner/case.ts'

const timeout = { status: 0, code: 'timeout' }

/** An attempt ends after attemptTimeout (10 s), the call with all attempts and pauses after timeout (60 s). */
export const deadlines: Case[] = [
  {
    name: 'a request without a response for ten seconds is retried',
    contrastWith: 'a successful call is made once',
    input: { calls: ['getInvoice'], responses: ['hang', 200] },
    expected: { attempts: 2, delays: [150], time: 10_150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a request whose body stalls for ten seconds is retried',
    input: { calls: ['getInvoice'], responses: [{ status: 200, half: 'hangs' }, 200] },
    expected: { attempts: 2, delays: [150], time: 10_150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'createTicket is retried with its key if there is no response',
    contrastWith: 'a successful createTicket is sent once',
    input: { calls: ['createTicket'], responses: ['hang', 201] },
    expected: { attempts: 2, delays: [150], time: 10_150, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'a successful createTicket is sent once',
    input: { calls: ['createTicket'], responses: [201, 201] },
    expected: { keys: ['A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'the third attempt may get a response',
    input: { calls: ['getInvoice'], responses: ['hang', 'hang', 200] },
    expected: { attempts: 3, delays: [150, 300], time: 20_450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'three attempts without a response are a timeout',
    contrastWith: 'the third attempt may get a response',
    input: { calls: ['getInvoice'], responses: ['hang', 'hang', 'hang'] },
    expected: { attempts: 3, delays: [150, 300], time: 30_450, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'a response within attemptTimeout is accepted',
    input: { client: { attemptTimeout: 100 }, calls: ['getInvoice'], responses: [{ status: 200, after: 99 }, 200] },
    expected: { time: 99, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a response after attemptTimeout is not waited for',
    contrastWith: 'a response within attemptTimeout is accepted',
    input: { client: { attemptTimeout: 100 }, calls: ['getInvoice'], responses: [{ status: 200, after: 101 }, 200] },
    expected: { attempts: 2, delays: [150], time: 250, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a call may have a shorter attemptTimeout than its client',
    input: { calls: [{ operation: 'getInvoice', init: { attemptTimeout: 100 } }], responses: ['hang', 200] },
    expected: { attempts: 2, delays: [150], time: 250, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a response within the timeout of the call is accepted',
    input: { client: { timeout: 500 }, calls: ['getInvoice'], responses: [{ status: 200, after: 499 }] },
    expected: { time: 499, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the timeout of the call ends its first attempt',
    contrastWith: 'a response within the timeout of the call is accepted',
    input: { client: { timeout: 500 }, calls: ['getInvoice'], responses: ['hang'] },
    expected: { time: 500, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'the timeout of the call ends a stalled body',
    contrastWith: 'a response within the timeout of the call is accepted',
    input: { client: { timeout: 500 }, calls: ['getInvoice'], responses: [{ status: 200, half: 'hangs', after: 499 }] },
    expected: { time: 500, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'a second attempt may get a response within the timeout of the call',
    input: { client: { timeout: 10_500 }, calls: ['getInvoice'], responses: ['hang', { status: 200, after: 349 }] },
    expected: { attempts: 2, delays: [150], time: 10_499, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the timeout of the call ends its second attempt',
    contrastWith: 'a second attempt may get a response within the timeout of the call',
    input: { client: { timeout: 10_500 }, calls: ['getInvoice'], responses: ['hang', { status: 200, after: 351 }] },
    expected: { attempts: 2, delays: [150], time: 10_500, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'a pause that ends before the deadline is made',
    input: { client: { timeout: 200 }, calls: ['getInvoice'], responses: [500, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause that would pass the deadline is not made: the last response is the result',
    contrastWith: 'a pause that ends before the deadline is made',
    input: { client: { timeout: 100 }, calls: ['getInvoice'], responses: [500, 200] },
    expected: { outcomes: [{ status: 500, error: { code: 'server_error' } }] },
  },
  {
    name: 'a network error is retried within the deadline',
    input: { client: { timeout: 200 }, calls: ['getInvoice'], responses: ['network error', 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause that would pass the deadline is not made: the last failure is thrown',
    contrastWith: 'a network error is retried within the deadline',
    input: { client: { timeout: 100 }, calls: ['getInvoice'], responses: ['network error', 200] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'each call has its own deadline',
    input: {
      client: { timeout: 500 },
      calls: ['getInvoice', 'getInvoice'],
      responses: [
        { status: 200, after: 400 },
        { status: 200, after: 400 },
      ],
    },
    expected: { attempts: 2, time: 800, outcomes: [{ status: 200 }, { status: 200 }] },
  },
]
