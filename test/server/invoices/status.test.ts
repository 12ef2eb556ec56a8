import { describe, expect, it } from 'vitest'
import { notFound, type Schemas, type Session, session } from '../../support/session.ts'
import { insertInvoice } from '../subscriptions/fixtures.ts'

type Invoice = Schemas['Invoice']
type Page = Schemas['InvoicePage']
type Row = Parameters<typeof insertInvoice>[2]
type Payments = Parameters<typeof insertInvoice>[3]

const STATUSES = ['unpaid', 'partially_paid', 'paid', 'overdue', 'void', 'refunded'] as const
const PAST = { due_date: '2026-11-21' }
const VOID = { state: 'void', voided_at: '2026-11-03T10:00:00Z' }
const HALF = { amount: 5000 }
const WHOLE = { amount: 10_000 }
const BACK = { amount: 10_000, status: 'refunded' }
const LATER = '2026-11-09T17:30:00Z'

const [owed, half, none] = ['100.00', '50.00', '0.00']

describe('status, amount_paid, amount_due and paid_at', () => {
  it.each<[string, Row, Payments, Partial<Invoice>]>([
    ['without a payment', {}, [], { status: 'unpaid', amount_paid: none, amount_due: owed }],
    [
      'with a failed one only',
      {},
      [{ ...WHOLE, status: 'failed' }],
      { status: 'unpaid', amount_paid: none, amount_due: owed },
    ],
    [
      'with a pending one only',
      {},
      [{ ...WHOLE, status: 'pending' }],
      { status: 'unpaid', amount_paid: none, amount_due: owed },
    ],
    ['half paid', {}, [HALF], { status: 'partially_paid', amount_paid: half, amount_due: half }],
    [
      'half paid, half pending',
      {},
      [HALF, { ...HALF, status: 'pending' }],
      { status: 'partially_paid', amount_paid: half, amount_due: half },
    ],
    [
      'all but one cent paid',
      {},
      [{ amount: 9999 }],
      { status: 'partially_paid', amount_paid: '99.99', amount_due: '0.01' },
    ],
    ['paid', {}, [WHOLE], { status: 'paid', amount_paid: owed, amount_due: none, paid_at: '2026-11-02T10:00:00Z' }],
    [
      'paid in two parts',
      {},
      [HALF, { ...HALF, created_at: LATER }],
      { status: 'paid', amount_paid: owed, amount_due: none, paid_at: LATER },
    ],
    [
      'paid after it was due',
      PAST,
      [{ ...WHOLE, created_at: LATER }],
      { status: 'paid', amount_paid: owed, amount_due: none, paid_at: LATER },
    ],
    ['past due', PAST, [], { status: 'overdue', amount_paid: none, amount_due: owed }],
    ['past due and half paid', PAST, [HALF], { status: 'overdue', amount_paid: half, amount_due: half }],
    [
      'past due with the whole pending',
      PAST,
      [{ ...WHOLE, status: 'pending' }],
      { status: 'overdue', amount_paid: none, amount_due: owed },
    ],
    ['void', VOID, [], { status: 'void', amount_paid: none, amount_due: none, voided_at: VOID.voided_at }],
    ['void and past due', { ...VOID, ...PAST }, [], { status: 'void', amount_paid: none, amount_due: none }],
    [
      'void over nothing',
      { ...VOID, total: 0 },
      [],
      { status: 'void', amount_paid: none, amount_due: none, total: none },
    ],
    [
      'void with a failed payment',
      VOID,
      [{ ...WHOLE, status: 'failed' }],
      { status: 'void', amount_paid: none, amount_due: none },
    ],
    ['refunded', {}, [BACK], { status: 'refunded', amount_paid: none, amount_due: none }],
    ['refunded and past due', PAST, [BACK], { status: 'refunded', amount_paid: none, amount_due: none }],
    [
      'refunded in two parts',
      {},
      [
        { ...HALF, status: 'refunded' },
        { ...HALF, status: 'refunded' },
      ],
      { status: 'refunded', amount_paid: none, amount_due: none },
    ],
    [
      'refunded after a failed try',
      {},
      [{ ...WHOLE, status: 'failed' }, BACK],
      { status: 'refunded', amount_paid: none, amount_due: none },
    ],
    [
      'half refunded, half standing',
      {},
      [{ ...HALF, status: 'refunded' }, HALF],
      { status: 'partially_paid', amount_paid: half, amount_due: half },
    ],
    [
      'half refunded, half standing, past due',
      PAST,
      [{ ...HALF, status: 'refunded' }, HALF],
      { status: 'overdue', amount_paid: half, amount_due: half },
    ],
    [
      'refunded and paid again',
      {},
      [BACK, { ...WHOLE, created_at: LATER }],
      { status: 'paid', amount_paid: owed, amount_due: none, paid_at: LATER },
    ],
    [
      'refunded with the next payment pending',
      {},
      [BACK, { ...WHOLE, status: 'pending' }],
      { status: 'unpaid', amount_paid: none, amount_due: owed },
    ],
    [
      'refunded with the next payment pending, past due',
      PAST,
      [BACK, { ...WHOLE, status: 'pending' }],
      { status: 'overdue', amount_paid: none, amount_due: owed },
    ],
    [
      'over nothing',
      { total: 0 },
      [],
      { status: 'paid', amount_paid: none, amount_due: none, paid_at: '2026-10-20T06:00:00Z', total: none },
    ],
    [
      'over nothing and past due',
      { total: 0, ...PAST },
      [],
      { status: 'paid', amount_paid: none, amount_due: none, paid_at: '2026-10-20T06:00:00Z', total: none },
    ],
    [
      'in yen',
      { currency: 'JPY' },
      [{ amount: 1 }],
      { status: 'partially_paid', amount_paid: '1', amount_due: '9999', total: '10000' },
    ],
    [
      'in dinars of 1,000 fils',
      { currency: 'BHD' },
      [{ amount: 1 }],
      { status: 'partially_paid', amount_paid: '0.001', amount_due: '9.999', total: '10.000' },
    ],
  ])('%s', async (_, row, payments, expected) => {
    const { app, get } = await session()
    await insertInvoice(app, 900, row, payments)
    const { data } = await get<{ data: Schemas['InvoiceDetail'] }>('/invoices/900')
    expect(data).toMatchObject({ paid_at: null, total: '100.00', ...expected })

    const listedUnder: string[] = []
    for (const status of STATUSES) {
      const page = await get<Page>(`/invoices?status=${status}&per_page=100`)
      expect(page.data.map(invoice => invoice.status)).toEqual(page.data.map(() => status))
      expect(page.meta.total).toBe(page.data.length)
      const found = page.data.find(({ id }) => id === 900)
      if (found) listedUnder.push(status)
    }
    expect(listedUnder).toEqual([expected.status])

    const { po_number, notes, bill_to, taxes, line_items, payments: _payments, ...summary } = data
    expect((await get<Page>('/invoices?per_page=1')).data).toEqual([summary])
  })

  it('each invoice of the demo data is listed under exactly one status', async () => {
    const { get } = await session()
    expect(await totals(get)).toEqual(DEMO_TOTALS)
    expect((await get<Page>('/invoices')).meta.total).toBe(8)
  })
})

describe('overdue', () => {
  const LAST_SECOND = '2026-11-25T23:59:59.999Z'
  const MIDNIGHT = '2026-11-26T00:00:00.000Z'

  it.each<[string, string, Payments, string]>([
    ['unpaid through its due date', LAST_SECOND, [], 'unpaid'],
    ['overdue from the midnight after it', MIDNIGHT, [], 'overdue'],
    ['partially_paid through its due date', LAST_SECOND, [HALF], 'partially_paid'],
    ['overdue from the midnight after it, partly paid', MIDNIGHT, [HALF], 'overdue'],
    ['paid for ever', '2036-01-01T00:00:00Z', [WHOLE], 'paid'],
    ['refunded for ever', '2036-01-01T00:00:00Z', [BACK], 'refunded'],
    ['overdue for ever', '2036-01-01T00:00:00Z', [HALF], 'overdue'],
  ])('%s', async (_, now, payments, status) => {
    const { app, get } = await session()
    await insertInvoice(app, 900, { due_date: '2026-11-25' }, payments)
    app.clock.set(now)
    const { data } = await get<{ data: Invoice }>('/invoices/900')
    expect(data).toMatchObject({ status, updated_at: '2026-10-20T06:00:00Z' })
    const page = await get<Page>(`/invoices?status=${status}&per_page=1`)
    expect(page.data).toMatchObject([{ id: 900, status }])
  })

  it('an invoice that is due on its issue date is overdue on the next day', async () => {
    const { app, get } = await session()
    await insertInvoice(app, 900, { issue_date: '2026-11-22', due_date: '2026-11-22' })
    expect((await get<{ data: Invoice }>('/invoices/900')).data.status).toBe('unpaid')
    app.clock.set('2026-11-23T00:00:00Z')
    expect((await get<{ data: Invoice }>('/invoices/900')).data.status).toBe('overdue')
  })
})

describe('a draft', () => {
  const withDraft = async () => {
    const opened = await session()
    // The newest row, whose id would otherwise be max_id
    await insertInvoice(opened.app, 900, { state: 'draft', subscription_id: 31 })
    await insertInvoice(opened.app, 901, { state: 'draft', client_id: 5, due_date: null, issue_date: null })
    return opened
  }

  it.each(['/invoices/900', '/invoices/900/pdf', '/invoices/901', '/invoices/901/pdf'])(
    '%s returns 404, even for its own client',
    async path => {
      const { send } = await withDraft()
      expect(await send(path)).toEqual(notFound('Invoice'))
    },
  )

  it.each(['', '?max_id=900', '?per_page=100'])('does not appear in lists, totals or links: %j', async query => {
    const { get } = await withDraft()
    const page = await get<Page>(`/invoices${query}`)
    expect(page.data.map(({ id }) => id)).toEqual([112, 110, 109, 107, 106, 104, 103, 101])
    expect(page.meta.total).toBe(8)
    expect(page.links.first).toContain(query.includes('max_id') ? 'max_id=900' : 'max_id=112')
  })

  it('is not counted under any status', async () => {
    const { app, get } = await withDraft()
    await insertInvoice(app, 902, { state: 'draft', total: 0 })
    await insertInvoice(app, 903, { state: 'draft', due_date: '2026-10-21' })
    expect(await totals(get)).toEqual(DEMO_TOTALS)
  })
})

/** Of Acme Corp: 109, 110, 112; 106; 101, 104; 107; 103. */
const DEMO_TOTALS = { unpaid: 3, partially_paid: 1, paid: 2, overdue: 1, void: 1, refunded: 0 }

async function totals(get: Session['get']): Promise<Record<string, number>> {
  const pairs: [string, number][] = []
  for (const status of STATUSES) {
    pairs.push([status, (await get<Page>(`/invoices?status=${status}`)).meta.total])
  }
  return Object.fromEntries(pairs)
}
