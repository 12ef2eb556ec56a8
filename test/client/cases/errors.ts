import { expect } from 'vitest'
import type { Case, HttpAnswer, Outcome } from './runner/case.ts'

const thrown = (name: string, operation: string, answer: HttpAnswer, unlike: string, outcome: Outcome): Case => ({
  name,
  unlike,
  input: { client: { maxRetries: 0 }, calls: [{ operation, via: 'orThrow' }], answers: [answer] },
  expected: { outcomes: [outcome] },
})

const fine = (name: string, operation: string, status: number): Case => ({
  name,
  input: { client: { maxRetries: 0 }, calls: [{ operation, via: 'orThrow' }], answers: [{ status }] },
  expected: { outcomes: [{ status, error: undefined }] },
})

const REQUEST_ID = '6f1c9f4e-3a55-4a63-9d0f-0d4b7a5e8c21'
const INVOICE = 'orThrow shows an invoice'
const PDF = 'orThrow gives a PDF'
const TICKET = 'orThrow opens a ticket'

/** What is thrown: an ApiError that says what was called, where, and what came of it. `orThrow` throws whatever is no success. */
export const errors: Case[] = [
  fine(INVOICE, 'getInvoice', 200),
  fine(PDF, 'getInvoicePdf', 200),
  fine(TICKET, 'createTicket', 201),
  thrown('a 404 is thrown', 'getInvoice', { status: 404 }, INVOICE, {
    rejects: {
      ...{ name: 'ApiError', status: 404, code: 'not_found', requestId: REQUEST_ID, errors: undefined },
      ...{
        retryAfter: undefined,
        message: 'GET https://portal.example/api/v1/invoices/106 returned 404 not_found: Invoice not found.',
      },
    },
  }),
  thrown('a 403 is thrown', 'getInvoice', { status: 403 }, INVOICE, {
    rejects: { status: 403, code: 'forbidden', requestId: REQUEST_ID },
  }),
  thrown('a 401 is thrown', 'getInvoice', { status: 401 }, INVOICE, {
    rejects: { status: 401, code: 'unauthenticated' },
  }),
  thrown('a 422 is thrown with the errors of its fields', 'createTicket', { status: 422 }, TICKET, {
    rejects: { status: 422, code: 'validation_failed', errors: { subject: ['The subject field is required.'] } },
  }),
  thrown('a 500 is thrown', 'getInvoice', { status: 500 }, INVOICE, {
    rejects: { status: 500, code: 'server_error', requestId: REQUEST_ID, retryAfter: undefined },
  }),
  thrown('a 429 is thrown with the seconds to wait', 'getInvoice', { status: 429 }, INVOICE, {
    rejects: { status: 429, code: 'rate_limited', retryAfter: 1 },
  }),
  thrown('a 304 is thrown, for it gives no document', 'getInvoicePdf', { status: 304 }, PDF, {
    rejects: { status: 304, code: 'not_modified' },
  }),
  thrown('an answer of no use is thrown', 'getInvoice', { status: 418 }, INVOICE, {
    rejects: { status: 0, code: 'bad_response', retryAfter: undefined },
  }),
  {
    name: 'a 503 is thrown with the seconds to wait until its date',
    unlike: 'orThrow comes back at the date of a 503',
    input: {
      client: { maxRetries: 0 },
      calls: [{ operation: 'getInvoice', via: 'orThrow' }],
      answers: [{ status: 503, headers: { 'Retry-After': 'Sun, 22 Nov 2026 12:00:05 GMT' } }, 200],
    },
    expected: { outcomes: [{ rejects: { status: 503, code: 'unavailable', retryAfter: 5 } }] },
  },
  {
    name: 'orThrow comes back at the date of a 503',
    input: {
      client: { maxRetries: 1 },
      calls: [{ operation: 'getInvoice', via: 'orThrow' }],
      answers: [{ status: 503, headers: { 'Retry-After': 'Sun, 22 Nov 2026 12:00:05 GMT' } }, 200],
    },
    expected: { attempts: 2, delays: [5000], time: 5000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a network error says what was called and why, without its cause, which may hold an answer',
    unlike: 'a ticket is opened by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], answers: ['network error'] },
    expected: {
      outcomes: [
        {
          rejects: {
            ...{ name: 'ApiError', status: 0, code: 'network', cause: undefined, requestId: undefined },
            message: expect.stringMatching(/^POST https:\/\/portal\.example\/api\/v1\/tickets ./),
          },
        },
      ],
    },
  },
  {
    name: 'a timeout says what was called',
    unlike: 'a ticket is opened by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], answers: ['hang'] },
    expected: {
      time: 10_000,
      outcomes: [
        {
          rejects: {
            ...{ status: 0, code: 'timeout' },
            message: expect.stringMatching(/^POST https:\/\/portal\.example\/api\/v1\/tickets ./),
          },
        },
      ],
    },
  },
  {
    name: 'an answer of no use says what was called, and what is wrong with it',
    unlike: 'a ticket is opened by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], answers: [418] },
    expected: {
      outcomes: [
        {
          rejects: {
            ...{ status: 0, code: 'bad_response' },
            message: expect.stringMatching(/^POST https:\/\/portal\.example\/api\/v1\/tickets .*418/),
          },
        },
      ],
    },
  },
  {
    name: 'a ticket is opened by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], answers: [201] },
    expected: { outcomes: [{ status: 201 }] },
  },
  {
    name: 'the user is shown',
    input: { calls: [{ operation: 'getMe', path: '/api/v1/me' }], answers: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'a path that the contract lacks is not called',
    unlike: 'the user is shown',
    input: { calls: [{ operation: 'getMe', path: '/api/v1/mee' }], answers: [200] },
    expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
  },
  {
    name: 'a list is asked for by GET',
    input: { calls: [{ operation: 'listInvoices', method: 'GET' }], answers: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'a method that the contract lacks is not called',
    unlike: 'a list is asked for by GET',
    input: { calls: [{ operation: 'listInvoices', method: 'POST' }], answers: [200] },
    expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
  },
]
