import { expect } from 'vitest'
import type { Case } from './runner/case.ts'

/** The headers that are sent, and those of an answer under the names of the contract. */
export const headers: Case[] = [
  {
    name: 'the client says which version it is',
    input: { calls: ['getMe'], answers: [200] },
    expected: {
      sent: [{ headers: { 'User-Agent': expect.stringMatching(/^clustrix-client\/\d+\.\d+\.\d+$/) } }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'a program may say in its place what it is',
    input: { client: { headers: { 'User-Agent': 'nightly-sync/2' } }, calls: ['getMe'], answers: [200] },
    expected: { sent: [{ headers: { 'User-Agent': 'nightly-sync/2' } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'headers of the client are sent with each call',
    input: { client: { headers: { 'X-Program': 'nightly' } }, calls: ['getMe', 'createTicket'], answers: [200, 201] },
    expected: {
      attempts: 2,
      sent: [{ headers: { 'X-Program': 'nightly' } }, { headers: { 'X-Program': 'nightly' } }],
      outcomes: [{ status: 200 }, { status: 201 }],
    },
  },
  {
    name: 'headers of a call are sent with it alone',
    input: { calls: [{ operation: 'getMe', init: { headers: { 'X-Run': '7' } } }, 'getMe'], answers: [200, 200] },
    expected: {
      attempts: 2,
      sent: [{ headers: { 'X-Run': '7' } }, { headers: { 'X-Run': null } }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'headers of a call win over those of the client',
    input: {
      client: { headers: { 'X-Run': '6', 'X-Program': 'nightly' } },
      calls: [{ operation: 'getMe', init: { headers: { 'x-run': '7' } } }],
      answers: [200],
    },
    expected: { sent: [{ headers: { 'X-Run': '7', 'X-Program': 'nightly' } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'null takes a header of the client from one call',
    input: {
      client: { headers: { 'X-Program': 'nightly' } },
      calls: [{ operation: 'getMe', init: { headers: { 'X-Program': null } } }, 'getMe'],
      answers: [200, 200],
    },
    expected: {
      attempts: 2,
      sent: [{ headers: { 'X-Program': null } }, { headers: { 'X-Program': 'nightly' } }],
      outcomes: [{ status: 200 }, { status: 200 }],
    },
  },
  {
    name: 'headers are sent again with each try',
    input: { client: { headers: { 'X-Program': 'nightly' } }, calls: ['getMe'], answers: [500, 200] },
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
    name: 'a GET does not say what kind of body it has',
    unlike: 'pauseSubscription says what kind of body it has',
    input: { calls: ['getInvoice'], answers: [200] },
    expected: { sent: [{ headers: { 'Content-Type': null } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'pauseSubscription says what kind of body it has',
    input: { calls: ['pauseSubscription'], answers: [200] },
    expected: { sent: [{ headers: { 'Content-Type': 'application/json' } }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'integers of an answer are numbers, texts are texts',
    input: { calls: ['getMe'], answers: [{ status: 200, headers: { 'X-RateLimit-Remaining': '41' } }] },
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
    name: 'a created ticket says where it is',
    input: { calls: ['createTicket'], answers: [201] },
    expected: { outcomes: [{ status: 201, headers: { Location: 'https://clustrixglobal.com/api/v1/tickets/203' } }] },
  },
  {
    name: 'a rate limit says when it ends',
    unlike: 'the user is shown within the rate limit',
    input: { client: { maxRetries: 0 }, calls: ['getMe'], answers: [429] },
    expected: {
      outcomes: [
        { status: 429, headers: { 'Retry-After': 1, 'X-RateLimit-Reset': 1795352760, 'X-RateLimit-Remaining': 0 } },
      ],
    },
  },
  {
    name: 'the user is shown within the rate limit',
    input: { client: { maxRetries: 0 }, calls: ['getMe'], answers: [200] },
    expected: { outcomes: [{ status: 200, headers: { 'X-RateLimit-Remaining': 59 } }] },
  },
  {
    name: 'a refused token says by which scheme to come',
    unlike: 'the user is shown within the rate limit',
    input: { client: { maxRetries: 0 }, calls: ['getMe'], answers: [401] },
    expected: { outcomes: [{ status: 401, headers: { 'WWW-Authenticate': 'Bearer' } }] },
  },
]
