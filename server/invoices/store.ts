import type { Queries } from '../database/database.ts'
import type { InvoiceDetail } from '../generated/schemas.gen.ts'
import { assertFound, type OfClient, type Ownership } from '../http/ownership.ts'
import { type InvoiceDetailRow, type LineRow, type PaymentRow, type TaxRow, toInvoiceDetail } from './rows.ts'

/**
 * The status on the day `:today`, in the contract's order of precedence. An invoice with an amount due is overdue from the day
 * after its due date, even if it is partially paid.
 */
export const STATUS = `
  CASE WHEN i.settled IN ('part', 'unpaid') AND i.due_date < :today THEN 'overdue'
    WHEN i.settled = 'part' THEN 'partially_paid'
    ELSE i.settled END`

export const COLUMNS = `
  i.id, i.client_id, i.number, ${STATUS} AS status, i.currency, i.issue_date, i.due_date, i.subtotal, i.discount_total,
  i.tax_total, i.total, i.amount_paid, i.subscription_id, i.paid_at, i.voided_at, i.created_at, i.updated_at`

const OWNER = `SELECT client_id FROM invoices WHERE id = :id AND state <> 'draft'`

export const invoiceOwnership: Ownership = {
  resource: 'Invoice',
  ownerOf: async (queries, id) => (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id,
}

const INVOICE = `
  SELECT ${COLUMNS}, i.po_number, i.notes, i.bill_to_name, i.bill_to_email, i.bill_to_tax_id, i.bill_to_line1,
    i.bill_to_line2, i.bill_to_city, i.bill_to_region, i.bill_to_postal_code, i.bill_to_country
  FROM invoices i WHERE i.client_id = :client_id AND i.id = :id AND i.state <> 'draft'`

const LINES = `
  SELECT id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount, period_start,
    period_end, subscription_id
  FROM invoice_lines WHERE client_id = :client_id AND invoice_id = :id ORDER BY position`

const TAXES = `
  SELECT name, category, rate, taxable_amount, amount, exemption_reason
  FROM invoice_taxes WHERE client_id = :client_id AND invoice_id = :id ORDER BY rate DESC, category`

const PAYMENTS = `
  SELECT id, amount, currency, method, status, reference, paid_at, created_at
  FROM payments WHERE client_id = :client_id AND invoice_id = :id ORDER BY created_at, id`

/** The lines of an invoice by position. */
export const linesOf = (queries: Queries, invoice: OfClient) => queries.all<LineRow>(LINES, { ...invoice })

/** The taxes of an invoice: the highest rate first, then by category. */
export const taxesOf = (queries: Queries, invoice: OfClient) => queries.all<TaxRow>(TAXES, { ...invoice })

/** Throws 404 (for drafts too) and 403. */
export async function getInvoice(
  queries: Queries,
  id: number,
  clientId: number,
  today: string,
  origin: string,
): Promise<InvoiceDetail> {
  const [found, parts] = await Promise.all([
    queries.one<InvoiceDetailRow>(INVOICE, { client_id: clientId, id, today }),
    readParts(queries, { client_id: clientId, id }),
  ])
  const invoice = await assertFound(found, invoiceOwnership, queries, id, clientId)
  return toInvoiceDetail(invoice, parts, origin)
}

/** The lines, taxes and payments of an invoice. */
export async function readParts(
  queries: Queries,
  invoice: OfClient,
): Promise<{ lines: LineRow[]; taxes: TaxRow[]; payments: PaymentRow[] }> {
  const [lines, taxes, payments] = await Promise.all([
    linesOf(queries, invoice),
    taxesOf(queries, invoice),
    queries.all<PaymentRow>(PAYMENTS, { ...invoice }),
  ])
  return { lines, taxes, payments }
}
