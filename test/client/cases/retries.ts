import type { Case } from './runner/case.ts'

/** What is tried again, how often and after which pause: random × min(maxDelay, baseDelay × 2^(n-1)), with random a half. */
export const retries: Case[] = [
  {
    name: 'a call that is answered is made once',
    input: { calls: ['getInvoice'], answers: [200, 200] },
    expected: { outcomes: [{ status: 200, data: { data: { id: 106 } }, error: undefined }] },
  },
  {
    name: 'a GET is tried again after a 500',
    input: { calls: ['getInvoice'], answers: [500, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200, data: { data: { id: 106 } } }] },
  },
  {
    name: 'a GET is tried again after a network error',
    input: { calls: ['getInvoice'], answers: ['network error', 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is tried again after a 429 that keeps silent about when',
    input: { calls: ['getInvoice'], answers: [{ status: 429, headers: { 'Retry-After': null } }, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is tried again when the body of its answer breaks off',
    input: { calls: ['getInvoice'], answers: [{ status: 200, half: 'breaks' }, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is tried again after a 502 in HTML, as a proxy sends it',
    input: { calls: ['getInvoice'], answers: [{ status: 502, text: '<h1>Bad Gateway</h1>' }, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is tried again after a 429 in HTML',
    input: { calls: ['getInvoice'], answers: [{ status: 429, text: '<h1>Slow down</h1>' }, 200] },
    expected: { attempts: 2, delays: [1000], time: 1000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a PDF is tried again after a 500',
    input: { calls: ['getInvoicePdf'], answers: [500, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the second pause is twice the first',
    input: { calls: ['getInvoice'], answers: [500, 500, 200] },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'faults of several kinds count together',
    input: { calls: ['getInvoice'], answers: ['network error', 500, 200] },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the third 500 is the result',
    unlike: 'the second pause is twice the first',
    input: { calls: ['getInvoice'], answers: [500, 500, 500] },
    expected: {
      ...{ attempts: 3, delays: [150, 300], time: 450 },
      outcomes: [{ status: 500, data: undefined, error: { code: 'server_error', message: 'Server Error' } }],
    },
  },
  {
    name: 'the third network error is thrown',
    unlike: 'two network errors are survived',
    input: { calls: ['getInvoice'], answers: ['network error', 'network error', 'network error'] },
    expected: {
      ...{ attempts: 3, delays: [150, 300], time: 450 },
      outcomes: [{ rejects: { status: 0, code: 'network' } }],
    },
  },
  {
    name: 'two network errors are survived',
    input: { calls: ['getInvoice'], answers: ['network error', 'network error', 200] },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'two 502 in HTML are survived',
    input: {
      calls: ['getInvoice'],
      answers: [{ status: 502, text: '<h1>Bad Gateway</h1>' }, { status: 502, text: '<h1>Bad Gateway</h1>' }, 200],
    },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the third 502 is no answer that can be used',
    unlike: 'two 502 in HTML are survived',
    input: {
      calls: ['getInvoice'],
      answers: [{ status: 502, text: '<h1>Bad Gateway</h1>' }, { status: 502, text: '<h1>Bad Gateway</h1>' }, 502],
    },
    expected: {
      attempts: 3,
      delays: [150, 300],
      time: 450,
      outcomes: [{ rejects: { status: 0, code: 'bad_response' } }],
    },
  },
  {
    name: 'a missing row is not asked for again',
    unlike: 'a GET is tried again after a 500',
    input: { calls: ['getInvoice'], answers: [404, 200] },
    expected: {
      outcomes: [{ status: 404, data: undefined, error: { code: 'not_found', message: 'Invoice not found.' } }],
    },
  },
  {
    name: 'what belongs to others is not asked for again',
    unlike: 'a GET is tried again after a 500',
    input: { calls: ['getInvoice'], answers: [403, 200] },
    expected: { outcomes: [{ status: 403, error: { code: 'forbidden' } }] },
  },
  {
    name: 'with maxRetries 0 nothing is tried again',
    unlike: 'a GET is tried again after a 500',
    input: { client: { maxRetries: 0 }, calls: ['getInvoice'], answers: [500, 200] },
    expected: { outcomes: [{ status: 500 }] },
  },
  {
    name: 'a call may have more tries than its client gives',
    input: {
      client: { maxRetries: 0 },
      calls: [{ operation: 'getInvoice', init: { maxRetries: 2 } }],
      answers: [500, 500, 200],
    },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a call may have fewer tries than others and not reach the answer',
    unlike: 'a call may have more tries than its client gives',
    input: {
      client: { maxRetries: 0 },
      calls: [{ operation: 'getInvoice', init: { maxRetries: 1 } }],
      answers: [500, 500, 200],
    },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 500 }] },
  },
  {
    name: 'the limits of one call end with it',
    input: {
      calls: [{ operation: 'getInvoice', init: { baseDelay: 100 } }, 'getInvoice'],
      answers: [500, 200, 500, 200],
    },
    expected: { attempts: 4, delays: [50, 150], time: 200, outcomes: [{ status: 200 }, { status: 200 }] },
  },
  {
    name: 'a pause grows up to maxDelay',
    input: { client: { maxRetries: 7 }, calls: ['getInvoice'], answers: [500, 500, 500, 500, 500, 500, 500, 200] },
    expected: {
      ...{ attempts: 8, delays: [150, 300, 600, 1200, 2400, 4000, 4000], time: 12_650 },
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'baseDelay and maxDelay set the pauses',
    input: { client: { baseDelay: 1000, maxDelay: 1500 }, calls: ['getInvoice'], answers: [500, 500, 200] },
    expected: { attempts: 3, delays: [500, 750], time: 1250, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause is drawn from nothing up to its whole length: nearly all of it',
    unlike: 'the second pause is twice the first',
    input: { random: 0.9, calls: ['getInvoice'], answers: [500, 500, 200] },
    expected: { attempts: 3, delays: [270, 540], time: 810, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause is drawn from nothing up to its whole length: none of it',
    unlike: 'the second pause is twice the first',
    input: { random: 0, calls: ['getInvoice'], answers: [500, 500, 200] },
    expected: { attempts: 3, outcomes: [{ status: 200 }] },
  },
]
