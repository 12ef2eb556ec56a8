import { parseMoney } from '../domain/money.ts'
import type { ImportPayment } from '../generated/import.gen.ts'
import { type CheckedRow, namesOfGiven } from './checked.ts'
import type { Problems } from './problems.ts'

/** The invoice of a payment. The currency is unknown if the payment stands alone and names none. */
export interface Paid {
  number: string
  currency: string
  /** Stored as created_at of a payment without times. */
  issued: string
}

export function checkPayment(payment: ImportPayment, paid: Paid, place: string, problems: Problems): CheckedRow {
  const { id = null, external_ref: ref = null, status } = payment
  const { currency } = paid
  if (id === null && ref === null) problems.add(`${place}, external_ref`, 'an id or an external_ref is required')
  if (payment.currency != null && payment.currency !== currency) {
    problems.add(`${place}, currency`, `is ${payment.currency}, but the invoice is in ${currency}`)
  }
  const amount = problems.attempt(`${place}, amount`, () => parseMoney(payment.amount, currency)) ?? 1
  if (amount === 0) problems.add(`${place}, amount`, 'must be more than zero')
  const isPaid = status === 'succeeded' || status === 'refunded'
  const { paid_at = null } = payment
  if (isPaid !== (paid_at !== null)) {
    problems.add(`${place}, paid_at`, isPaid ? 'is required for this status' : 'is only for money that was received')
  }
  const columns = {
    amount,
    currency,
    method: payment.method,
    status,
    reference: payment.reference ?? null,
    external_ref: ref,
    paid_at,
    created_at: payment.created_at ?? paid_at ?? paid.issued,
  }
  return {
    kind: 'payments',
    place,
    id,
    ref,
    name: null,
    parent: paid.number,
    date: columns.created_at,
    content: {
      columns,
      // The status changes with a refund.
      given: namesOfGiven(columns, ['status', 'paid_at', 'created_at']),
      client: null,
      subscription: null,
      user: null,
      parts: [],
      taxes: [],
      expected: null,
    },
  }
}
