import type { Database } from '../database/database.ts'
import type { Sha256 } from '../domain/hashes.ts'
import type { Seller } from '../domain/seller.ts'
import { dateOf } from '../domain/time.ts'
import { unavailable } from '../http/errors.ts'
import type { Handlers } from '../http/handler-types.ts'
import { ifNoneMatch } from '../http/if-none-match.ts'
import { pageOf } from '../http/pages.ts'
import { etagOf } from '../pdf/etag.ts'
import { toPrintedInvoice } from '../pdf/printed-invoice.ts'
import { type Renderer, RendererUnavailable } from '../pdf/renderer.ts'
import { createSellers } from '../seller/store.ts'
import { listInvoices } from './list.ts'
import { getInvoice } from './store.ts'

export interface InvoiceServices {
  database: Database
  renderer: Pick<Renderer, 'render'>
  sha256: Sha256
  /** Printed on invoices that were issued before sellers were stored. */
  seller: Seller
}

const NOT_DRAWN = new Uint8Array()

export function invoices({ database, renderer, sha256, seller }: InvoiceServices): Handlers['invoices'] {
  const sellerOf = createSellers()
  const render: Renderer['render'] = document =>
    renderer.render(document).catch(error => {
      throw error instanceof RendererUnavailable ? unavailable() : error
    })

  return {
    async listInvoices(c) {
      const query = c.req.valid('query')
      const user = c.get('user')
      const now = c.get('now')
      const origin = c.get('origin')
      const sentQueryKeys = c.get('sentQueryKeys')
      const list = { ...query, client_id: user.client_id }
      const listed = await listInvoices(database, list, dateOf(now), origin)
      return { status: 200, body: pageOf(`${origin}${c.req.path}`, query, sentQueryKeys, listed) }
    },

    async getInvoice(c) {
      const user = c.get('user')
      const now = c.get('now')
      const origin = c.get('origin')
      const { id } = c.req.valid('param')
      const invoice = await database.read(q => getInvoice(q, id, user.client_id, dateOf(now), origin))
      return { status: 200, body: { data: invoice } }
    },

    async getInvoicePdf(c) {
      const user = c.get('user')
      const now = c.get('now')
      const origin = c.get('origin')
      const { id } = c.req.valid('param')
      const { invoice, document } = await database.read(async q => {
        const [found, own] = await Promise.all([
          getInvoice(q, id, user.client_id, dateOf(now), origin),
          sellerOf(q, user.client_id, id),
        ])
        return { invoice: found, document: toPrintedInvoice(found, own ?? seller) }
      })
      const etag = etagOf(document, sha256)
      const caching = { ETag: etag, 'Cache-Control': 'private, no-cache' } as const
      if (ifNoneMatch(c.req.valid('header')['If-None-Match'], etag)) return { status: 304, headers: caching }
      const name = `${invoice.number.replaceAll('/', '-')}.pdf`
      const headers = { ...caching, 'Content-Disposition': `attachment; filename="${name}"` }
      // Drawing takes longer than everything else, and a response to HEAD has no body.
      return { status: 200, headers, body: c.req.method === 'HEAD' ? NOT_DRAWN : await render(document) }
    },
  }
}
