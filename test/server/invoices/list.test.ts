import { describe, expect, it } from 'vitest'
import { describeList } from '../../support/lists.ts'
import { type Schemas, session } from '../../support/session.ts'
import { insertInvoice } from '../subscriptions/fixtures.ts'

describeList({
  name: 'invoices',
  insertRow: (app, id, client_id) => insertInvoice(app, id, { client_id }),
  status: 'unpaid',
  otherStatus: 'overdue',
})

describe('invoices', () => {
  it.each([
    ['unpaid', 112],
    ['partially_paid', 106],
    ['paid', 104],
    ['overdue', 107],
    ['void', 103],
  ])('max_id in the links of %s invoices is the newest of them', async (status, max_id) => {
    const { get } = await session()
    const page = await get<Schemas['InvoicePage']>(`/invoices?status=${status}&per_page=1&page=2`)
    expect(page.links.first).toBe(
      `http://127.0.0.1:3000/api/v1/invoices?status=${status}&per_page=1&page=1&max_id=${max_id}`,
    )
  })

  it('an invoice that becomes overdue during a walk changes the filtered list, not the unfiltered one', async () => {
    const { app, get } = await session()
    const { links } = await get<Schemas['InvoicePage']>('/invoices?per_page=4')
    const unpaid = (await get<Schemas['InvoicePage']>('/invoices?status=unpaid&per_page=2')).links
    app.clock.set('2026-12-13T00:00:00Z')
    const path = (url: string | null) => String(url).replace('http://127.0.0.1:3000/api/v1', '')
    const rest = await get<Schemas['InvoicePage']>(path(links.next))
    expect(rest.data.map(({ id, status }) => [id, status])).toEqual([
      [106, 'overdue'],
      [104, 'paid'],
      [103, 'void'],
      [101, 'paid'],
    ])
    // 109 of 112, 110 and 109 has become overdue
    const gone = await get<Schemas['InvoicePage']>(path(unpaid.next))
    expect([gone.data, gone.meta.total]).toEqual([[], 2])
  })
})
