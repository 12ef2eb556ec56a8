import type { ShownInvoice } from '../invoices/browse.ts'
import { fields, printable, table } from './text.ts'

type Line = ShownInvoice['line_items'][number]
type Tax = ShownInvoice['taxes'][number]
type Payment = ShownInvoice['payments'][number]

/** An invoice as a person reads it. */
export function invoiceText(invoice: ShownInvoice): string {
  const { bill_to, currency } = invoice
  const { address } = bill_to
  const head = fields({
    number: invoice.number,
    id: invoice.id,
    status: invoice.status,
    client: `${invoice.client_id}, ${bill_to.name}`,
    address: [address.line1, address.line2, address.postal_code, address.city, address.region, address.country]
      .filter(Boolean)
      .join(', '),
    'tax id': bill_to.tax_id,
    issued: invoice.issue_date,
    due: invoice.due_date,
    subscription: invoice.subscription_id,
    'PO number': invoice.po_number,
    'paid at': invoice.paid_at,
    'voided at': invoice.voided_at,
  })
  const sums = fields({
    subtotal: `${invoice.subtotal} ${currency}`,
    discount: invoice.discount_total,
    tax: invoice.tax_total,
    total: `${invoice.total} ${currency}`,
    paid: invoice.amount_paid,
    'amount due': `${invoice.amount_due} ${currency}`,
  })
  const parts = [
    head,
    table(LINE_COLUMNS, invoice.line_items),
    table(TAX_COLUMNS, invoice.taxes),
    sums,
    `Payments\n${table(PAYMENT_COLUMNS, invoice.payments)}`,
  ]
  if (invoice.notes !== null) parts.push(`${printable(invoice.notes, { multiline: true })}\n`)
  return parts.join('\n')
}

const LINE_COLUMNS = {
  line: (line: Line) => line.position,
  description: (line: Line) => line.description,
  period: (line: Line) => (line.period_start === null ? null : `${line.period_start} to ${line.period_end}`),
  quantity: (line: Line) => line.quantity,
  price: (line: Line) => line.unit_price,
  discount: (line: Line) => line.discount,
  rate: (line: Line) => line.tax_rate,
  amount: (line: Line) => line.amount,
}

const TAX_COLUMNS = {
  tax: (tax: Tax) => tax.name,
  on: (tax: Tax) => tax.taxable_amount,
  amount: (tax: Tax) => tax.amount,
  reason: (tax: Tax) => tax.exemption_reason,
}

const PAYMENT_COLUMNS = {
  id: (payment: Payment) => payment.id,
  status: (payment: Payment) => payment.status,
  amount: (payment: Payment) => `${payment.amount} ${payment.currency}`,
  method: (payment: Payment) => payment.method,
  'paid at': (payment: Payment) => payment.paid_at,
  reference: (payment: Payment) => payment.reference,
}
