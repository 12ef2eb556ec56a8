import type { Queries } from '../database/database.ts'
import { insertForId } from '../database/insert-row.ts'
import { formatMoney } from '../domain/money.ts'
import { Refused } from '../domain/refused.ts'
import type { PaymentMethod } from '../generated/schemas.gen.ts'
import { lockInvoice, settleInvoice } from './settle.ts'

export interface NewPayment {
  invoice_id: number
  /** Minor units. */
  amount: number
  currency: string
  method: PaymentMethod
  status: 'succeeded' | 'pending' | 'failed'
  reference: string | null
  external_ref: string | null
  /** When it was paid; used for a payment that succeeded. */
  paid_at: string
}

const INVOICE = `
  SELECT id, client_id, number, state, currency, total, amount_paid, refunded FROM invoices WHERE id = :id`

interface PayableInvoice {
  id: number
  client_id: number
  number: string | null
  state: string
  currency: string
  total: number
  amount_paid: number
  refunded: number
}

/**
 * Stores a payment and settles its invoice. Call it in a transaction. Throws Refused, also if the invoice has a payment with the same
 * reference: a job that runs twice must not pay twice.
 * @returns id of the payment
 */
export async function recordPayment(queries: Queries, payment: NewPayment, now: string): Promise<number> {
  await lockInvoice(queries, payment.invoice_id)
  const invoice = await payableInvoice(queries, payment.invoice_id)
  if (payment.currency !== invoice.currency) {
    throw new Refused(`Invoice ${invoice.number} is in ${invoice.currency}, the payment in ${payment.currency}`)
  }
  await refuseRepeated(queries, payment, invoice)
  assertNotAboveDue(invoice, payment.amount)
  const { paid_at, ...columns } = payment
  const id = await insertForId(queries, 'payments', {
    ...columns,
    client_id: invoice.client_id,
    paid_at: payment.status === 'succeeded' ? paid_at : null,
    created_at: now,
  })
  await settleInvoice(queries, payment.invoice_id, now)
  return id
}

const REPEATED = `
  SELECT id, status FROM payments WHERE invoice_id = :invoice_id AND reference = :reference ORDER BY created_at, id LIMIT 1`

const SAME_KEY = 'SELECT id, invoice_id FROM payments WHERE external_ref = :external_ref'

async function refuseRepeated(queries: Queries, payment: NewPayment, { number }: PayableInvoice): Promise<void> {
  const { invoice_id, reference, external_ref } = payment
  const repeated =
    reference === null
      ? undefined
      : await queries.one<{ id: number; status: string }>(REPEATED, { invoice_id, reference })
  if (repeated) {
    throw new Refused(
      `Invoice ${number} already has payment ${repeated.id} (${repeated.status}) with the reference ${reference}`,
    )
  }
  const same =
    external_ref === null
      ? undefined
      : await queries.one<{ id: number; invoice_id: number }>(SAME_KEY, { external_ref })
  if (same) throw new Refused(`Payment ${same.id} already has the external reference ${external_ref}`)
}

async function payableInvoice(queries: Queries, id: number): Promise<PayableInvoice> {
  const invoice = await queries.one<PayableInvoice>(INVOICE, { id })
  if (!invoice) throw new Refused(`There is no invoice ${id}; "clustrix invoice list" shows all`)
  if (invoice.state === 'draft') throw new Refused(`Invoice ${id} is a draft; issue it first`)
  if (invoice.state === 'void') throw new Refused(`Invoice ${invoice.number} is void`)
  if (invoice.refunded === 1) throw new Refused(`Invoice ${invoice.number} is refunded`)
  return invoice
}

function assertNotAboveDue({ number, total, amount_paid, currency }: PayableInvoice, amount: number): void {
  const due = total - amount_paid
  if (amount <= due) return
  throw new Refused(
    `The amount ${formatMoney(amount, currency)} ${currency} is above the amount due of invoice ${number}, ${formatMoney(due, currency)}`,
  )
}

const INVOICE_OF_PAYMENT = 'SELECT invoice_id FROM payments WHERE id = :id'

const PAYMENT = 'SELECT id, invoice_id, amount, status FROM payments WHERE id = :id'

interface StoredPayment {
  id: number
  invoice_id: number
  amount: number
  status: string
}

const SET_STATUS = 'UPDATE payments SET status = :status, paid_at = :paid_at WHERE id = :id AND status = :was'

/** A pending payment has arrived. Call it in a transaction. Throws Refused. @returns id of the invoice */
export async function confirmPayment(queries: Queries, id: number, paidAt: string, now: string): Promise<number> {
  const payment = await findPayment(queries, id, 'pending', 'confirmed')
  assertNotAboveDue(await payableInvoice(queries, payment.invoice_id), payment.amount)
  await queries.run(SET_STATUS, { id, was: 'pending', status: 'succeeded', paid_at: paidAt })
  await settleInvoice(queries, payment.invoice_id, now)
  return payment.invoice_id
}

/** A pending payment will not arrive. Call it in a transaction. Throws Refused. @returns id of the invoice */
export async function failPayment(queries: Queries, id: number, now: string): Promise<number> {
  const { invoice_id } = await findPayment(queries, id, 'pending', 'failed')
  await queries.run(SET_STATUS, { id, was: 'pending', status: 'failed', paid_at: null })
  await settleInvoice(queries, invoice_id, now)
  return invoice_id
}

const REFUND = `UPDATE payments SET status = 'refunded' WHERE id = :id AND status = 'succeeded'`

/** A whole payment has been paid back. Call it in a transaction. Throws Refused. @returns id of the invoice */
export async function refundPayment(queries: Queries, id: number, now: string): Promise<number> {
  const { invoice_id } = await findPayment(queries, id, 'succeeded', 'refunded')
  await queries.run(REFUND, { id })
  await settleInvoice(queries, invoice_id, now)
  return invoice_id
}

/** Locks the invoice of a payment and returns the payment. Throws Refused unless it has the expected status. */
async function findPayment(queries: Queries, id: number, expected: string, to: string): Promise<StoredPayment> {
  const of = await queries.one<{ invoice_id: number }>(INVOICE_OF_PAYMENT, { id })
  if (of) await lockInvoice(queries, of.invoice_id)
  const payment = await queries.one<StoredPayment>(PAYMENT, { id })
  if (!payment) throw new Refused(`There is no payment ${id}; "clustrix payment list" shows all`)
  if (payment.status !== expected) {
    throw new Refused(`Payment ${id} is ${payment.status}; only a ${expected} payment can be ${to}`)
  }
  return payment
}

const PAGE = `
  SELECT p.id, p.invoice_id, i.number AS invoice_number, p.amount, p.currency, p.method, p.status, p.reference,
    p.external_ref, p.paid_at, p.created_at
  FROM payments p JOIN invoices i ON i.id = p.invoice_id
  WHERE p.id < :before AND p.status = coalesce(:status, p.status) ORDER BY p.id DESC LIMIT :limit`

const OF_INVOICE = `
  SELECT p.id, p.invoice_id, i.number AS invoice_number, p.amount, p.currency, p.method, p.status, p.reference,
    p.external_ref, p.paid_at, p.created_at
  FROM payments p JOIN invoices i ON i.id = p.invoice_id
  WHERE p.invoice_id = :invoice_id ORDER BY p.created_at, p.id`

/** Amount in minor units. */
export interface ListedPayment extends Omit<StoredPayment, 'status'> {
  status: string
  invoice_number: string
  currency: string
  method: string
  reference: string | null
  external_ref: string | null
  paid_at: string | null
  created_at: string
}

/** The newest payments first, or those of one invoice, oldest first. */
export const listPayments = (
  queries: Queries,
  page: { invoice_id?: number; status: string | null; before: number; limit: number },
): Promise<ListedPayment[]> => {
  const { invoice_id, ...rest } = page
  return invoice_id === undefined
    ? queries.all<ListedPayment>(PAGE, rest)
    : queries.all<ListedPayment>(OF_INVOICE, { invoice_id })
}
