import type { Seller } from '../domain/seller.ts'
import type { InvoiceDetail } from '../generated/schemas.gen.ts'

/** The status printed on the invoice. Other statuses are not printed, because they change with the date. */
export type Mark = 'PAID' | 'VOID' | 'REFUNDED' | null

const MARKS: Partial<Record<InvoiceDetail['status'], Mark>> = { paid: 'PAID', void: 'VOID', refunded: 'REFUNDED' }

/** The fields that are printed. None depends on the date or on the origin of the request, so an invoice always gives the same PDF. */
export type PrintedInvoice = Pick<
  InvoiceDetail,
  | 'number'
  | 'currency'
  | 'issue_date'
  | 'due_date'
  | 'created_at'
  | 'po_number'
  | 'notes'
  | 'bill_to'
  | 'line_items'
  | 'taxes'
  | 'subtotal'
  | 'discount_total'
  | 'tax_total'
  | 'total'
  | 'payments'
  | 'amount_paid'
  | 'amount_due'
> & { mark: Mark; seller: Seller }

/** Only payments that succeeded or were refunded are printed. */
export function toPrintedInvoice(invoice: InvoiceDetail, seller: Seller): PrintedInvoice {
  return {
    number: invoice.number,
    currency: invoice.currency,
    issue_date: invoice.issue_date,
    due_date: invoice.due_date,
    created_at: invoice.created_at,
    po_number: invoice.po_number,
    notes: invoice.notes,
    bill_to: invoice.bill_to,
    line_items: invoice.line_items,
    taxes: invoice.taxes,
    subtotal: invoice.subtotal,
    discount_total: invoice.discount_total,
    tax_total: invoice.tax_total,
    total: invoice.total,
    payments: invoice.payments.filter(({ status }) => status === 'succeeded' || status === 'refunded'),
    amount_paid: invoice.amount_paid,
    amount_due: invoice.amount_due,
    mark: MARKS[invoice.status] ?? null,
    seller,
  }
}
