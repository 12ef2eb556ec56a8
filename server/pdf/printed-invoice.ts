import type { z } from '@hono/zod-openapi'
import type * as schemas from '../generated/schemas.gen.ts'

type InvoiceDetail = z.infer<typeof schemas.InvoiceDetail>

/** Who issues the invoices. */
export interface Seller {
  name: string
  /** Lines of the postal address. */
  address: readonly string[]
  tax_id: string
  email: string
  website: string
  bank: { name: string; iban: string; bic: string }
}

/** A stamp across the page; the other statuses depend on the day, which a document must not. */
export type Mark = 'PAID' | 'VOID' | 'REFUNDED' | null

const MARKS: Partial<Record<InvoiceDetail['status'], Mark>> = { paid: 'PAID', void: 'VOID', refunded: 'REFUNDED' }

/** All that is printed, and nothing else: the same invoice gives the same document on any day and from any origin. */
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

/** Payments that did not arrive are not printed. */
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
