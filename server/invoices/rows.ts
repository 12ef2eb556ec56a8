import { formatMoney, formatQuantity, formatRate, formatUnitPrice } from '../domain/money.ts'
import type { Invoice, InvoiceDetail, LineItem, Payment, Tax } from '../generated/schemas.gen.ts'

/** Decimals of the contract that are stored as integers. */
type Scaled<T, Key extends keyof T> = Omit<T, Key> & Record<Key, number>

/** Amounts in minor units. */
export type InvoiceRow = Scaled<
  Omit<Invoice, 'amount_due' | 'pdf_url'>,
  'subtotal' | 'discount_total' | 'tax_total' | 'total' | 'amount_paid'
> & { client_id: number }

export interface InvoiceDetailRow extends InvoiceRow, Pick<InvoiceDetail, 'po_number' | 'notes'> {
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

/** Quantity in ten-thousandths, unit price in millionths, tax rate in hundredths of a percent, amounts in minor units. */
export type LineRow = Scaled<LineItem, 'quantity' | 'unit_price' | 'discount' | 'tax_rate' | 'amount'>

/** Rate in hundredths of a percent, amounts in minor units. */
export type TaxRow = Scaled<Tax, 'rate' | 'taxable_amount' | 'amount'>

/** Amount in minor units. */
export type PaymentRow = Scaled<Payment, 'amount'>

/** @param origin scheme and host of `pdf_url` */
export function toInvoice(row: InvoiceRow, origin: string): Invoice {
  const { currency } = row
  const nothingDue = row.status === 'void' || row.status === 'refunded'
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
    amount_due: formatMoney(nothingDue ? 0 : row.total - row.amount_paid, currency),
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
  return {
    ...toInvoice(row, origin),
    po_number: row.po_number,
    notes: row.notes,
    ...toPrintedParts(row, parts),
    payments: parts.payments.map(payment => ({ ...payment, amount: formatMoney(payment.amount, payment.currency) })),
  }
}

type BillToRow = Pick<InvoiceDetailRow, 'currency' | Extract<keyof InvoiceDetailRow, `bill_to_${string}`>>

/** What an issued invoice shows below its totals, apart from its payments. */
export function toPrintedParts(
  { currency, ...row }: BillToRow,
  { lines, taxes }: { lines: readonly LineRow[]; taxes: readonly TaxRow[] },
): Pick<InvoiceDetail, 'bill_to' | 'line_items' | 'taxes'> {
  return {
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
    line_items: lines.map(line => ({
      ...line,
      quantity: formatQuantity(line.quantity),
      unit_price: formatUnitPrice(line.unit_price, currency),
      discount: formatMoney(line.discount, currency),
      tax_rate: formatRate(line.tax_rate),
      amount: formatMoney(line.amount, currency),
    })),
    taxes: taxes.map(tax => ({
      ...tax,
      rate: formatRate(tax.rate),
      taxable_amount: formatMoney(tax.taxable_amount, currency),
      amount: formatMoney(tax.amount, currency),
    })),
  }
}
