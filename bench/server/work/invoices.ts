import { prepare, read } from './database.ts'
import { money, quantity, rate, unitPrice } from './money.ts'
import { type PageQuery, pageOf } from './pages.ts'
import { forbidden, notFound } from './refusal.ts'
import { publicUrl } from './settings.ts'
import { toDate } from './time.ts'
import type { Caller } from './tokens.ts'

export const INVOICE_STATUSES = ['unpaid', 'partially_paid', 'paid', 'overdue', 'void', 'refunded'] as const

const STATUS = `
  CASE WHEN i.state = 'void' THEN 'void'
    WHEN i.refunded = 1 THEN 'refunded'
    WHEN i.amount_paid >= i.total THEN 'paid'
    WHEN i.due_date < +:today THEN 'overdue'
    WHEN i.amount_paid > 0 THEN 'partially_paid'
    ELSE 'unpaid' END`

const COLUMNS = `
  i.id, i.client_id, i.number, ${STATUS} AS status, i.currency, i.issue_date, i.due_date, i.subtotal, i.discount_total,
  i.tax_total, i.total, i.amount_paid, i.subscription_id, i.paid_at, i.voided_at, i.created_at, i.updated_at`

const ISSUED = `FROM invoices i WHERE i.client_id = +:client_id AND i.state <> 'draft'`
const MATCHING = `${ISSUED} AND ${STATUS} = +:status`

const newest = prepare<{ id: number | null; total: number }>(`
  SELECT (SELECT max(i.id) ${ISSUED}) AS id, (SELECT coalesce(sum(count), 0) FROM row_counts
    WHERE kind = 'invoices' AND client_id = +:client_id AND level = 5) AS total`)
const rows = prepare<InvoiceRow>(
  `SELECT ${COLUMNS} ${ISSUED} AND i.id <= +:max_id ORDER BY i.id DESC LIMIT +:per_page OFFSET +:skip`,
)
const newestMatching = prepare<{ id: number | null }>(`SELECT max(i.id) AS id ${MATCHING}`)
const totalMatching = prepare<{ total: number }>(`SELECT count(*) AS total ${MATCHING} AND i.id <= +:max_id`)
const rowsMatching = prepare<InvoiceRow>(`
  SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
    (SELECT i.id ${MATCHING} AND i.id <= +:max_id ORDER BY i.id DESC LIMIT +:per_page OFFSET +:skip)
  ORDER BY i.id DESC`)

/** The body of GET /api/v1/invoices. */
export function listInvoices({ client_id }: Caller, query: PageQuery, now: number) {
  const { status, per_page, page } = query
  const today = toDate(now)
  const paging = { client_id, today, per_page, skip: (page - 1) * per_page }
  const found = read(() => {
    if (status === undefined) {
      const { id, total } = newest.get({ client_id }) ?? { id: null, total: 0 }
      return { maxId: id, total, rows: rows.all({ ...paging, max_id: id }) }
    }
    const maxId = newestMatching.get({ client_id, today, status })?.id ?? null
    const matching = { client_id, today, status, max_id: maxId }
    const total = totalMatching.get(matching)?.total ?? 0
    return { maxId, total, rows: rowsMatching.all({ ...paging, ...matching }) }
  })
  return pageOf('/api/v1/invoices', query, { ...found, rows: found.rows.map(toInvoice) })
}

const invoice = prepare<InvoiceDetailRow>(`
  SELECT ${COLUMNS}, i.po_number, i.notes, i.bill_to_name, i.bill_to_email, i.bill_to_tax_id, i.bill_to_line1,
    i.bill_to_line2, i.bill_to_city, i.bill_to_region, i.bill_to_postal_code, i.bill_to_country
  FROM invoices i WHERE i.id = +:id AND i.state <> 'draft'`)
const lines = prepare<LineRow>(`
  SELECT id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount, period_start,
    period_end, subscription_id
  FROM invoice_lines WHERE invoice_id = +:id ORDER BY position`)
const taxes = prepare<TaxRow>(`
  SELECT name, category, rate, taxable_amount, amount, exemption_reason
  FROM invoice_taxes WHERE invoice_id = +:id ORDER BY rate DESC, category`)
const payments = prepare<PaymentRow>(`
  SELECT id, amount, currency, method, status, reference, paid_at, created_at
  FROM payments WHERE invoice_id = +:id ORDER BY created_at, id`)

/** The body of GET /api/v1/invoices/{id}. Throws 404 and 403. */
export function getInvoice({ client_id }: Caller, id: number, now: number) {
  return read(() => {
    const row = invoice.get({ id, today: toDate(now) })
    if (!row) throw notFound('Invoice')
    if (row.client_id !== client_id) throw forbidden()
    return { data: toInvoiceDetail(row, lines.all({ id }), taxes.all({ id }), payments.all({ id })) }
  })
}

type Text = string | null

/** Amounts in minor units. */
interface InvoiceRow {
  id: number
  client_id: number
  number: string
  status: string
  currency: string
  issue_date: string
  due_date: string
  subtotal: number
  discount_total: number
  tax_total: number
  total: number
  amount_paid: number
  subscription_id: number | null
  paid_at: Text
  voided_at: Text
  created_at: string
  updated_at: string
}

type BillTo = 'name' | 'email' | 'tax_id' | 'line1' | 'line2' | 'city' | 'region' | 'postal_code' | 'country'
type InvoiceDetailRow = InvoiceRow & { po_number: Text; notes: Text } & Record<`bill_to_${BillTo}`, Text>
type LineRow = Record<'quantity' | 'unit_price' | 'discount' | 'tax_rate' | 'amount', number>
type TaxRow = Record<'rate' | 'taxable_amount' | 'amount', number>
type PaymentRow = { amount: number; currency: string }

const toInvoice = (row: InvoiceRow) => ({
  id: row.id,
  number: row.number,
  status: row.status,
  currency: row.currency,
  issue_date: row.issue_date,
  due_date: row.due_date,
  subtotal: money(row.subtotal, row.currency),
  discount_total: money(row.discount_total, row.currency),
  tax_total: money(row.tax_total, row.currency),
  total: money(row.total, row.currency),
  amount_paid: money(row.amount_paid, row.currency),
  amount_due: money(row.status === 'void' || row.status === 'refunded' ? 0 : row.total - row.amount_paid, row.currency),
  subscription_id: row.subscription_id,
  paid_at: row.paid_at,
  voided_at: row.voided_at,
  pdf_url: `${publicUrl}/api/v1/invoices/${row.id}/pdf`,
  created_at: row.created_at,
  updated_at: row.updated_at,
})

const toInvoiceDetail = (
  row: InvoiceDetailRow,
  lineRows: readonly LineRow[],
  taxRows: readonly TaxRow[],
  paymentRows: readonly PaymentRow[],
) => ({
  ...toInvoice(row),
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
  line_items: lineRows.map(line => ({
    ...line,
    quantity: quantity(line.quantity),
    unit_price: unitPrice(line.unit_price, row.currency),
    discount: money(line.discount, row.currency),
    tax_rate: rate(line.tax_rate),
    amount: money(line.amount, row.currency),
  })),
  taxes: taxRows.map(tax => ({
    ...tax,
    rate: rate(tax.rate),
    taxable_amount: money(tax.taxable_amount, row.currency),
    amount: money(tax.amount, row.currency),
  })),
  payments: paymentRows.map(payment => ({ ...payment, amount: money(payment.amount, payment.currency) })),
})
