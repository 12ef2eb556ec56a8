import type { Queries } from '../database/database.ts'
import { formatMoney } from '../domain/money.ts'
import { type Settled, settledOf } from '../invoices/settle.ts'
import type { Problems } from './problems.ts'
import type { StagedRow, Staging } from './staging.ts'
import { finders, paidOf } from './store.ts'

/** The statuses that an invoice may have, which also depend on the day. */
const STATUSES: Readonly<Record<Settled, readonly string[]>> = {
  void: ['void'],
  refunded: ['refunded'],
  paid: ['paid'],
  part: ['partially_paid', 'overdue'],
  unpaid: ['unpaid', 'overdue'],
}

/** What the payments of an invoice add up to, in minor units, and whether they make it refunded. */
export function paidBy(payments: readonly StagedRow[]): { amount_paid: number; refunded: boolean } {
  const columns = payments.map(({ content }) => content.columns)
  const withStatus = (status: string) => columns.filter(payment => payment.status === status)
  const succeeded = withStatus('succeeded')
  const amount_paid = succeeded.reduce((sum, { amount }) => sum + Number(amount), 0)
  const standing = succeeded.length + withStatus('pending').length
  return { amount_paid, refunded: withStatus('refunded').length > 0 && standing === 0 }
}

/** Compares what the file says about the payment of a new invoice with its payments. */
export async function checkNewInvoice(staging: Staging, problems: Problems, row: StagedRow): Promise<void> {
  const { columns, expected } = row.content
  const currency = String(columns.currency)
  const state = String(columns.state)
  const total = Number(columns.total)
  const payments = await staging.paymentsOf(row.name ?? '')
  const { amount_paid, refunded } = paidBy(payments)
  const ofStatus = (status: string) => payments.filter(({ content }) => content.columns.status === status)
  const succeeded = ofStatus('succeeded')
  const refunds = ofStatus('refunded').length
  const check = (field: string, isRight: boolean, message: string) => {
    if (!isRight) problems.add(`${row.place}, ${field}`, message)
  }
  const paid = formatMoney(amount_paid, currency)
  check('payments', amount_paid <= total, `add up to ${paid}, but the total is ${formatMoney(total, currency)}`)
  check('payments', state !== 'void' || amount_paid + refunds === 0, 'a void invoice cannot have been paid')
  const settled = settledOf({ state, refunded, amount_paid, total })
  const statuses = STATUSES[settled]
  const status = expected?.status ?? null
  check('status', status === null || statuses.includes(status), `is ${status}, but its payments make it ${statuses[0]}`)
  const given = expected?.amount_paid ?? null
  check(
    'amount_paid',
    given === null || given === amount_paid,
    `is ${formatMoney(given ?? 0, currency)}, but its payments add up to ${paid}`,
  )
  const paidAt = expected?.paid_at ?? null
  const last = succeeded
    .map(({ content }) => String(content.columns.paid_at))
    .toSorted()
    .at(-1)
  const isWhole = settled === 'paid' && total > 0
  check('paid_at', paidAt === null || settled === 'paid', 'is only for a paid invoice')
  check('paid_at', paidAt === null || !isWhole || paidAt === last, `is ${paidAt}, but the last payment was at ${last}`)
}

/** Refuses payments of an invoice of the database if they exceed its total. */
export async function checkNewPayment(
  queries: Queries,
  staging: Staging,
  problems: Problems,
  row: StagedRow,
): Promise<void> {
  const number = row.parent ?? ''
  const invoice = await finders.invoices.name(queries, number)
  if (!invoice) return
  const currency = String(invoice.currency)
  if (row.content.columns.currency !== currency) {
    problems.add(`${row.place}, currency`, `is ${row.content.columns.currency}, but the invoice is in ${currency}`)
    return
  }
  const payments = await staging.paymentsOf(number)
  // Once for all payments of the invoice.
  if (payments[0]?.n !== row.n) return
  let paid = await paidOf(queries, invoice.id)
  for (const payment of payments) {
    const { ref, id, content } = payment
    const isKnown =
      ref === null ? await finders.payments.id(queries, id ?? 0) : await finders.payments.ref(queries, ref)
    if (!isKnown && content.columns.status === 'succeeded') paid += Number(content.columns.amount)
  }
  const total = Number(invoice.total)
  if (invoice.state === 'void') problems.add(`${row.place}, invoice`, `${number} is void`)
  else if (paid > total) {
    problems.add(
      `${row.place}, amount`,
      `the payments of ${number} would add up to ${formatMoney(paid, currency)}, but its total is ${formatMoney(total, currency)}`,
    )
  }
}
