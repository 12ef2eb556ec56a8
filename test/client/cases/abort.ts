import type { Case } from './runner/case.ts'

const aborted = { throws: 'the reason of the signal' }

/** The caller's signal ends a call at any time, with the signal's reason, and nothing is sent after that. */
export const aborts: Case[] = [
  {
    name: 'no request is sent if the signal has already aborted',
    contrastWith: 'a request is sent if the signal aborts later',
    input: { calls: [{ operation: 'getInvoice', abort: 'before' }], responses: [200] },
    expected: { attempts: 0, outcomes: [aborted] },
  },
  {
    name: 'a request is sent if the signal aborts later',
    input: { calls: [{ operation: 'getInvoice', abort: 500 }], responses: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'an abort ends the wait for a response',
    contrastWith: 'a request is sent if the signal aborts later',
    input: { calls: [{ operation: 'getInvoice', abort: 500 }], responses: ['hang'] },
    expected: { time: 500, outcomes: [aborted] },
  },
  {
    name: 'an abort ends the wait for the rest of a body',
    contrastWith: 'a request is sent if the signal aborts later',
    input: { calls: [{ operation: 'getInvoice', abort: 500 }], responses: [{ status: 200, half: 'hangs' }] },
    expected: { time: 500, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a pause',
    contrastWith: 'a GET is retried after a 500',
    input: { calls: [{ operation: 'getInvoice', abort: 100 }], responses: [500, 200] },
    expected: { time: 100, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a pause that the server asked for',
    contrastWith: 'a 429 with Retry-After is retried then',
    input: {
      calls: [{ operation: 'getInvoice', abort: 5000 }],
      responses: [{ status: 429, headers: { 'Retry-After': '20' } }, 200],
    },
    expected: { time: 5000, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a retry',
    contrastWith: 'the third attempt may get a response',
    input: { calls: [{ operation: 'getInvoice', abort: 10_500 }], responses: ['hang', 'hang', 200] },
    expected: { attempts: 2, delays: [150], time: 10_500, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a write',
    contrastWith: 'createTicket is retried with its key if there is no response',
    input: { calls: [{ operation: 'createTicket', abort: 500 }], responses: ['hang', 201] },
    expected: { time: 500, keys: ['A'], outcomes: [aborted] },
  },
  {
    name: 'orThrow accepts a signal too',
    input: { calls: [{ operation: 'getInvoice', via: 'orThrow', abort: 500 }], responses: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'orThrow rejects with the reason of the signal too',
    contrastWith: 'orThrow accepts a signal too',
    input: { calls: [{ operation: 'getInvoice', via: 'orThrow', abort: 'before' }], responses: [200] },
    expected: { attempts: 0, outcomes: [aborted] },
  },
  {
    name: 'an abort ends its own call but no other',
    contrastWith: 'each of two concurrent calls waits for its response',
    input: {
      calls: [{ operation: 'getInvoice', abort: 500 }, 'getInvoice'],
      concurrent: true,
      responses: [
        { status: 200, after: 800 },
        { status: 200, after: 900 },
      ],
    },
    expected: { attempts: 2, time: 900, outcomes: [aborted, { status: 200 }] },
  },
  {
    name: 'each of two concurrent calls waits for its response',
    input: {
      calls: ['getInvoice', 'getInvoice'],
      concurrent: true,
      responses: [
        { status: 200, after: 800 },
        { status: 200, after: 900 },
      ],
    },
    expected: { attempts: 2, time: 900, outcomes: [{ status: 200 }, { status: 200 }] },
  },
]
