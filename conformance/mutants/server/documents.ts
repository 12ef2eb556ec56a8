import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { operationOf } from './build/operations.ts'
import { requests } from './build/requests.ts'
import { bytesOf, header, on, responses, textOf } from './build/responses.ts'

const isPdf = on('getInvoicePdf')

/** Changes If-None-Match before the app reads it. */
const condition = (name: string, change: (given: string) => string | undefined): ServerMutant =>
  requests(name, 'getInvoicePdf', ({ headers }) => {
    const given = headers.get('if-none-match')
    const changed = given === null ? undefined : change(given)
    if (changed === undefined) headers.delete('if-none-match')
    else headers.set('if-none-match', changed)
  })

let drawn = 0

export const documents: readonly ServerMutant[] = [
  {
    name: 'renders the first document for all invoices',
    deps: ({ renderer }) => {
      let first: ReturnType<typeof renderer.render> | undefined
      return {
        renderer: {
          render: document => {
            first ??= renderer.render(document)
            return first
          },
        },
      }
    },
  },
  {
    name: 'renders different bytes each time',
    deps: ({ renderer }) => ({
      renderer: {
        render: async document => bytesOf(`${textOf(await renderer.render(document))}\n% ${++drawn}\n`),
      },
    }),
  },
  responses('sends an empty document', isPdf, response => {
    response.body = new Uint8Array()
  }),
  responses('sends a document as JSON', isPdf, response => {
    response.body = response.body && bytesOf(JSON.stringify({ pdf: Buffer.from(response.body).toString('base64') }))
  }),
  responses('sends an HTML page for a document', isPdf, response => {
    response.body = bytesOf('<!doctype html><title>Invoice</title>')
  }),
  header('names each file invoice.pdf', isPdf, 'content-disposition', 'attachment; filename="invoice.pdf"'),
  header('names each file INVOICE.pdf', isPdf, 'content-disposition', 'attachment; filename="INVOICE.pdf"'),
  header('keeps slashes in a file name', isPdf, 'content-disposition', value => value.replace('INV-', 'INV/')),
  header('names a file without quotes', isPdf, 'content-disposition', value => value.replaceAll('"', '')),
  responses(
    'makes a new ETag each time',
    ({ operation }) => operation === 'getInvoicePdf',
    ({ headers }) => {
      if (headers.has('etag')) headers.set('etag', `"${++drawn}"`)
    },
  ),
  header('gives all documents one ETag', isPdf, 'etag', '"5f1d8b9c0e7a4d32"'),
  header('gives a document another ETag with 304', on('getInvoicePdf', 304), 'etag', '"5f1d8b9c0e7a4d32"'),
  condition('ignores If-None-Match', () => undefined),
  condition('ignores lists in If-None-Match', given => (given.includes(',') ? undefined : given)),
  condition('ignores If-None-Match *', given => (given.trim() === '*' ? undefined : given)),
  condition('ignores weak ETags', given => given.replaceAll(/W\/"[^"]*"/g, '"none"')),
  condition('treats any If-None-Match as *', () => '*'),
  condition('accepts an ETag without quotes', given => (/^[0-9a-f]{32}$/.test(given) ? `"${given}"` : given)),
  {
    name: 'returns 304 instead of 403',
    fetch: fetch => async request => {
      const response = await fetch(request)
      const isAsked = operationOf(request) === 'getInvoicePdf' && request.headers.has('if-none-match')
      if (!isAsked || response.status !== 403) return response
      const headers = new Headers(response.headers)
      headers.delete('content-type')
      headers.set('cache-control', 'private, no-cache')
      headers.set('etag', request.headers.get('if-none-match') ?? '')
      return new Response(null, { status: 304, headers })
    },
  },
]
