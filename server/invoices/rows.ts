import { formatMoney, formatQuantity, formatRate, formatUnitPrice } from '../domain/money.ts'
import type { Invoice, InvoiceDetail } from './store.ts'

/** Amounts are integer minor units. */
export interface InvoiceRow {
  id: number
  client_id: number
  number: string
  status: Invoice['status']
  currency: string
  issue_date: string
  due_date: string
  subtotal: number
  discount_total: number
  tax_total: number
  total: number
  amount_paid: number
  subscription_id: number | null
  paid_at: string | null
  voided_at: string | null
  created_at: string
  updated_at: string
}

export interface InvoiceDetailRow extends InvoiceRow {
  po_number: string | null
  notes: string | null
  bill_to_name: string
  bill_to_email: string | null
  bill_to_tax_id: string | null
  bill_to_line1: string
  bill_to_line2: string | null
  bill_to_city: string
  bill_to_region: string | null
  bill_to_postal_code: string | null
  bill_to_country: string
}

type LineItem = InvoiceDetail['line_items'][number]
type Tax = InvoiceDetail['taxes'][number]
type Payment = InvoiceDetail['payments'][number]

/** Quantity in ten-thousandths, unit price in millionths, rates in hundredths of a percent. */
export type LineRow = Omit<LineItem, 'quantity' | 'unit_price' | 'discount' | 'tax_rate' | 'amount'> &
  Record<'quantity' | 'unit_price' | 'discount' | 'tax_rate' | 'amount', number>

export type TaxRow = Omit<Tax, 'rate' | 'taxable_amount' | 'amount'> &
  Record<'rate' | 'taxable_amount' | 'amount', number>

export type PaymentRow = Omit<Payment, 'amount'> & { amount: number }

/** @param origin scheme and host of the PDF's URL */
export function toInvoice(row: InvoiceRow, origin: string): Invoice {
  const { currency } = row
  const settled = row.status === 'void' || row.status === 'refunded'
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    currency,
    issue_date: row.issue_date,
    due_date: row.due_date,
    subtotal: formatMoney(row.subtotal, currency),
    discount_total: formatMoney(row.discount_total, currency),
    tax_total: formatMoney(row.tax_total, currency),
    total: formatMoney(row.total, currency),
    amount_paid: formatMoney(row.amount_paid, currency),
    amount_due: formatMoney(settled ? 0 : row.total - row.amount_paid, currency),
    subscription_id: row.subscription_id,
    paid_at: row.paid_at,
    voided_at: row.voided_at,
    pdf_url: `${origin}/api/v1/invoices/${row.id}/pdf`,
    created_at: row.created_at,
    updated_at: row.updated_at,
  }
}

export function toInvoiceDetail(
  row: InvoiceDetailRow,
  parts: { lines: LineRow[]; taxes: TaxRow[]; payments: PaymentRow[] },
  origin: string,
): InvoiceDetail {
  const { currency } = row
  return {
    ...toInvoice(row, origin),
    po_number: row.po_number,
    notes: row.notes,
    bill_to: {
      name: row.bill_to_name,
      email: row.bill_to_email,
      tax_id: row.bill_to_tax_id,
      address: {
        line1: row.bill_to_line1,
        line2: row.bill_to_line2,
        city: row.bill_to_city,
        region: row.bill_to_region,
        postal_code: row.bill_to_postal_code,
        country: row.bill_to_country,
      },
    },
    line_items: parts.lines.map(line => ({
      ...line,
      quantity: formatQuantity(line.quantity),
      unit_price: formatUnitPrice(line.unit_price, currency),
      discount: formatMoney(line.discount, currency),
      tax_rate: formatRate(line.tax_rate),
      amount: formatMoney(line.amount, currency),
    })),
    taxes: parts.taxes.map(tax => ({
      ...tax,
      rate: formatRate(tax.rate),
      taxable_amount: formatMoney(tax.taxable_amount, currency),
      amount: formatMoney(tax.amount, currency),
    })),
    payments: parts.payments.map(payment => ({ ...payment, amount: formatMoney(payment.amount, payment.currency) })),
  }
}
