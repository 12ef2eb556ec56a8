import { describe, expect, it } from 'vitest'
import { ACME_SECOND, BJORN, type TestApp, testApp } from '../../support/app.ts'
import { insertRow, notFound, type Schemas, session } from '../../support/session.ts'
import { insertInvoice, insertLine } from '../subscriptions/fixtures.ts'

type Detail = { data: Schemas['InvoiceDetail'] }

const insertTax = (app: TestApp, rate: number, category: string) =>
  insertRow(app, 'invoice_taxes', {
    client_id: 4,
    invoice_id: 900,
    rate,
    category,
    name: 'Tax',
    taxable_amount: 1,
    amount: 0,
  })

describe('order', () => {
  it('lines are ordered by position, not by ID', async () => {
    const { app, get } = await session()
    await insertInvoice(app, 900)
    for (const [index, position] of [3, 1, 11, 2].entries()) await insertLine(app, 9000 + index, position)
    const { line_items } = (await get<Detail>('/invoices/900')).data
    expect(line_items.map(({ id, position }) => [id, position])).toEqual([
      [9001, 1],
      [9003, 2],
      [9000, 3],
      [9002, 11],
    ])
  })

  it('taxes are ordered by rate as a number, highest first, then by category', async () => {
    const { app, get } = await session()
    await insertInvoice(app, 900)
    await insertTax(app, 700, 'S')
    await insertTax(app, 0, 'O')
    await insertTax(app, 10_000, 'S')
    await insertTax(app, 0, 'AE')
    await insertTax(app, 1900, 'S')
    await insertTax(app, 0, 'K')
    const { taxes } = (await get<Detail>('/invoices/900')).data
    expect(taxes.map(({ rate, category }) => `${rate} ${category}`)).toEqual([
      '100.00 S',
      '19.00 S',
      '7.00 S',
      '0.00 AE',
      '0.00 K',
      '0.00 O',
    ])
  })

  it('payments are ordered oldest first, then by ID', async () => {
    const { app, get } = await session()
    await insertInvoice(app, 900, {}, [
      { id: 9007, amount: 1, created_at: '2026-11-05T00:00:00Z' },
      { id: 9003, amount: 2, created_at: '2026-11-05T00:00:00Z' },
      { id: 9009, amount: 3, created_at: '2026-11-01T00:00:00Z' },
      { id: 9001, amount: 4, created_at: '2026-11-06T00:00:00Z', status: 'failed' },
    ])
    const { payments } = (await get<Detail>('/invoices/900')).data
    expect(payments.map(({ id, amount, status }) => [id, amount, status])).toEqual([
      [9009, '0.03', 'succeeded'],
      [9003, '0.02', 'succeeded'],
      [9007, '0.01', 'succeeded'],
      [9001, '0.04', 'failed'],
    ])
  })
})

it.each([
  ['EUR', '100.00', '0.215', '0.05'],
  ['JPY', '10000', '0.215', '5'],
  ['BHD', '10.000', '0.215', '0.005'],
])('amounts have the decimals of the invoice’s currency: %s', async (currency, total, unit_price, discount) => {
  const { app, get } = await session()
  await insertInvoice(app, 900, { currency })
  await insertLine(app, 9000, 1, { quantity: 12_500, unit_price: 215_000, discount: 5, tax_rate: 550 })
  const { data } = await get<Detail>('/invoices/900')
  expect(data).toMatchObject({
    currency,
    total,
    amount_due: total,
    line_items: [{ quantity: '1.25', unit_price, discount, tax_rate: '5.50' }],
  })
})

describe('an optional field', () => {
  it('is present and null', async () => {
    const { app, get } = await session()
    await insertInvoice(app, 900, {}, [{ amount: 1, status: 'pending' }])
    await insertLine(app, 9000, 1)
    await insertTax(app, 0, 'O')
    const { data } = await get<Detail>('/invoices/900')
    expect(data).toEqual({
      id: 900,
      number: 'T/900',
      status: 'unpaid',
      currency: 'EUR',
      issue_date: '2026-10-20',
      due_date: '2026-12-01',
      subtotal: '100.00',
      discount_total: '0.00',
      tax_total: '0.00',
      total: '100.00',
      amount_paid: '0.00',
      amount_due: '100.00',
      subscription_id: null,
      paid_at: null,
      voided_at: null,
      pdf_url: 'http://127.0.0.1:3000/api/v1/invoices/900/pdf',
      created_at: '2026-10-20T06:00:00Z',
      updated_at: '2026-10-20T06:00:00Z',
      po_number: null,
      notes: null,
      bill_to: {
        name: 'Acme Corp',
        email: null,
        tax_id: null,
        address: {
          line1: 'Invalidenstraße 117',
          line2: null,
          city: 'Berlin',
          region: null,
          postal_code: null,
          country: 'DE',
        },
      },
      taxes: [
        { name: 'Tax', category: 'O', rate: '0.00', taxable_amount: '0.01', amount: '0.00', exemption_reason: null },
      ],
      line_items: [
        {
          id: 9000,
          position: 1,
          description: 'Line 1',
          quantity: '1',
          unit_price: '100.00',
          discount: '0.00',
          tax_rate: '0.00',
          tax_category: 'O',
          amount: '100.00',
          period_start: null,
          period_end: null,
          subscription_id: null,
        },
      ],
      payments: [
        {
          id: 90_000,
          amount: '0.01',
          currency: 'EUR',
          method: 'card',
          status: 'pending',
          reference: null,
          paid_at: null,
          created_at: '2026-11-02T10:00:00Z',
        },
      ],
    })
  })

  it('is returned as it is stored', async () => {
    const { app, get } = await session()
    const columns = {
      po_number: 'PO <7> & "8"',
      notes: 'Zeile 1\r\nZeile 2 — 東京 🎄',
      subscription_id: 31,
      bill_to_email: 'billing@acme.example',
      bill_to_tax_id: 'DE811907980',
      bill_to_line2: 'Hinterhof',
      bill_to_region: 'BE',
      bill_to_postal_code: '10115',
    }
    await insertInvoice(app, 900, columns)
    await insertLine(app, 9000, 1, { period_start: '2026-11-01', period_end: '2026-11-01', subscription_id: 31 })
    const { data } = await get<Detail>('/invoices/900')
    const { po_number, notes, subscription_id, bill_to, line_items } = data
    expect({ po_number, notes, subscription_id }).toEqual({
      po_number: columns.po_number,
      notes: columns.notes,
      subscription_id: 31,
    })
    expect(bill_to).toMatchObject({ email: 'billing@acme.example', tax_id: 'DE811907980' })
    expect(bill_to.address).toMatchObject({ line2: 'Hinterhof', region: 'BE', postal_code: '10115' })
    expect(line_items).toMatchObject([{ period_start: '2026-11-01', period_end: '2026-11-01', subscription_id: 31 }])
  })

  it('an invoice without lines, taxes and payments has empty lists', async () => {
    const { app, get } = await session()
    await insertInvoice(app, 900)
    expect((await get<Detail>('/invoices/900')).data).toMatchObject({ line_items: [], taxes: [], payments: [] })
  })

  it('bill_to is a snapshot from the day of issue', async () => {
    const { app, get } = await session()
    const before = (await get<Detail>('/invoices/106')).data
    await app.database.run(`UPDATE clients SET name = 'Acme AG', city = 'Bonn' WHERE id = 4`)
    expect((await get<Detail>('/invoices/106')).data).toEqual(before)
  })
})

describe('pdf_url', () => {
  it('is the URL of the invoice’s PDF', async () => {
    const { app, get } = await session()
    const { data } = await get<Detail>('/invoices/106')
    const response = await app.call(new URL(data.pdf_url).pathname, { token: await app.login() })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(await response.text()).toBe('%PDF-1.7 INV-2026-0006')
  })

  it('begins with PUBLIC_URL if it is set, in the list too', async () => {
    const { get } = await session(undefined, testApp({ settings: { publicUrl: 'https://portal.example' } }))
    const { data } = await get<Detail>('/invoices/106')
    expect(data.pdf_url).toBe('https://portal.example/api/v1/invoices/106/pdf')
    const page = await get<Schemas['InvoicePage']>('/invoices')
    expect(page.data.map(invoice => invoice.pdf_url)).toEqual(
      page.data.map(({ id }) => `https://portal.example/api/v1/invoices/${id}/pdf`),
    )
  })
})

describe('ownership', () => {
  it('all users of a client see the same invoices', async () => {
    const [first, second] = [await session(), await session(ACME_SECOND)]
    expect(await second.get('/invoices')).toEqual(await first.get('/invoices'))
  })

  it('another client sees its own invoices, in any status', async () => {
    const { get } = await session(BJORN)
    const page = await get<Schemas['InvoicePage']>('/invoices')
    expect(page.data.map(({ id, status }) => [id, status])).toEqual([
      [111, 'unpaid'],
      [108, 'overdue'],
      [105, 'refunded'],
      [102, 'paid'],
    ])
  })

  it.each(['/invoices/999', '/invoices/999/pdf', '/invoices/abc', '/invoices/9007199254740991'])(
    '%s is not found',
    async path => {
      const { send } = await session()
      expect(await send(path)).toEqual(notFound('Invoice'))
    },
  )

  it.each(['/invoices/102', '/invoices/102/pdf'])('%s of another client is forbidden', async path => {
    const { send } = await session()
    expect(await send(path)).toEqual({
      status: 403,
      body: { message: 'This action is unauthorized.', code: 'forbidden' },
    })
  })
})
