import { expect } from 'vitest'
import type { Case } from './runner/case.ts'

/** The headers that are sent, and those of a response under the names of the contract. */
export const headers: Case[] = [
  {
    name: 'User-Agent names the version of the client',
    input: { calls: ['getMe'], responses: [200] },
    expected: {
      sent: [{ headers: { 'User-Agent': expect.stringMatching(/^clustrix-client\/\d+\.\d+\.\d+$/) } }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a program may set its own User-Agent',
    input: { client: { headers: { 'User-Agent': 'nightly-sync/2' } }, calls: ['getMe'], responses: [200] },
    expected: { sent: [{ headers: { 'User-Agent': 'nightly-sync/2' } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'headers of the client are sent with each call',
    input: { client: { headers: { 'X-Program': 'nightly' } }, calls: ['getMe', 'createTicket'], responses: [200, 201] },
    expected: {
      attempts: 2,
      sent: [{ headers: { 'X-Program': 'nightly' } }, { headers: { 'X-Program': 'nightly' } }],
      outcomes: [{ status: 200 }, { status: 201 }],
    },
  },
  {
    name: 'headers of a call are sent with that call only',
    input: { calls: [{ operation: 'getMe', init: { headers: { 'X-Run': '7' } } }, 'getMe'], responses: [200, 200] },
    expected: {
      attempts: 2,
      sent: [{ headers: { 'X-Run': '7' } }, { headers: { 'X-Run': null } }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'headers of a call override those of the client',
    input: {
      client: { headers: { 'X-Run': '6', 'X-Program': 'nightly' } },
      calls: [{ operation: 'getMe', init: { headers: { 'x-run': '7' } } }],
      responses: [200],
    },
    expected: { sent: [{ headers: { 'X-Run': '7', 'X-Program': 'nightly' } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'null removes a header of the client from one call',
    input: {
      client: { headers: { 'X-Program': 'nightly' } },
      calls: [{ operation: 'getMe', init: { headers: { 'X-Program': null } } }, 'getMe'],
      responses: [200, 200],
    },
    expected: {
      attempts: 2,
      sent: [{ headers: { 'X-Program': null } }, { headers: { 'X-Program': 'nightly' } }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'null removes the Content-Type of a body',
    input: {
      calls: [{ operation: 'createTicket', init: { headers: { 'Content-Type': null } } }],
      responses: [201],
    },
    expected: {
      sent: [{ headers: { 'Content-Type': null }, body: expect.stringMatching(/^\{"subject"/) }],
      outcomes: [{ status: 201 }],
    },
  },
  {
    name: 'null in the headers of the client removes a Content-Type from all calls',
    input: { client: { headers: { 'Content-Type': null } }, calls: ['createTicket'], responses: [201] },
    expected: { sent: [{ headers: { 'Content-Type': null } }], outcomes: [{ status: 201 }] },
  },
  {
    name: 'a call may set a header that the client removes',
    input: {
      client: { headers: { 'Content-Type': null } },
      calls: [{ operation: 'createTicket', init: { headers: { 'content-type': 'application/json' } } }],
      responses: [201],
    },
    expected: { sent: [{ headers: { 'Content-Type': 'application/json' } }], outcomes: [{ status: 201 }] },
  },
  {
    name: 'null removes the token from one call',
    input: {
      calls: [{ operation: 'getMe', init: { headers: { authorization: null } } }, 'getMe'],
      responses: [200, 200],
    },
    expected: {
      attempts: 2,
      sent: [{ headers: { Authorization: null } }, { headers: { Authorization: 'Bearer 2|abc123xyz' } }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'null removes the Idempotency-Key, and the write is not repeated',
    contrastWith: 'a write with its own headers is repeated with its key',
    input: {
      calls: [{ operation: 'createTicket', init: { headers: { 'Idempotency-Key': null } } }],
      responses: [500, 201],
    },
    expected: { keys: [null], outcomes: [{ status: 500 }] },
  },
  {
    name: 'a write with its own headers is repeated with its key',
    input: { calls: [{ operation: 'createTicket', init: { headers: {} } }], responses: [500, 201] },
    expected: { ...{ attempts: 2, delays: [150], time: 150 }, keys: ['A', 'A'], outcomes: [{ status: 201 }] },
  },
  {
    name: 'headers may be a list of pairs, as for fetch',
    input: { calls: [{ operation: 'getMe', init: { headers: [['X-Run', '7']] } }], responses: [200] },
    expected: { sent: [{ headers: { 'X-Run': '7', '0': null } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'headers are sent with each attempt',
    input: { client: { headers: { 'X-Program': 'nightly' } }, calls: ['getMe'], responses: [500, 200] },
    expected: {
      ...{ attempts: 2, delays: [150], time: 150 },
      sent: [
        { headers: { 'X-Program': 'nightly', Authorization: 'Bearer 2|abc123xyz' } },
        { headers: { 'X-Program': 'nightly', Authorization: 'Bearer 2|abc123xyz' } },
      ],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a GET has no Content-Type',
    contrastWith: 'pauseSubscription has a Content-Type',
    input: { calls: ['getInvoice'], responses: [200] },
    expected: { sent: [{ headers: { 'Content-Type': null } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'pauseSubscription has a Content-Type',
    input: { calls: ['pauseSubscription'], responses: [200] },
    expected: { sent: [{ headers: { 'Content-Type': 'application/json' } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'integer headers of a response are numbers, others are strings',
    input: { calls: ['getMe'], responses: [{ status: 200, headers: { 'X-RateLimit-Remaining': '41' } }] },
    expected: {
      outcomes: [
        {
          status: 200,
          headers: {
            ...{ 'X-RateLimit-Limit': 60, 'X-RateLimit-Remaining': 41, 'Cache-Control': 'no-store' },
            'X-Request-Id': '6f1c9f4e-3a55-4a63-9d0f-0d4b7a5e8c21',
          },
        },
      ],
    },
  },
  {
    name: 'a created ticket has a Location',
    input: { calls: ['createTicket'], responses: [201] },
    expected: { outcomes: [{ status: 201, headers: { Location: 'https://clustrixglobal.com/api/v1/tickets/203' } }] },
  },
  {
    name: 'a 429 has rate limit headers',
    contrastWith: 'the user is returned within the rate limit',
    input: { client: { maxRetries: 0 }, calls: ['getMe'], responses: [429] },
    expected: {
      outcomes: [
        { status: 429, headers: { 'Retry-After': 1, 'X-RateLimit-Reset': 1795352760, 'X-RateLimit-Remaining': 0 } },
      ],
    },
  },
  {
    name: 'the user is returned within the rate limit',
    input: { client: { maxRetries: 0 }, calls: ['getMe'], responses: [200] },
    expected: { outcomes: [{ status: 200, headers: { 'X-RateLimit-Remaining': 59 } }] },
  },
  {
    name: 'a 401 has WWW-Authenticate',
    contrastWith: 'the user is returned within the rate limit',
    input: { client: { maxRetries: 0 }, calls: ['getMe'], responses: [401] },
    expected: { outcomes: [{ status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }] },
  },
]
