import { expect, test } from 'vitest'
import { billSubscription } from '../../../server/billing/subscription.ts'
import type { Queries } from '../../../server/database/database.ts'
import { recordPayment } from '../../../server/invoices/payments.ts'
import { session } from '../../support/session.ts'
import { insertInvoice, insertSubscription, read } from '../subscriptions/fixtures.ts'

const NOW = '2026-11-22T12:00:00Z'
const OVERDUE = 950
const PAYMENT = { invoice_id: OVERDUE, amount: 10_000, currency: 'EUR', method: 'card', status: 'succeeded' } as const
const UNBILLED = `
  UPDATE subscriptions SET tax_rate = 1900, tax_category = 'S', invoiced_until = period_start WHERE id = 900`

test('a subscription is billed although a payment ends its status past_due meanwhile', async () => {
  const opened = await session()
  const { app } = opened
  await insertSubscription(app, 900)
  await insertInvoice(app, OVERDUE, { subscription_id: 900, due_date: '2026-11-21' })
  await app.database.run(UNBILLED)
  expect((await read(opened, 900)).status).toBe('past_due')
  const paid = async (queries: Queries) => {
    await recordPayment(queries, { ...PAYMENT, paid_at: NOW, reference: null, external_ref: null }, NOW)
    return { now: NOW, seller_id: null, payment_days: 14 }
  }
  const billed = await app.database.write(queries => billSubscription(queries, 900, NOW, () => paid(queries)))
  expect(billed).toMatchObject({ hasChanged: true, invoices: [expect.any(Number)] })
  expect((await read(opened, 900)).status).toBe('active')
})
