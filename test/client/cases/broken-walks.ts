import type { Call, Case, HttpAnswer } from './runner/case.ts'

const LIST = 'https://portal.example/api/v1/invoices'
const items: Call = { operation: 'listInvoices', via: 'items' }

const page = (current: number, ids: number[], next: string | null | undefined): HttpAnswer => ({
  status: 200,
  json: {
    data: ids.map(id => ({ id })),
    links: { first: LIST, last: LIST, prev: null, next },
    meta: { current_page: current },
  },
})

const WALK = 'a walk of two pages ends with the second'

/** The second page of a walk that ends there; without one it cannot be asked for. */
const broken = (name: string, next: string): Case => ({
  name,
  unlike: WALK,
  input: { calls: [items], answers: [page(1, [112, 111], next), page(2, [110], null), page(3, [109], null)] },
  expected: { outcomes: [{ items: [112, 111], rejects: { status: 0, code: 'bad_response' } }] },
})

const second = [page(1, [112, 111], `${LIST}?page=2`), page(2, [110], null), page(3, [109], null)]

/** A walk that cannot go on throws, after it has given what it had. */
export const brokenWalks: Case[] = [
  {
    name: WALK,
    input: { calls: [items], answers: second },
    expected: { attempts: 2, outcomes: [{ items: [112, 111, 110] }] },
  },
  broken('a link to another host is not followed', 'https://portal.example.org/api/v1/invoices?page=2'),
  broken('a link to another scheme is not followed', 'http://portal.example/api/v1/invoices?page=2'),
  broken('a link to another port is not followed', 'https://portal.example:8443/api/v1/invoices?page=2'),
  broken(
    'a link that has the host for a user name is not followed',
    'https://portal.example@example.org/api/v1/invoices?page=2',
  ),
  broken('a link that is no URL is not followed', 'the next page'),
  {
    name: 'a walk of three pages ends with the third',
    input: {
      calls: [items],
      answers: [page(1, [112, 111], `${LIST}?page=2`), page(2, [110], `${LIST}?page=3`), page(3, [109], null)],
    },
    expected: { attempts: 3, outcomes: [{ items: [112, 111, 110, 109] }] },
  },
  {
    name: 'the first page in the place of the second does not go on for ever',
    unlike: WALK,
    input: { calls: [items], answers: second.with(1, page(1, [110], null)) },
    expected: { attempts: 2, outcomes: [{ items: [112, 111], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'the first page in the place of the third does not go on for ever',
    unlike: 'a walk of three pages ends with the third',
    input: {
      calls: [items],
      answers: [page(1, [112, 111], `${LIST}?page=2`), page(2, [110], `${LIST}?page=3`), page(1, [109], null)],
    },
    expected: { attempts: 3, outcomes: [{ items: [112, 111, 110], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'the third page in the place of the second is not taken for it',
    unlike: WALK,
    input: { calls: [items], answers: second.with(1, page(3, [110], null)) },
    expected: { attempts: 2, outcomes: [{ items: [112, 111], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'a page without links.next is no last page',
    unlike: WALK,
    input: { calls: [items], answers: second.with(1, page(2, [110], undefined)) },
    expected: { attempts: 2, outcomes: [{ items: [112, 111, 110], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'a page that fails twice is survived',
    input: { client: { maxRetries: 2 }, calls: [items], answers: [second[0]!, 500, 500, second[1]!] },
    expected: { attempts: 4, delays: [150, 300], time: 450, outcomes: [{ items: [112, 111, 110] }] },
  },
  {
    name: 'a page that keeps failing is thrown',
    unlike: 'a page that fails twice is survived',
    input: { client: { maxRetries: 1 }, calls: [items], answers: [second[0]!, 500, 500, second[1]!] },
    expected: {
      ...{ attempts: 3, delays: [150], time: 150 },
      outcomes: [{ items: [112, 111], rejects: { status: 500, code: 'server_error' } }],
    },
  },
  {
    name: 'one row may be all that is wanted',
    input: { calls: [{ ...items, take: 1 }], answers: [200] },
    expected: { outcomes: [{ items: [112] }] },
  },
  {
    name: 'a filter that the server refuses is thrown',
    unlike: 'one row may be all that is wanted',
    input: { calls: [{ ...items, take: 1 }], answers: [422] },
    expected: { outcomes: [{ items: [], rejects: { status: 422, code: 'validation_failed' } }] },
  },
  {
    name: 'a token that is refused in the middle is renewed',
    input: { onUnauthenticated: [{ gives: '3|new' }], calls: [items], answers: [second[0]!, 401, second[1]!] },
    expected: {
      ...{ attempts: 3, renewals: 1 },
      sent: ['2|abc123xyz', '2|abc123xyz', '3|new'].map(token => ({ headers: { Authorization: `Bearer ${token}` } })),
      outcomes: [{ items: [112, 111, 110] }],
    },
  },
  {
    name: 'a token that is refused in the middle is thrown by a client that cannot renew it',
    unlike: 'a token that is refused in the middle is renewed',
    input: { calls: [items], answers: [second[0]!, 401, second[1]!] },
    expected: { attempts: 2, outcomes: [{ items: [112, 111], rejects: { status: 401, code: 'unauthenticated' } }] },
  },
  {
    name: 'a page whose data is no list is thrown',
    unlike: WALK,
    input: {
      calls: [items],
      answers: [{ status: 200, json: { ...(second[0]!.json as object), data: {} } }, ...second.slice(1)],
    },
    expected: { outcomes: [{ items: [], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'an abort between two pages ends the walk',
    unlike: 'a walk of two pages may take its time',
    input: { calls: [{ ...items, abort: 500 }], answers: [second[0]!, { ...second[1]!, after: 800 }] },
    expected: { attempts: 2, time: 500, outcomes: [{ items: [112, 111], throws: 'the reason of the signal' }] },
  },
  {
    name: 'a walk of two pages may take its time',
    input: { calls: [items], answers: [second[0]!, { ...second[1]!, after: 800 }] },
    expected: { attempts: 2, time: 800, outcomes: [{ items: [112, 111, 110] }] },
  },
  {
    name: 'each page has a deadline of its own',
    input: {
      client: { timeout: 1000 },
      calls: [items],
      answers: [
        { ...second[0]!, after: 800 },
        { ...second[1]!, after: 800 },
      ],
    },
    expected: { attempts: 2, time: 1600, outcomes: [{ items: [112, 111, 110] }] },
  },
]
