import { expect } from 'vitest'
import type { Case } from './runner/case.ts'

const ticket = { subject: 'Disk full', body: 'On web-3: größer als 90 %.' }
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** What is sent, and how a response is returned: JSON as a value, a PDF as a Blob with its file name. */
export const bodies: Case[] = [
  {
    name: 'a body is sent as JSON',
    input: { calls: [{ operation: 'createTicket', init: { body: ticket } }], responses: [201] },
    expected: {
      sent: [{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(ticket) }],
      outcomes: [{ status: 201 }],
    },
  },
  {
    name: 'a body is sent form-encoded if the call sets that Content-Type',
    input: { calls: [{ operation: 'createTicket', init: { body: ticket, headers: form } }], responses: [201] },
    expected: {
      sent: [{ headers: form, body: 'subject=Disk+full&body=On+web-3%3A+gr%C3%B6%C3%9Fer+als+90+%25.' }],
      outcomes: [{ status: 201 }],
    },
  },
  {
    name: 'createToken works form-encoded, as in the quick start',
    input: { calls: [{ operation: 'createToken', init: { headers: form } }], responses: [200] },
    expected: {
      sent: [{ headers: form, body: 'email=you%40company.com&password=correct+horse+battery+staple&name=My+laptop' }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'an unlisted status is returned unchanged',
    input: { calls: ['getInvoice'], responses: [{ status: 200, json: { data: { status: 'archived' } } }] },
    expected: { outcomes: [{ status: 200, data: { data: { status: 'archived' } } }] },
  },
  {
    name: 'a retry sends the same JSON body',
    input: { calls: [{ operation: 'createTicket', init: { body: ticket } }], responses: [500, 201] },
    expected: {
      ...{ attempts: 2, delays: [150], time: 150 },
      sent: [{ body: JSON.stringify(ticket) }, { body: JSON.stringify(ticket) }],
      outcomes: [{ status: 201 }],
    },
  },
  {
    name: 'a retry sends the same form body',
    input: {
      calls: [{ operation: 'replyToTicket', init: { body: { body: 'a b' }, headers: form } }],
      responses: [500, 201],
    },
    expected: {
      ...{ attempts: 2, delays: [150], time: 150 },
      sent: [
        { headers: form, body: 'body=a+b' },
        { headers: form, body: 'body=a+b' },
      ],
      outcomes: [{ status: 201 }],
    },
  },
  {
    name: 'pauseSubscription sends resume_at',
    input: { calls: [{ operation: 'pauseSubscription' }], responses: [200] },
    expected: {
      sent: [{ headers: { 'Content-Type': 'application/json' }, body: '{"resume_at":"2026-12-15"}' }],
      outcomes: [{ status: 200 }],
    },
  },
  {
    name: 'pauseSubscription without a body sends none',
    contrastWith: 'pauseSubscription sends resume_at',
    input: { calls: [{ operation: 'pauseSubscription', init: { body: undefined } }], responses: [200] },
    expected: { sent: [{ headers: { 'Content-Type': null }, body: '' }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'a URLSearchParams body is a form',
    input: {
      calls: [
        {
          operation: 'createTicket',
          init: { body: new URLSearchParams({ subject: 'Disk full', body: 'On web-3 & 4' }) },
        },
      ],
      responses: [201],
    },
    expected: {
      sent: [{ headers: form, body: 'subject=Disk+full&body=On+web-3+%26+4' }],
      outcomes: [{ status: 201 }],
    },
  },
  ...Object.entries({
    FormData: new FormData(),
    'A Map': new Map(),
    'A list': [],
    'A text': 'resume_at=2026-12-15',
  }).map(
    ([what, body]): Case => ({
      name: `${what} is not accepted as a body`,
      contrastWith: 'pauseSubscription sends resume_at',
      input: { calls: [{ operation: 'pauseSubscription', init: { body } }], responses: [200] },
      expected: { attempts: 0, outcomes: [{ throws: 'TypeError' }] },
    }),
  ),
  {
    name: 'a query is part of the URL',
    input: {
      calls: [{ operation: 'listInvoices', init: { params: { query: { status: 'partially_paid', per_page: 50 } } } }],
      responses: [200],
    },
    expected: {
      sent: [{ method: 'GET', url: 'https://portal.example/api/v1/invoices?status=partially_paid&per_page=50' }],
      outcomes: [{ status: 200, data: { data: [{ id: 112 }, { id: 110 }] } }],
    },
  },
  {
    name: 'an undefined filter is not part of the URL',
    contrastWith: 'a query is part of the URL',
    input: {
      calls: [{ operation: 'listInvoices', init: { params: { query: { status: undefined, per_page: 50 } } } }],
      responses: [200],
    },
    expected: { sent: [{ url: 'https://portal.example/api/v1/invoices?per_page=50' }], outcomes: [{ status: 200 }] },
  },
  {
    name: 'an ID is one segment of the path and cannot add another',
    input: {
      calls: [{ operation: 'getInvoice', init: { params: { path: { id: '1/../7?x' } } } }],
      responses: [200, 200],
    },
    expected: {
      sent: [{ url: 'https://portal.example/api/v1/invoices/1%2F..%2F7%3Fx' }],
      outcomes: [{ status: 200 }],
    },
    contrastWith: 'an ID is part of the path',
  },
  {
    name: 'an ID is part of the path',
    input: { calls: [{ operation: 'getInvoice', init: { params: { path: { id: 7 } } } }], responses: [200, 200] },
    expected: { sent: [{ url: 'https://portal.example/api/v1/invoices/7' }], outcomes: [{ status: 200 }] },
  },
  ...[undefined, null, '', '.', '..'].map(
    (id): Case => ({
      name: `${id === '' ? 'an empty text' : id} as an ID is not sent`,
      contrastWith: 'an ID is part of the path',
      input: { calls: [{ operation: 'getInvoice', init: { params: { path: { id } } } }], responses: [200, 200] },
      expected: {
        attempts: 0,
        outcomes: [{ throws: 'TypeError: /api/v1/invoices/{id} needs a valid params.path.id' }],
      },
    }),
  ),
  {
    name: 'a call without the ID is not sent',
    contrastWith: 'an ID is part of the path',
    input: { calls: [{ operation: 'getInvoice', init: { params: {} } }], responses: [200, 200] },
    expected: { attempts: 0, outcomes: [{ throws: 'TypeError: /api/v1/invoices/{id} needs a valid params.path.id' }] },
  },
  {
    name: 'a PDF is returned as a Blob with its file name',
    input: { calls: ['getInvoicePdf'], responses: [{ status: 200, text: '%PDF-1.7 …' }] },
    expected: {
      outcomes: [{ status: 200, data: 'Blob: %PDF-1.7 …', error: undefined, fileName: 'INV-2026-0006.pdf' }],
    },
  },
  ...Object.entries({ arrayBuffer: /^ArrayBuffer: %PDF-/, stream: /^ReadableStream: %PDF-/, text: /^%PDF-/ }).map(
    ([parseAs, begins]): Case => ({
      name: `a PDF arrives by parseAs ${parseAs}`,
      input: {
        calls: [{ operation: 'getInvoicePdf', init: { params: { path: { id: 106 } }, parseAs } }],
        responses: [200],
      },
      expected: {
        outcomes: [{ status: 200, data: expect.stringMatching(begins), fileName: 'INV-2026-0006.pdf' }],
      },
    }),
  ),
  {
    name: 'a PDF without a file name in its headers has no file name',
    contrastWith: 'a PDF is returned as a Blob with its file name',
    input: {
      calls: ['getInvoicePdf'],
      responses: [{ status: 200, text: '%PDF-1.7 …', headers: { 'Content-Disposition': null } }],
    },
    expected: { outcomes: [{ status: 200, data: 'Blob: %PDF-1.7 …', fileName: undefined }] },
  },
  ...Object.entries({
    "attachment; filename*=UTF-8''INV-7%20%C3%B8.pdf": 'INV-7 ø.pdf',
    "attachment; filename*=utf-8'en'INV-7.pdf; size=5": 'INV-7.pdf',
    'attachment; filename="INV_7.pdf"; filename*=UTF-8\'\'INV%E2%82%AC7.pdf': 'INV€7.pdf',
    'attachment; filename="INV-7.pdf"; filename*=UTF-8\'\'%E2%82': 'INV-7.pdf',
    "attachment; filename*=UTF-8''%2Fetc%2F..%2F%00%0A.profile": 'profile',
    "attachment; filename*=UTF-8''a%0A%5C..%5Cb.pdf": 'b.pdf',
  }).map(
    ([disposition, fileName]): Case => ({
      name: `the file name of ${disposition}`,
      input: {
        calls: ['getInvoicePdf'],
        responses: [{ status: 200, text: '%PDF-1.7 …', headers: { 'Content-Disposition': disposition } }],
      },
      expected: { outcomes: [{ status: 200, fileName }] },
    }),
  ),
  {
    name: 'the error of a PDF request is JSON, not what parseAs names',
    contrastWith: 'a PDF arrives by parseAs stream',
    input: {
      calls: [{ operation: 'getInvoicePdf', init: { params: { path: { id: 106 } }, parseAs: 'stream' } }],
      responses: [404],
    },
    expected: { outcomes: [{ status: 404, data: undefined, error: { code: 'not_found' }, fileName: undefined }] },
  },
  {
    name: 'a 304 for a current copy has neither data nor an error',
    contrastWith: 'a copy that is out of date is replaced by the new PDF',
    input: {
      calls: [
        {
          operation: 'getInvoicePdf',
          init: { params: { path: { id: 106 }, header: { 'If-None-Match': '"5f1d8b9c0e7a4d32"' } } },
        },
      ],
      responses: [304],
    },
    expected: {
      sent: [{ headers: { 'If-None-Match': '"5f1d8b9c0e7a4d32"' } }],
      outcomes: [{ status: 304, data: undefined, error: undefined, headers: { ETag: '"5f1d8b9c0e7a4d32"' } }],
    },
  },
  {
    name: 'a copy that is out of date is replaced by the new PDF',
    input: {
      calls: [
        {
          operation: 'getInvoicePdf',
          init: { params: { path: { id: 106 }, header: { 'If-None-Match': '"5f1d8b9c0e7a4d32"' } } },
        },
      ],
      responses: [200],
    },
    expected: { outcomes: [{ status: 200, fileName: 'INV-2026-0006.pdf' }] },
  },
  {
    name: 'parseAs text returns JSON as text',
    input: {
      calls: [{ operation: 'getMe', init: { parseAs: 'text' } }],
      responses: [{ status: 200, text: '{ "data": { "id": 7 } }' }],
    },
    expected: { outcomes: [{ status: 200, data: '{ "data": { "id": 7 } }' }] },
  },
]
