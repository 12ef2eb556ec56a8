import type { Case } from './runner/case.ts'

/** What is retried, how often and after which pause: random × min(maxDelay, baseDelay × 2^(n-1)), with a random of 0.5. */
export const retries: Case[] = [
  {
    name: 'a successful call is made once',
    input: { calls: ['getInvoice'], responses: [200, 200] },
    expected: { outcomes: [{ status: 200, data: { data: { id: 106 } }, error: undefined }] },
  },
  {
    name: 'a GET is retried after a 500',
    input: { calls: ['getInvoice'], responses: [500, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200, data: { data: { id: 106 } } }] },
  },
  {
    name: 'a GET is retried after a network error',
    input: { calls: ['getInvoice'], responses: ['network error', 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is retried after a 429 whose Retry-After is missing',
    input: { calls: ['getInvoice'], responses: [{ status: 429, headers: { 'Retry-After': null } }, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is retried if its response body is truncated',
    input: { calls: ['getInvoice'], responses: [{ status: 200, half: 'breaks' }, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is retried after a 502 in HTML, as a proxy sends it',
    input: { calls: ['getInvoice'], responses: [{ status: 502, text: '<h1>Bad Gateway</h1>' }, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a GET is retried after a 429 in HTML',
    input: { calls: ['getInvoice'], responses: [{ status: 429, text: '<h1>Slow down</h1>' }, 200] },
    expected: { attempts: 2, delays: [1000], time: 1000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a PDF is retried after a 500',
    input: { calls: ['getInvoicePdf'], responses: [500, 200] },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the second pause is twice the first',
    input: { calls: ['getInvoice'], responses: [500, 500, 200] },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'failures of different kinds count concurrent',
    input: { calls: ['getInvoice'], responses: ['network error', 500, 200] },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the third 500 is the result',
    contrastWith: 'the second pause is twice the first',
    input: { calls: ['getInvoice'], responses: [500, 500, 500] },
    expected: {
      ...{ attempts: 3, delays: [150, 300], time: 450 },
      outcomes: [{ status: 500, data: undefined, error: { code: 'server_error', message: 'Server Error' } }],
    },
  },
  {
    name: 'the third network error is thrown',
    contrastWith: 'a third attempt succeeds after two network errors',
    input: { calls: ['getInvoice'], responses: ['network error', 'network error', 'network error'] },
    expected: {
      ...{ attempts: 3, delays: [150, 300], time: 450 },
      outcomes: [{ rejects: { status: 0, code: 'network' } }],
    },
  },
  {
    name: 'a third attempt succeeds after two network errors',
    input: { calls: ['getInvoice'], responses: ['network error', 'network error', 200] },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a third attempt succeeds after two 502 in HTML',
    input: {
      calls: ['getInvoice'],
      responses: [{ status: 502, text: '<h1>Bad Gateway</h1>' }, { status: 502, text: '<h1>Bad Gateway</h1>' }, 200],
    },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'the third 502 in HTML is a bad_response',
    contrastWith: 'a third attempt succeeds after two 502 in HTML',
    input: {
      calls: ['getInvoice'],
      responses: [{ status: 502, text: '<h1>Bad Gateway</h1>' }, { status: 502, text: '<h1>Bad Gateway</h1>' }, 502],
    },
    expected: {
      attempts: 3,
      delays: [150, 300],
      time: 450,
      outcomes: [{ rejects: { status: 0, code: 'bad_response' } }],
    },
  },
  {
    name: 'a 404 is not retried',
    contrastWith: 'a GET is retried after a 500',
    input: { calls: ['getInvoice'], responses: [404, 200] },
    expected: {
      outcomes: [{ status: 404, data: undefined, error: { code: 'not_found', message: 'Invoice not found.' } }],
    },
  },
  {
    name: 'a 403 is not retried',
    contrastWith: 'a GET is retried after a 500',
    input: { calls: ['getInvoice'], responses: [403, 200] },
    expected: { outcomes: [{ status: 403, error: { code: 'forbidden' } }] },
  },
  {
    name: 'with maxRetries 0 nothing is retried',
    contrastWith: 'a GET is retried after a 500',
    input: { client: { maxRetries: 0 }, calls: ['getInvoice'], responses: [500, 200] },
    expected: { outcomes: [{ status: 500 }] },
  },
  {
    name: 'a call may have more retries than its client',
    input: {
      client: { maxRetries: 0 },
      calls: [{ operation: 'getInvoice', init: { maxRetries: 2 } }],
      responses: [500, 500, 200],
    },
    expected: { attempts: 3, delays: [150, 300], time: 450, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a call may have fewer retries, which do not reach the success',
    contrastWith: 'a call may have more retries than its client',
    input: {
      client: { maxRetries: 0 },
      calls: [{ operation: 'getInvoice', init: { maxRetries: 1 } }],
      responses: [500, 500, 200],
    },
    expected: { attempts: 2, delays: [150], time: 150, outcomes: [{ status: 500 }] },
  },
  {
    name: 'the limits of one call apply to that call only',
    input: {
      calls: [{ operation: 'getInvoice', init: { baseDelay: 100 } }, 'getInvoice'],
      responses: [500, 200, 500, 200],
    },
    expected: { attempts: 4, delays: [50, 150], time: 200, outcomes: [{ status: 200 }, { status: 200 }] },
  },
  {
    name: 'a pause grows up to maxDelay',
    input: { client: { maxRetries: 7 }, calls: ['getInvoice'], responses: [500, 500, 500, 500, 500, 500, 500, 200] },
    expected: {
      ...{ attempts: 8, delays: [150, 300, 600, 1200, 2400, 4000, 4000], time: 12_650 },
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'baseDelay and maxDelay set the pauses',
    input: { client: { baseDelay: 1000, maxDelay: 1500 }, calls: ['getInvoice'], responses: [500, 500, 200] },
    expected: { attempts: 3, delays: [500, 750], time: 1250, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause is random between 0 and its full length: almost full',
    contrastWith: 'the second pause is twice the first',
    input: { random: 0.9, calls: ['getInvoice'], responses: [500, 500, 200] },
    expected: { attempts: 3, delays: [270, 540], time: 810, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a pause is random between 0 and its full length: 0',
    contrastWith: 'the second pause is twice the first',
    input: { random: 0, calls: ['getInvoice'], responses: [500, 500, 200] },
    expected: { attempts: 3, outcomes: [{ status: 200 }] },
  },
]
