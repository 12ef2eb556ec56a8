import type { Case } from './runner/case.ts'

const aborted = { throws: 'the reason of the signal' }

/** The caller's own signal ends a call at any moment, with the reason that it was given, and nothing follows. */
export const aborts: Case[] = [
  {
    name: 'a signal that aborted before lets no request leave',
    unlike: 'a signal that has yet to abort lets the request leave',
    input: { calls: [{ operation: 'getInvoice', abort: 'before' }], answers: [200] },
    expected: { attempts: 0, outcomes: [aborted] },
  },
  {
    name: 'a signal that has yet to abort lets the request leave',
    input: { calls: [{ operation: 'getInvoice', abort: 500 }], answers: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'an abort ends the wait for an answer',
    unlike: 'a signal that has yet to abort lets the request leave',
    input: { calls: [{ operation: 'getInvoice', abort: 500 }], answers: ['hang'] },
    expected: { time: 500, outcomes: [aborted] },
  },
  {
    name: 'an abort ends the wait for the rest of a body',
    unlike: 'a signal that has yet to abort lets the request leave',
    input: { calls: [{ operation: 'getInvoice', abort: 500 }], answers: [{ status: 200, half: 'hangs' }] },
    expected: { time: 500, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a pause',
    unlike: 'a GET is tried again after a 500',
    input: { calls: [{ operation: 'getInvoice', abort: 100 }], answers: [500, 200] },
    expected: { time: 100, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a pause that the server asked for',
    unlike: 'a 429 says when to come back',
    input: {
      calls: [{ operation: 'getInvoice', abort: 5000 }],
      answers: [{ status: 429, headers: { 'Retry-After': '20' } }, 200],
    },
    expected: { time: 5000, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a later try',
    unlike: 'the last of three tries may be answered',
    input: { calls: [{ operation: 'getInvoice', abort: 10_500 }], answers: ['hang', 'hang', 200] },
    expected: { attempts: 2, delays: [150], time: 10_500, outcomes: [aborted] },
  },
  {
    name: 'an abort ends a write',
    unlike: 'createTicket is sent again with its key to a server that says nothing',
    input: { calls: [{ operation: 'createTicket', abort: 500 }], answers: ['hang', 201] },
    expected: { time: 500, keys: ['A'], outcomes: [aborted] },
  },
  {
    name: 'orThrow takes a signal too',
    input: { calls: [{ operation: 'getInvoice', via: 'orThrow', abort: 500 }], answers: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'orThrow rejects with the reason of the signal too',
    unlike: 'orThrow takes a signal too',
    input: { calls: [{ operation: 'getInvoice', via: 'orThrow', abort: 'before' }], answers: [200] },
    expected: { attempts: 0, outcomes: [aborted] },
  },
  {
    name: 'an abort ends its own call and leaves the others',
    unlike: 'two calls at once each wait for their answer',
    input: {
      calls: [{ operation: 'getInvoice', abort: 500 }, 'getInvoice'],
      together: true,
      answers: [
        { status: 200, after: 800 },
        { status: 200, after: 900 },
      ],
    },
    expected: { attempts: 2, time: 900, outcomes: [aborted, { status: 200 }] },
  },
  {
    name: 'two calls at once each wait for their answer',
    input: {
      calls: ['getInvoice', 'getInvoice'],
      together: true,
      answers: [
        { status: 200, after: 800 },
        { status: 200, after: 900 },
      ],
    },
    expected: { attempts: 2, time: 900, outcomes: [{ status: 200 }, { status: 200 }] },
  },
]
