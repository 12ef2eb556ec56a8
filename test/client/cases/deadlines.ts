import type { Case } from './runner/case.ts'

const timeout = { status: 0, code: 'timeout' }

/** A try ends after attemptTimeout (10 s), the call with all its tries and pauses after timeout (60 s). */
export const deadlines: Case[] = [
  {
    name: 'a server that says nothing for ten seconds is asked again',
    unlike: 'a call that is answered is made once',
    input: { calls: ['getInvoice'], answers: ['hang', 200] },
    expected: { attempts: 2, delays: [150], time: 10_150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a body that stops for ten seconds is asked for again',
    input: { calls: ['getInvoice'], answers: [{ status: 200, half: 'hangs' }, 200] },
    expected: { attempts: 2, delays: [150], time: 10_150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'createTicket is sent again with its key to a server that says nothing',
    unlike: 'createTicket that is answered is sent once',
    input: { calls: ['createTicket'], answers: ['hang', 201] },
    expected: { attempts: 2, delays: [150], time: 10_150, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'createTicket that is answered is sent once',
    input: { calls: ['createTicket'], answers: [201, 201] },
    expected: { keys: ['A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'the last of three tries may be answered',
    input: { calls: ['getInvoice'], answers: ['hang', 'hang', 200] },
    expected: { attempts: 3, delays: [150, 300], time: 20_450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'three tries without an answer are a timeout',
    unlike: 'the last of three tries may be answered',
    input: { calls: ['getInvoice'], answers: ['hang', 'hang', 'hang'] },
    expected: { attempts: 3, delays: [150, 300], time: 30_450, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'an answer within attemptTimeout is taken',
    input: { client: { attemptTimeout: 100 }, calls: ['getInvoice'], answers: [{ status: 200, after: 99 }, 200] },
    expected: { time: 99, outcomes: [{ status: 200 }] },
  },
  {
    name: 'an answer after attemptTimeout is not waited for',
    unlike: 'an answer within attemptTimeout is taken',
    input: { client: { attemptTimeout: 100 }, calls: ['getInvoice'], answers: [{ status: 200, after: 101 }, 200] },
    expected: { attempts: 2, delays: [150], time: 250, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a call may have a shorter attemptTimeout than its client',
    input: { calls: [{ operation: 'getInvoice', init: { attemptTimeout: 100 } }], answers: ['hang', 200] },
    expected: { attempts: 2, delays: [150], time: 250, outcomes: [{ status: 200 }] },
  },
  {
    name: 'an answer within the timeout of the whole call is taken',
    input: { client: { timeout: 500 }, calls: ['getInvoice'], answers: [{ status: 200, after: 499 }] },
    expected: { time: 499, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the timeout of the whole call ends its first try',
    unlike: 'an answer within the timeout of the whole call is taken',
    input: { client: { timeout: 500 }, calls: ['getInvoice'], answers: ['hang'] },
    expected: { time: 500, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'the timeout of the whole call ends a body that stops',
    unlike: 'an answer within the timeout of the whole call is taken',
    input: { client: { timeout: 500 }, calls: ['getInvoice'], answers: [{ status: 200, half: 'hangs', after: 499 }] },
    expected: { time: 500, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'a second try may be answered before the whole call ends',
    input: { client: { timeout: 10_500 }, calls: ['getInvoice'], answers: ['hang', { status: 200, after: 349 }] },
    expected: { attempts: 2, delays: [150], time: 10_499, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the timeout of the whole call ends its second try',
    unlike: 'a second try may be answered before the whole call ends',
    input: { client: { timeout: 10_500 }, calls: ['getInvoice'], answers: ['hang', { status: 200, after: 351 }] },
    expected: { attempts: 2, delays: [150], time: 10_500, outcomes: [{ rejects: timeout }] },
  },
  {
    name: 'a pause that the deadline leaves room for is made',
    input: { client: { timeout: 200 }, calls: ['getInvoice'], answers: [500, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause that would pass the deadline is not made: the last answer is the result',
    unlike: 'a pause that the deadline leaves room for is made',
    input: { client: { timeout: 100 }, calls: ['getInvoice'], answers: [500, 200] },
    expected: { outcomes: [{ status: 500, error: { code: 'server_error' } }] },
  },
  {
    name: 'a network error is survived within the deadline',
    input: { client: { timeout: 200 }, calls: ['getInvoice'], answers: ['network error', 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause that would pass the deadline is not made: the last failure is thrown',
    unlike: 'a network error is survived within the deadline',
    input: { client: { timeout: 100 }, calls: ['getInvoice'], answers: ['network error', 200] },
    expected: { outcomes: [{ rejects: { status: 0, code: 'network' } }] },
  },
  {
    name: 'each call has a deadline of its own',
    input: {
      client: { timeout: 500 },
      calls: ['getInvoice', 'getInvoice'],
      answers: [
        { status: 200, after: 400 },
        { status: 200, after: 400 },
      ],
    },
    expected: { attempts: 2, time: 800, outcomes: [{ status: 200 }, { status: 200 }] },
  },
]
