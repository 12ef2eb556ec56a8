import type { Call, Case, HttpResponse } from './runner/case.ts'

const FIRST = 'https://portal.example/api/v1/invoices'
const SECOND = `${FIRST}?page=2&max_id=112`
const THIRD = `${FIRST}?page=3&max_id=112`

/** A page of invoices with these IDs. */
function page(current: number, ids: number[], next: string | null): HttpResponse {
  const links = { first: `${FIRST}?page=1&max_id=112`, last: THIRD, prev: null, next }
  return { status: 200, json: { data: ids.map(id => ({ id })), links, meta: { current_page: current, last_page: 3 } } }
}

const three = [page(1, [112, 111], SECOND), page(2, [110, 109], THIRD), page(3, [108], null)]
const items: Call = { operation: 'listInvoices', via: 'items' }

/** `api.items` and `api.pages` follow `links.next`; each page is a call of its own. */
export const pages: Case[] = [
  {
    name: 'items returns the rows of all pages',
    input: { calls: [items], responses: three },
    expected: {
      attempts: 3,
      sent: [{ method: 'GET', url: FIRST }, { url: SECOND }, { url: THIRD }],
      outcomes: [{ items: [112, 111, 110, 109, 108] }],
    },
  },
  {
    name: 'pages returns one page after the other',
    input: { calls: [{ operation: 'listInvoices', via: 'pages' }], responses: three },
    expected: { attempts: 3, outcomes: [{ pages: [[112, 111], [110, 109], [108]] }] },
  },
  {
    name: 'a list may have one page',
    input: { calls: [items], responses: [page(1, [112], null), page(2, [110], null)] },
    expected: { outcomes: [{ items: [112] }] },
  },
  {
    name: 'an empty list returns nothing',
    contrastWith: 'a list may have one page',
    input: { calls: [items], responses: [page(1, [], null), page(2, [110], null)] },
    expected: { outcomes: [{ items: [] }] },
  },
  {
    name: 'tickets are paged too',
    input: {
      calls: [{ operation: 'listTickets', via: 'items' }],
      responses: [page(1, [204, 203], 'https://portal.example/api/v1/tickets?page=2'), page(2, [202], null)],
    },
    expected: { attempts: 2, outcomes: [{ items: [204, 203, 202] }] },
  },
  {
    name: 'subscriptions are paged too',
    input: {
      calls: [{ operation: 'listSubscriptions', via: 'items' }],
      responses: [page(1, [35, 34], 'https://portal.example/api/v1/subscriptions?page=2'), page(2, [33], null)],
    },
    expected: { attempts: 2, outcomes: [{ items: [35, 34, 33] }] },
  },
  {
    name: 'a filter is sent with the first page, then the links are followed',
    input: {
      calls: [{ ...items, init: { params: { query: { status: 'overdue', per_page: 2 } } } }],
      responses: [page(1, [112, 111], `${FIRST}?status=overdue&per_page=2&page=2&max_id=112`), page(2, [110], null)],
    },
    expected: {
      attempts: 2,
      sent: [
        { url: `${FIRST}?status=overdue&per_page=2` },
        { url: `${FIRST}?status=overdue&per_page=2&page=2&max_id=112` },
      ],
      outcomes: [{ items: [112, 111, 110] }],
    },
  },
  {
    name: 'items may start at a later page',
    input: { calls: [{ ...items, init: { params: { query: { page: 2 } } } }], responses: three.slice(1) },
    expected: {
      attempts: 2,
      sent: [{ url: `${FIRST}?page=2` }, { url: THIRD }],
      outcomes: [{ items: [110, 109, 108] }],
    },
  },
  {
    name: 'token and headers are sent for each page',
    input: { calls: [{ ...items, init: { headers: { 'X-Run': '7' } } }], responses: three },
    expected: {
      attempts: 3,
      sent: Array(3).fill({ headers: { Authorization: 'Bearer 2|abc123xyz', 'X-Run': '7' } }),
      outcomes: [{ items: [112, 111, 110, 109, 108] }],
    },
  },
  {
    name: 'with a path in baseUrl, all pages are below it',
    input: {
      client: { baseUrl: 'https://portal.example/eu' },
      calls: [items],
      responses: [page(1, [112], 'https://portal.example/eu/api/v1/invoices?page=2'), page(2, [111], null)],
    },
    expected: {
      attempts: 2,
      sent: [
        { url: 'https://portal.example/eu/api/v1/invoices' },
        { url: 'https://portal.example/eu/api/v1/invoices?page=2' },
      ],
      outcomes: [{ items: [112, 111] }],
    },
  },
  {
    name: 'no more pages are requested after a break',
    contrastWith: 'items returns the rows of all pages',
    input: { calls: [{ ...items, take: 2 }], responses: three },
    expected: { outcomes: [{ items: [112, 111] }] },
  },
  {
    name: 'a page that fails is retried, the others are not',
    contrastWith: 'items returns the rows of all pages',
    input: { calls: [items], responses: three.toSpliced(1, 0, { status: 500 }) },
    expected: {
      ...{ attempts: 4, delays: [150], time: 150 },
      sent: [{ url: FIRST }, { url: SECOND }, { url: SECOND }, { url: THIRD }],
      outcomes: [{ items: [112, 111, 110, 109, 108] }],
    },
  },
]
