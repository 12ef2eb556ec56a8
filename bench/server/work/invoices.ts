import { prepare, read } from './database.ts'
import { money, quantity, rate, unitPrice } from './money.ts'
import { type PageQuery, pageOf } from './pages.ts'
import { forbidden, notFound } from './refusal.ts'
import { publicUrl } from './settings.ts'
import { toDate } from './time.ts'
import type { Caller } from './tokens.ts'

export const INVOICE_STATUSES = ['unpaid', 'partially_paid', 'paid', 'overdue', 'void', 'refunded'] as const

const STATUS = `
  CASE WHEN i.settled IN ('part', 'unpaid') AND i.due_date < +:today THEN 'overdue'
    WHEN i.settled = 'part' THEN 'partially_paid'
    ELSE i.settled END`

const COLUMNS = `
  i.id, i.client_id, i.number, ${STATUS} AS status, i.currency, i.issue_date, i.due_date, i.subtotal, i.discount_total,
  i.tax_total, i.total, i.amount_paid, i.subscription_id, i.paid_at, i.voided_at, i.created_at, i.updated_at`

/** Rows past the end are one row without an invoice, which still has the total. */
const page = prepare<InvoiceRow & { id: number | null; list_total: number; list_max_id: number }>(`
  SELECT l.last AS list_total, n.id AS list_max_id, ${COLUMNS}
  FROM client_lists l
    JOIN invoices n ON n.client_id = l.client_id AND n.seq = l.last
    LEFT JOIN invoices i ON i.client_id = l.client_id AND i.seq > l.last - +:skip - +:per_page AND i.seq <= l.last - +:skip
  WHERE l.client_id = +:client_id AND l.kind = 'invoices'
  ORDER BY i.seq DESC`)

const OWN = 'FROM invoices i WHERE i.client_id = +:client_id'

interface Filter {
  /** Statement for the number of matching rows. */
  total: string
  /** Query for `id` and `seq` of the matching rows, newest first. */
  matching: string
}

const COUNTED = `SELECT coalesce(sum(count), 0) AS total FROM block_counts WHERE client_id = +:client_id AND kind = 'invoices'`

const withState = (state: string): Filter => ({
  total: `${COUNTED} AND state = '${state}'`,
  matching: `SELECT i.id, i.seq ${OWN} AND i.settled = '${state}' ORDER BY 2 DESC`,
})

const notDue = (state: string): Filter => ({
  total: `${COUNTED} AND state = '${state}' AND due_date >= +:today`,
  matching: `SELECT i.id, i.seq ${OWN} AND i.settled = '${state}' AND i.due_date >= +:today ORDER BY 2 DESC`,
})

const overdue: Filter = {
  total: `${COUNTED} AND state IN ('part', 'unpaid') AND due_date < +:today`,
  matching: `SELECT i.id, i.seq ${OWN} AND i.settled IN ('part', 'unpaid') AND i.due_date < +:today ORDER BY 2 DESC`,
}

const prepareFilter = ({ total, matching }: Filter) => ({
  total: prepare<{ total: number }>(total),
  newest: prepare<{ id: number }>(`${matching} LIMIT 1`),
  rows: prepare<InvoiceRow>(`
    SELECT ${COLUMNS} FROM invoices i WHERE i.id IN (SELECT id FROM (${matching} LIMIT +:per_page OFFSET +:skip))
    ORDER BY i.id DESC`),
})

const filters = new Map([
  ['unpaid', prepareFilter(notDue('unpaid'))],
  ['partially_paid', prepareFilter(notDue('part'))],
  ['paid', prepareFilter(withState('paid'))],
  ['overdue', prepareFilter(overdue)],
  ['void', prepareFilter(withState('void'))],
  ['refunded', prepareFilter(withState('refunded'))],
])

/** The body of GET /api/v1/invoices. */
export function listInvoices({ client_id }: Caller, query: PageQuery, now: number) {
  const { status, per_page } = query
  const skip = (query.page - 1) * per_page
  const params = { client_id, today: toDate(now), per_page, skip }
  const filter = filters.get(status ?? '')
  const found = filter ? read(() => readFiltered(filter, params)) : readAll(params)
  return pageOf('/api/v1/invoices', query, { ...found, rows: found.rows.map(toInvoice) })
}

type PageParams = { client_id: number; today: string; per_page: number; skip: number }

function readAll(params: PageParams) {
  const rows = page.all(params)
  const [first] = rows
  return { rows: first?.id == null ? [] : rows, total: first?.list_total ?? 0, maxId: first?.list_max_id ?? null }
}

function readFiltered({ total, newest, rows }: ReturnType<typeof prepareFilter>, params: PageParams) {
  const found = rows.all(params)
  const top = params.skip === 0 ? found[0] : newest.get(params)
  return { rows: found, total: total.get(params)?.total ?? 0, maxId: top?.id ?? null }
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
