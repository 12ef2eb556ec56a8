import type { InvoiceDetail } from './rows.ts'

/** The status on a day (UTC, `2026-11-22`), by the contract's precedence. */
export function invoiceStatus(invoice: InvoiceDetail, today: string): string {
  const has = (...statuses: string[]) => invoice.payments.some(({ status }) => statuses.includes(status))
  if (invoice.voided_at !== null) return 'void'
  if (has('refunded') && !has('succeeded', 'pending')) return 'refunded'
  // Both amounts have the same currency, so comparing numbers is exact enough.
  if (Number(invoice.amount_due) === 0) return 'paid'
  if (invoice.due_date < today) return 'overdue'
  return Number(invoice.amount_paid) > 0 ? 'partially_paid' : 'unpaid'
}
