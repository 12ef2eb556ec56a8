import { expect } from 'vitest'
import type { Case, HttpResponse, Outcome } from './runner/case.ts'

const thrown = (
  name: string,
  operation: string,
  response: HttpResponse,
  contrastWith: string,
  outcome: Outcome,
): Case => ({
  name,
  contrastWith,
  input: { client: { maxRetries: 0 }, calls: [{ operation, via: 'orThrow' }], responses: [response] },
  expected: { outcomes: [outcome] },
})

const success = (name: string, operation: string, status: number): Case => ({
  name,
  input: { client: { maxRetries: 0 }, calls: [{ operation, via: 'orThrow' }], responses: [{ status }] },
  expected: { outcomes: [{ status, error: undefined }] },
})

const REQUEST_ID = '6f1c9f4e-3a55-4a63-9d0f-0d4b7a5e8c21'
const INVOICE = 'orThrow returns an invoice'
const PDF = 'orThrow returns a PDF'
const TICKET = 'orThrow creates a ticket'

/** What is thrown: an ApiError that names the call and the outcome. `orThrow` throws every response that is not a success. */
export const errors: Case[] = [
  success(INVOICE, 'getInvoice', 200),
  success(PDF, 'getInvoicePdf', 200),
  success(TICKET, 'createTicket', 201),
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
  thrown('a 429 is thrown with retryAfter', 'getInvoice', { status: 429 }, INVOICE, {
    rejects: { status: 429, code: 'rate_limited', retryAfter: 1 },
  }),
  thrown('a 304 is thrown, because it has no document', 'getInvoicePdf', { status: 304 }, PDF, {
    rejects: { status: 304, code: 'not_modified' },
  }),
  thrown('an invalid response is thrown', 'getInvoice', { status: 418 }, INVOICE, {
    rejects: { status: 0, code: 'bad_response', retryAfter: undefined },
  }),
  {
    name: 'a 503 is thrown with retryAfter computed from a date',
    contrastWith: 'orThrow retries at the date of a 503',
    input: {
      client: { maxRetries: 0 },
      calls: [{ operation: 'getInvoice', via: 'orThrow' }],
      responses: [{ status: 503, headers: { 'Retry-After': 'Sun, 22 Nov 2026 12:00:05 GMT' } }, 200],
    },
    expected: { outcomes: [{ rejects: { status: 503, code: 'unavailable', retryAfter: 5 } }] },
  },
  {
    name: 'orThrow retries at the date of a 503',
    input: {
      client: { maxRetries: 1 },
      calls: [{ operation: 'getInvoice', via: 'orThrow' }],
      responses: [{ status: 503, headers: { 'Retry-After': 'Sun, 22 Nov 2026 12:00:05 GMT' } }, 200],
    },
    expected: { attempts: 2, delays: [5000], time: 5000, outcomes: [{ status: 200 }] },
  },
  {
    name: 'a network error names the call and the reason, without a cause, which may contain a response',
    contrastWith: 'a ticket is created by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], responses: ['network error'] },
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
    name: 'a timeout names the call',
    contrastWith: 'a ticket is created by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], responses: ['hang'] },
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
    name: 'a bad_response names the call and what is wrong with the response',
    contrastWith: 'a ticket is created by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], responses: [418] },
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
    name: 'a ticket is created by POST',
    input: { client: { maxRetries: 0 }, calls: ['createTicket'], responses: [201] },
    expected: { outcomes: [{ status: 201 }] },
  },
  {
    name: 'the user is returned',
    input: { calls: [{ operation: 'getMe', path: '/api/v1/me' }], responses: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'a path that is not in the contract is not called',
    contrastWith: 'the user is returned',
    input: { calls: [{ operation: 'getMe', path: '/api/v1/mee' }], responses: [200] },
    expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
  },
  {
    name: 'a list is requested by GET',
    input: { calls: [{ operation: 'listInvoices', method: 'GET' }], responses: [200] },
    expected: { outcomes: [{ status: 200 }] },
  },
  {
    name: 'a method that is not in the contract is not called',
    contrastWith: 'a list is requested by GET',
    input: { calls: [{ operation: 'listInvoices', method: 'POST' }], responses: [200] },
    expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
  },
]
