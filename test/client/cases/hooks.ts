import { expect } from 'vitest'
import type { Case } from './runner/case.ts'

const all = { onRequest: {}, onResponse: {}, onRetry: {} }
const call = { method: 'GET', path: '/api/v1/invoices/{id}', url: 'https://portal.example/api/v1/invoices/106' }

/** What the hooks get, and what they may do. They are awaited, and never see a token. */
export const hooks: Case[] = [
  {
    name: 'hooks get each request and response',
    input: { hooks: all, calls: ['getInvoice'], responses: [{ status: 200, after: 120 }] },
    expected: {
      time: 120,
      hooks: [
        { hook: 'onRequest', ...call, attempt: 1 },
        {
          ...{ hook: 'onResponse', ...call, attempt: 1, status: 200, milliseconds: 120 },
          headers: { 'x-ratelimit-remaining': '59' },
        },
      ],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'hooks get each attempt, and the pause before a retry',
    input: { hooks: all, calls: ['getInvoice'], responses: [500, 200] },
    expected: {
      ...{ attempts: 2, delays: [150], time: 150 },
      hooks: [
        { hook: 'onRequest', ...call, attempt: 1 },
        { hook: 'onResponse', ...call, attempt: 1, status: 500 },
        { hook: 'onRetry', ...call, delay: 150, error: { status: 500, code: 'server_error' } },
        { hook: 'onRequest', ...call, attempt: 2 },
        { hook: 'onResponse', ...call, attempt: 2, status: 200 },
      ],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a network error has no onResponse, only onRetry',
    contrastWith: 'hooks get each attempt, and the pause before a retry',
    input: { hooks: all, calls: ['getInvoice'], responses: ['network error', 200] },
    expected: {
      ...{ attempts: 2, delays: [150], time: 150 },
      hooks: [
        { hook: 'onRequest', attempt: 1 },
        { hook: 'onRetry', delay: 150, error: { status: 0, code: 'network' } },
        { hook: 'onRequest', attempt: 2 },
        { hook: 'onResponse', attempt: 2 },
      ],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'onRetry gets the pause that the server asked for',
    input: {
      hooks: { onRetry: {} },
      calls: ['getInvoice'],
      responses: [{ status: 503, headers: { 'Retry-After': '7' } }, 200],
    },
    expected: {
      ...{ attempts: 2, delays: [7000], time: 7000 },
      hooks: [{ hook: 'onRetry', delay: 7000, error: { status: 503, code: 'unavailable' } }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'onRetry gets a timeout',
    input: { hooks: { onRetry: {} }, calls: ['getInvoice'], responses: ['hang', 200] },
    expected: {
      ...{ attempts: 2, delays: [150], time: 10_150 },
      hooks: [{ hook: 'onRetry', delay: 150, error: { status: 0, code: 'timeout' } }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'onRetry does not get the last failure',
    contrastWith: 'onRetry gets a failure',
    input: { hooks: { onRetry: {} }, client: { maxRetries: 1 }, calls: ['getInvoice'], responses: [500, 500] },
    expected: {
      attempts: 2,
      delays: [150],
      time: 150,
      hooks: [{ hook: 'onRetry', delay: 150 }],
      outcomes: [{ status: 500 }],
    },
  },
  {
    name: 'onRetry gets a failure',
    input: { hooks: { onRetry: {} }, client: { maxRetries: 1 }, calls: ['getInvoice'], responses: [500, 200] },
    expected: {
      attempts: 2,
      delays: [150],
      time: 150,
      hooks: [{ hook: 'onRetry', delay: 150 }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'onRetry does not get a success',
    contrastWith: 'onRetry gets a failure',
    input: { hooks: { onRetry: {} }, client: { maxRetries: 1 }, calls: ['getInvoice'], responses: [200, 200] },
    expected: { hooks: [], outcomes: [{ status: 200 }] },
  },
  {
    name: 'onRequest may set headers for each attempt',
    input: { hooks: { onRequest: { sets: { 'X-Trace': '00-4bf9' } } }, calls: ['getInvoice'], responses: [500, 200] },
    expected: {
      ...{ attempts: 2, delays: [150], time: 150 },
      sent: [{ headers: { 'X-Trace': '00-4bf9' } }, { headers: { 'X-Trace': '00-4bf9' } }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'onRequest sees the headers of a write except the token',
    input: {
      hooks: { onRequest: {} },
      client: { headers: { 'X-Program': 'nightly' } },
      calls: ['createTicket'],
      responses: [201],
    },
    expected: {
      sent: [{ headers: { Authorization: 'Bearer 2|abc123xyz' } }],
      hooks: [
        {
          hook: 'onRequest',
          headers: {
            ...{ 'x-program': 'nightly', 'content-type': 'application/json', authorization: null },
            'idempotency-key': expect.stringMatching(/^[0-9a-f]{32}$/),
          },
        },
      ],
      outcomes: [{ status: 201 }],
    },
  },
  {
    name: 'hooks are awaited',
    input: {
      hooks: { onRequest: { delay: 100 }, onResponse: { delay: 200 }, onRetry: { delay: 400 } },
      calls: ['getInvoice'],
      responses: [500, 200],
    },
    expected: { attempts: 2, delays: [850], time: 1150, outcomes: [{ status: 200 }] },
  },
  {
    name: 'onRequest returns and the request is sent',
    input: { hooks: { onRequest: {} }, calls: ['getInvoice'], responses: [200] },
    expected: { hooks: [{ hook: 'onRequest' }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'an error from onRequest rejects the call, and no request is sent',
    contrastWith: 'onRequest returns and the request is sent',
    input: { hooks: { onRequest: { throws: 'No trace' } }, calls: ['getInvoice'], responses: [200] },
    expected: { attempts: 0, outcomes: [{ throws: 'Error: No trace' }] },
  },
  {
    name: 'onResponse returns and the call succeeds',
    input: { hooks: { onResponse: {} }, calls: ['getInvoice'], responses: [200] },
    expected: { hooks: [{ hook: 'onResponse', status: 200 }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'an error from onResponse rejects the call',
    contrastWith: 'onResponse returns and the call succeeds',
    input: { hooks: { onResponse: { throws: 'No space' } }, calls: ['getInvoice'], responses: [200] },
    expected: { outcomes: [{ throws: 'Error: No space' }] },
  },
  {
    name: 'an error from onRetry rejects the call, and nothing is retried',
    contrastWith: 'onRetry gets a failure',
    input: {
      hooks: { onRetry: { throws: 'Enough' } },
      client: { maxRetries: 1 },
      calls: ['getInvoice'],
      responses: [500, 200],
    },
    expected: { outcomes: [{ throws: 'Error: Enough' }] },
  },
  {
    name: 'hooks get each page',
    input: {
      hooks: { onResponse: {} },
      calls: [{ operation: 'listTickets', via: 'items' }],
      responses: [
        {
          status: 200,
          json: {
            data: [{ id: 2 }],
            links: { next: 'https://portal.example/api/v1/tickets?page=2' },
            meta: { current_page: 1 },
          },
        },
        { status: 200, json: { data: [{ id: 1 }], links: { next: null }, meta: { current_page: 2 } } },
      ],
    },
    expected: {
      attempts: 2,
      hooks: [
        { hook: 'onResponse', url: 'https://portal.example/api/v1/tickets', attempt: 1 },
        { hook: 'onResponse', url: 'https://portal.example/api/v1/tickets?page=2', attempt: 1 },
      ],
      outcomes: [{ items: [2, 1] }],
    },
  },
]
