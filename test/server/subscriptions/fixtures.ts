import type { Param } from '../../../server/database/database.ts'
import { addInvoice, type NewInvoice } from '../../../server/invoices/add.ts'
import { settleInvoice } from '../../../server/invoices/settle.ts'
import type { TestApp } from '../../support/app.ts'
import { insertRow, type Schemas, type Session, session } from '../../support/session.ts'

export type Row = Record<string, Param>
export type Subscription = Schemas['Subscription']

/** Reads a subscription from the list, because no operation returns a single one. */
export async function read({ get }: Pick<Session, 'get'>, id: number): Promise<Subscription> {
  for (const filter of ['', '&status=cancelled']) {
    const { data } = await get<Schemas['SubscriptionPage']>(`/subscriptions?per_page=1&max_id=${id}${filter}`)
    const [newest] = data
    if (newest?.id === id) return newest
  }
  throw new Error(`No list shows subscription ${id}`)
}

/** Inserts an active monthly subscription of Acme Corp in November; `row` overrides columns. */
export async function insertSubscription(app: TestApp, id: number, row: Row = {}): Promise<void> {
  const start = row.period_start ?? '2026-11-01T00:00:00Z'
  await insertRow(app, 'subscriptions', {
    id,
    client_id: 4,
    name: `Subscription ${id}`,
    state: 'active',
    currency: 'EUR',
    amount: 1000,
    quantity: 1,
    interval: 'month',
    interval_count: 1,
    started_at: start,
    period_start: start,
    period_end: '2026-12-01T00:00:00Z',
    period_anchor: start,
    created_at: start,
    updated_at: start,
    ...row,
  })
}

/** Columns that give a subscription each status at noon on the day of the demo data; past_due also needs an overdue invoice. */
export const inStatus: Record<'trialing' | 'active' | 'past_due' | 'paused' | 'cancelled', Row> = {
  trialing: {
    state: 'trialing',
    period_start: '2026-11-12T00:00:00Z',
    period_end: '2026-11-26T00:00:00Z',
    period_anchor: '2026-11-26T00:00:00Z',
    trial_ends_at: '2026-11-26T00:00:00Z',
  },
  active: {},
  past_due: {},
  paused: { state: 'paused', paused_at: '2026-11-15T08:41:12Z', updated_at: '2026-11-15T08:41:12Z' },
  cancelled: { state: 'cancelled', cancelled_at: '2026-11-18T16:20:05Z', ends_at: '2026-12-01T00:00:00Z' },
}

/** Inserts an open invoice of Acme Corp with a total of 100.00 EUR, due in December, and its payments. */
export async function insertInvoice(
  app: TestApp,
  id: number,
  row: Row & Partial<NewInvoice> = {},
  payments: Row[] = [],
): Promise<void> {
  const total = row.total ?? 10_000
  const invoice = {
    id,
    client_id: 4,
    number: row.state === 'draft' ? null : `T/${id}`,
    state: 'open',
    currency: 'EUR',
    issue_date: '2026-10-20',
    due_date: '2026-12-01',
    subtotal: total,
    discount_total: 0,
    tax_total: 0,
    total,
    bill_to_name: 'Acme Corp',
    bill_to_line1: 'Invalidenstraße 117',
    bill_to_city: 'Berlin',
    bill_to_country: 'DE',
    created_at: '2026-10-20T06:00:00Z',
    updated_at: '2026-10-20T06:00:00Z',
    ...row,
  }
  await app.database.write(queries => addInvoice(queries, invoice))
  for (const [index, payment] of payments.entries()) {
    await insertPayment(app, id, { id: id * 100 + index, currency: row.currency ?? 'EUR', ...payment })
  }
  await app.database.write(queries => settleInvoice(queries, id, String(invoice.updated_at)))
}

/** Inserts a succeeded payment by card; `row` overrides columns. Settle the invoice afterwards. */
async function insertPayment(app: TestApp, invoice_id: number, row: Row): Promise<void> {
  const status = row.status ?? 'succeeded'
  const created_at = row.created_at ?? '2026-11-02T10:00:00Z'
  await insertRow(app, 'payments', {
    client_id: 4,
    invoice_id,
    currency: 'EUR',
    method: 'card',
    status,
    paid_at: status === 'succeeded' || status === 'refunded' ? created_at : null,
    created_at,
    ...row,
  })
}

/** Inserts a line of invoice 900 with an amount of 100.00 EUR; `row` overrides columns. */
export const insertLine = (app: TestApp, id: number, position: number, row: Row = {}): Promise<void> =>
  insertRow(app, 'invoice_lines', {
    id,
    client_id: 4,
    invoice_id: 900,
    position,
    description: `Line ${position}`,
    quantity: 10_000,
    unit_price: 100_000_000,
    discount: 0,
    tax_rate: 0,
    tax_category: 'O',
    amount: 10_000,
    ...row,
  })

/** A session at a given time whose client has subscription 900 with the columns of `row`. */
export async function withOne(row: Row, now: string): Promise<Session> {
  const opened = await session()
  await insertSubscription(opened.app, 900, row)
  opened.app.clock.set(now)
  return opened
}
