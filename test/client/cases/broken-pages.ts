import type { Call, Case, HttpResponse } from './runner/case.ts'

const LIST = 'https://portal.example/api/v1/invoices'
const items: Call = { operation: 'listInvoices', via: 'items' }

const page = (current: number, ids: number[], next: string | null | undefined): HttpResponse => ({
  status: 200,
  json: {
    data: ids.map(id => ({ id })),
    links: { first: LIST, last: LIST, prev: null, next },
    meta: { current_page: current },
  },
})

const TWO_PAGES = 'two pages are read to the second'

/** A first page with an invalid link to the second. */
const broken = (name: string, next: string): Case => ({
  name,
  contrastWith: TWO_PAGES,
  input: { calls: [items], responses: [page(1, [112, 111], next), page(2, [110], null), page(3, [109], null)] },
  expected: { outcomes: [{ items: [112, 111], rejects: { status: 0, code: 'bad_response' } }] },
})

const second = [page(1, [112, 111], `${LIST}?page=2`), page(2, [110], null), page(3, [109], null)]

/** If the next page cannot be read, the iteration throws after the rows it already has. */
export const brokenPages: Case[] = [
  {
    name: TWO_PAGES,
    input: { calls: [items], responses: second },
    expected: { attempts: 2, outcomes: [{ items: [112, 111, 110] }] },
  },
  broken('a link to another host is not followed', 'https://portal.example.org/api/v1/invoices?page=2'),
  broken('a link to another scheme is not followed', 'http://portal.example/api/v1/invoices?page=2'),
  broken('a link to another port is not followed', 'https://portal.example:8443/api/v1/invoices?page=2'),
  broken(
    'a link with the host as its user name is not followed',
    'https://portal.example@example.org/api/v1/invoices?page=2',
  ),
  broken('a link that is not a URL is not followed', 'the next page'),
  {
    name: 'three pages are read to the third',
    input: {
      calls: [items],
      responses: [page(1, [112, 111], `${LIST}?page=2`), page(2, [110], `${LIST}?page=3`), page(3, [109], null)],
    },
    expected: { attempts: 3, outcomes: [{ items: [112, 111, 110, 109] }] },
  },
  {
    name: 'the first page instead of the second does not go on forever',
    contrastWith: TWO_PAGES,
    input: { calls: [items], responses: second.with(1, page(1, [110], null)) },
    expected: { attempts: 2, outcomes: [{ items: [112, 111], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'the first page instead of the third does not go on forever',
    contrastWith: 'three pages are read to the third',
    input: {
      calls: [items],
      responses: [page(1, [112, 111], `${LIST}?page=2`), page(2, [110], `${LIST}?page=3`), page(1, [109], null)],
    },
    expected: { attempts: 3, outcomes: [{ items: [112, 111, 110], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'the third page instead of the second is not accepted',
    contrastWith: TWO_PAGES,
    input: { calls: [items], responses: second.with(1, page(3, [110], null)) },
    expected: { attempts: 2, outcomes: [{ items: [112, 111], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'a page without links.next is not the last page',
    contrastWith: TWO_PAGES,
    input: { calls: [items], responses: second.with(1, page(2, [110], undefined)) },
    expected: { attempts: 2, outcomes: [{ items: [112, 111, 110], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'a page is retried after two failures',
    input: { client: { maxRetries: 2 }, calls: [items], responses: [second[0]!, 500, 500, second[1]!] },
    expected: { attempts: 4, delays: [150, 300], time: 450, outcomes: [{ items: [112, 111, 110] }] },
  },
  {
    name: 'a page that keeps failing throws',
    contrastWith: 'a page is retried after two failures',
    input: { client: { maxRetries: 1 }, calls: [items], responses: [second[0]!, 500, 500, second[1]!] },
    expected: {
      ...{ attempts: 3, delays: [150], time: 150 },
      outcomes: [{ items: [112, 111], rejects: { status: 500, code: 'server_error' } }],
    },
  },
  {
    name: 'a program may read one row only',
    input: { calls: [{ ...items, take: 1 }], responses: [200] },
    expected: { outcomes: [{ items: [112] }] },
  },
  {
    name: 'a filter that the server refuses throws',
    contrastWith: 'a program may read one row only',
    input: { calls: [{ ...items, take: 1 }], responses: [422] },
    expected: { outcomes: [{ items: [], rejects: { status: 422, code: 'validation_failed' } }] },
  },
  {
    name: 'a token that is refused between pages is renewed',
    input: { onUnauthenticated: [{ returns: '3|new' }], calls: [items], responses: [second[0]!, 401, second[1]!] },
    expected: {
      ...{ attempts: 3, renewals: 1 },
      sent: ['2|abc123xyz', '2|abc123xyz', '3|new'].map(token => ({ headers: { Authorization: `Bearer ${token}` } })),
      outcomes: [{ items: [112, 111, 110] }],
    },
  },
  {
    name: 'a token that is refused between pages throws without onUnauthenticated',
    contrastWith: 'a token that is refused between pages is renewed',
    input: { calls: [items], responses: [second[0]!, 401, second[1]!] },
    expected: { attempts: 2, outcomes: [{ items: [112, 111], rejects: { status: 401, code: 'unauthenticated' } }] },
  },
  {
    name: 'a page whose data is not a list throws',
    contrastWith: TWO_PAGES,
    input: {
      calls: [items],
      responses: [{ status: 200, json: { ...(second[0]!.json as object), data: {} } }, ...second.slice(1)],
    },
    expected: { outcomes: [{ items: [], rejects: { status: 0, code: 'bad_response' } }] },
  },
  {
    name: 'an abort between two pages ends the iteration',
    contrastWith: 'two slow pages are read',
    input: { calls: [{ ...items, abort: 500 }], responses: [second[0]!, { ...second[1]!, after: 800 }] },
    expected: { attempts: 2, time: 500, outcomes: [{ items: [112, 111], throws: 'the reason of the signal' }] },
  },
  {
    name: 'two slow pages are read',
    input: { calls: [items], responses: [second[0]!, { ...second[1]!, after: 800 }] },
    expected: { attempts: 2, time: 800, outcomes: [{ items: [112, 111, 110] }] },
  },
  {
    name: 'each page has its own deadline',
    input: {
      client: { timeout: 1000 },
      calls: [items],
      responses: [
        { ...second[0]!, after: 800 },
        { ...second[1]!, after: 800 },
      ],
    },
    expected: { attempts: 2, time: 1600, outcomes: [{ items: [112, 111, 110] }] },
  },
]
