import { decimalsOf, formatMoney } from '../domain/money.ts'
import { settledOf } from '../invoices/settle.ts'
import { type Totals, totalsOf } from '../invoices/totals.ts'
import { type Finding, REPAIR, RESTORE } from './finding.ts'
import type { CheckedInvoice, InvoiceParts } from './store.ts'

/** What is wrong with one invoice. */
export function* checkInvoice(
  invoice: CheckedInvoice & InvoiceParts,
  installation: { hasSeller: boolean },
): Generator<Finding> {
  const at = invoice.number === null ? `draft ${invoice.id}` : `invoice ${invoice.number}`
  const wrong = (check: string, message: string, mend = RESTORE): Finding => ({ check, at, message, mend })
  if (!isCurrency(invoice.currency)) {
    yield wrong('unknown-currency', `the currency ${invoice.currency} is not in ISO 4217`)
    return
  }
  yield* checkSums(invoice, wrong)
  if (invoice.subscriber !== null && invoice.subscriber !== invoice.client_id) {
    yield wrong('foreign-subscription', `its subscription belongs to client ${invoice.subscriber}`)
  }
  if (invoice.state === 'draft') return
  if (installation.hasSeller && invoice.seller_id === null && invoice.imported === 0) {
    yield wrong(
      'missing-seller',
      'has no seller',
      'start the server once, which gives the current seller to such invoices',
    )
  }
  yield* checkPayments(invoice, wrong)
}

type Wrong = (check: string, message: string, mend?: string) => Finding

function* checkSums(invoice: CheckedInvoice & InvoiceParts, wrong: Wrong): Generator<Finding> {
  const { currency, lines } = invoice
  const money = (minor: number) => `${formatAny(minor, currency)} ${currency}`
  if (lines.length === 0) yield wrong('no-lines', 'has no lines')
  for (const [index, { position }] of lines.entries()) {
    if (position !== index + 1) {
      yield wrong('line-positions', `line ${index + 1} has the position ${position}`)
      break
    }
  }
  let totals: Totals
  try {
    totals = totalsOf(lines, currency)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    yield wrong('invalid-line', error.message)
    return
  }
  for (const [index, line] of lines.entries()) {
    const expected = totals.amounts[index] ?? 0
    if (line.amount !== expected) {
      yield wrong(
        'wrong-line',
        `line ${line.position} has the amount ${money(line.amount)} instead of ${money(expected)}`,
      )
    }
  }
  for (const name of ['subtotal', 'discount_total', 'tax_total', 'total'] as const) {
    if (invoice[name] !== totals[name]) {
      yield wrong(
        `wrong-${name.replace('_', '-')}`,
        `has the ${name} ${money(invoice[name])} instead of ${money(totals[name])}`,
      )
    }
  }
  const key = ({ category, rate }: { category: string; rate: number }) => `${category} ${rate}`
  const stored = new Map(invoice.taxes.map(tax => [key(tax), tax]))
  for (const tax of totals.taxes) {
    const found = stored.get(key(tax))
    stored.delete(key(tax))
    if (!found) yield wrong('missing-tax', `has no tax of the category ${tax.category} with ${tax.rate / 100} %`)
    else if (found.amount !== tax.amount || found.taxable_amount !== tax.taxable_amount) {
      yield wrong(
        'wrong-tax',
        `has a tax of ${money(found.amount)} on ${money(found.taxable_amount)} instead of ${money(tax.amount)} on ${money(tax.taxable_amount)}`,
      )
    }
  }
  for (const tax of stored.values()) {
    yield wrong('extra-tax', `has a tax of the category ${tax.category} with ${tax.rate / 100} %, but no such line`)
  }
}

function* checkPayments(invoice: CheckedInvoice & InvoiceParts, wrong: Wrong): Generator<Finding> {
  const { payments, total, currency } = invoice
  const succeeded = payments.filter(({ status }) => status === 'succeeded')
  const stands = payments.some(({ status }) => status === 'succeeded' || status === 'pending')
  const paid = succeeded.reduce((sum, { amount }) => sum + amount, 0)
  for (const payment of payments) {
    if (payment.currency === currency) continue
    yield wrong('payment-currency', `payment ${payment.id} is in ${payment.currency}, the invoice in ${currency}`)
  }
  if (invoice.state === 'void') {
    if (stands)
      yield wrong('void-paid', 'is void but has a payment', 'refund or fail the payment by SQL, or restore a backup')
    return
  }
  if (paid > total) {
    const last = succeeded.at(-1)
    yield wrong(
      'overpaid',
      'its payments are more than its total',
      `"clustrix payment refund ${last?.id}", or restore a backup`,
    )
    return
  }
  const refunded = payments.some(({ status }) => status === 'refunded') && !stands
  const lastPaidAt = succeeded.reduce<string | null>(
    (last, { paid_at }) => ((paid_at ?? '') > (last ?? '') ? paid_at : last),
    null,
  )
  const lastPayment = payments.reduce<InvoiceParts['payments'][number] | undefined>(
    (last, payment) => (last && last.id > payment.id ? last : payment),
    undefined,
  )
  const expected = {
    amount_paid: paid,
    refunded: refunded ? 1 : 0,
    last_payment_failed: lastPayment?.status === 'failed' ? 1 : 0,
    // An invoice with a total of zero is paid at any time.
    paid_at: paid >= total ? (lastPaidAt ?? invoice.paid_at ?? 'a time') : null,
    settled: settledOf({ state: invoice.state, refunded, amount_paid: paid, total }),
  }
  for (const name of Object.keys(expected) as (keyof typeof expected)[]) {
    if (invoice[name] === expected[name]) continue
    const message = `has the ${name} ${invoice[name]} instead of ${expected[name]}, which follows from its payments`
    yield { ...wrong('not-settled', message, REPAIR), repair: { kind: 'settle', invoice: invoice.id } }
    return
  }
}

export function isCurrency(code: string): boolean {
  try {
    return decimalsOf(code) >= 0
  } catch {
    return false
  }
}

/** A wrong amount may be negative. */
const formatAny = (minor: number, currency: string): string =>
  minor < 0 ? `-${formatMoney(-minor, currency)}` : formatMoney(minor, currency)
