import type { Queries } from '../database/database.ts'
import { type CountedAs, moveInList } from '../database/ordinals.ts'

/** The status of an issued invoice that follows from its state and payments. Whether it is overdue also depends on the date. */
export type Settled = 'void' | 'refunded' | 'paid' | 'part' | 'unpaid'

/** Amounts in minor units. */
export interface SettledBy {
  state: string
  refunded: boolean
  amount_paid: number
  total: number
}

export function settledOf({ state, refunded, amount_paid, total }: SettledBy): Settled {
  if (state === 'void') return 'void'
  if (refunded) return 'refunded'
  if (amount_paid >= total) return 'paid'
  return amount_paid > 0 ? 'part' : 'unpaid'
}

/** What an invoice is counted under in the list of its client. One that is owed may become overdue. */
export const countedAs = (settled: Settled, dueDate: string): CountedAs =>
  settled === 'part' || settled === 'unpaid' ? { state: settled, due_date: dueDate } : { state: settled }

const LIST_OF_INVOICE = `
  SELECT 1 FROM client_lists WHERE kind = 'invoices' AND client_id = (SELECT client_id FROM invoices WHERE id = :id)
  FOR NO KEY UPDATE`

const INVOICE = 'SELECT 1 FROM invoices WHERE id = :id FOR NO KEY UPDATE'

/**
 * Call it before an invoice or its payments are read to change them: two payments at the same time would both read the amount
 * that was paid before, and one of them would be lost.
 */
export async function lockInvoice(queries: Queries, id: number): Promise<void> {
  await Promise.all([queries.lock(LIST_OF_INVOICE, { id }), queries.lock(INVOICE, { id })])
}

const TOUCH = `
  UPDATE invoices SET updated_at = :settled_at WHERE id = :id AND state = 'open'
  RETURNING client_id, seq, state, total, due_date, paid_at, settled`

interface OpenInvoice {
  client_id: number
  seq: number
  state: 'open'
  total: number
  due_date: string
  paid_at: string | null
  settled: Settled
}

/** CAST: a sum has a wider type than its column on some engines. */
const PAYMENTS = `
  SELECT CAST(coalesce(sum(CASE WHEN status = 'succeeded' THEN amount END), 0) AS BIGINT) AS amount_paid,
    max(CASE WHEN status = 'succeeded' THEN paid_at END) AS last_paid_at,
    count(CASE WHEN status = 'refunded' THEN 1 END) AS refunds,
    count(CASE WHEN status IN ('succeeded', 'pending') THEN 1 END) AS standing,
    max(id) AS last_id,
    max(CASE WHEN status = 'failed' THEN id END) AS last_failed_id
  FROM payments WHERE invoice_id = :id`

interface Payments {
  amount_paid: number
  last_paid_at: string | null
  refunds: number
  standing: number
  last_id: number | null
  last_failed_id: number | null
}

const SETTLE = `
  UPDATE invoices SET amount_paid = :amount_paid, refunded = :refunded, last_payment_failed = :last_payment_failed,
    paid_at = :paid_at, settled = :settled
  WHERE id = :id`

/**
 * Updates the columns of an open invoice that follow from its payments: amount_paid, refunded, last_payment_failed, paid_at and
 * settled. Call it in the transaction that writes a payment or issues an invoice, with lockInvoice() before. An invoice is paid at
 * its last payment; one with a total of zero when it is issued, which is when this first runs.
 * @param settledAt stored as updated_at
 * @returns whether the invoice is open
 */
export async function settleInvoice(queries: Queries, id: number, settledAt: string): Promise<boolean> {
  const [invoice, payments] = await Promise.all([
    queries.one<OpenInvoice>(TOUCH, { id, settled_at: settledAt }),
    queries.one<Payments>(PAYMENTS, { id }),
  ])
  if (!invoice) return false
  if (!payments) throw new Error('A SELECT of sums returned nothing')
  const { amount_paid } = payments
  const refunded = payments.refunds > 0 && payments.standing === 0
  const settled = settledOf({ ...invoice, refunded, amount_paid })
  const isPaid = amount_paid >= invoice.total
  const settle = queries.run(SETTLE, {
    id,
    amount_paid,
    refunded: refunded ? 1 : 0,
    last_payment_failed: payments.last_id !== null && payments.last_id === payments.last_failed_id ? 1 : 0,
    paid_at: isPaid ? (payments.last_paid_at ?? invoice.paid_at ?? settledAt) : null,
    settled,
  })
  const before = countedAs(invoice.settled, invoice.due_date)
  await Promise.all([settle, moveInList(queries, 'invoices', invoice, before, countedAs(settled, invoice.due_date))])
  return true
}
