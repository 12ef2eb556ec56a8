import type { Queries } from '../database/database.ts'
import { type ListPage, type ListQuery, type ListSql, listRows } from '../database/list.ts'
import type { Invoice, InvoiceDetail } from '../generated/schemas.gen.ts'
import { assertOwnedBy } from '../http/ownership.ts'
import {
  type InvoiceDetailRow,
  type InvoiceRow,
  type LineRow,
  type PaymentRow,
  type TaxRow,
  toInvoice,
  toInvoiceDetail,
} from './rows.ts'

/**
 * The status on the day `:today`, in the contract's order of precedence. An invoice with an amount due is overdue from the day
 * after its due date, even if it is partially paid.
 */
export const STATUS = `
  CASE WHEN i.state = 'void' THEN 'void'
    WHEN i.refunded = 1 THEN 'refunded'
    WHEN i.amount_paid >= i.total THEN 'paid'
    WHEN i.due_date < :today THEN 'overdue'
    WHEN i.amount_paid > 0 THEN 'partially_paid'
    ELSE 'unpaid' END`

const COLUMNS = `
  i.id, i.client_id, i.number, ${STATUS} AS status, i.currency, i.issue_date, i.due_date, i.subtotal, i.discount_total,
  i.tax_total, i.total, i.amount_paid, i.subscription_id, i.paid_at, i.voided_at, i.created_at, i.updated_at`

/** Clients do not see drafts. */
const MATCHING = `FROM invoices i WHERE i.client_id = :client_id AND i.state <> 'draft' AND ${STATUS} = :status`

const LIST: ListSql = {
  kind: 'invoices',
  rows: `
    SELECT ${COLUMNS} FROM invoices i WHERE i.client_id = :client_id AND i.state <> 'draft' AND i.id <= :start
    ORDER BY i.id DESC LIMIT :per_page`,
  topMatching: `SELECT max(i.id) AS id ${MATCHING}`,
  totalMatching: `SELECT count(*) AS total ${MATCHING} AND i.id <= :max_id`,
  // The subquery reads ids from the index alone, so skipped rows are not read.
  rowsMatching: `
    SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
      (SELECT i.id ${MATCHING} AND i.id <= :max_id ORDER BY i.id DESC LIMIT :per_page OFFSET :skip)
    ORDER BY i.id DESC`,
}

/** @param origin scheme and host of `pdf_url` */
export async function listInvoices(
  queries: Queries,
  query: ListQuery,
  today: string,
  origin: string,
): Promise<ListPage<Invoice>> {
  const listed = await listRows<InvoiceRow>(queries, LIST, { ...query, extra: { today } })
  return { ...listed, rows: listed.rows.map(row => toInvoice(row, origin)) }
}

const OWNER = `SELECT client_id FROM invoices WHERE id = :id AND state <> 'draft'`

export const invoiceOwner = async (queries: Queries, id: number): Promise<number | undefined> =>
  (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id

const INVOICE = `
  SELECT ${COLUMNS}, i.po_number, i.notes, i.bill_to_name, i.bill_to_email, i.bill_to_tax_id, i.bill_to_line1,
    i.bill_to_line2, i.bill_to_city, i.bill_to_region, i.bill_to_postal_code, i.bill_to_country
  FROM invoices i WHERE i.id = :id AND i.state <> 'draft'`

const LINES = `
  SELECT id, position, description, quantity, unit_price, discount, tax_rate, tax_category, amount, period_start,
    period_end, subscription_id
  FROM invoice_lines WHERE invoice_id = :id ORDER BY position`

const TAXES = `
  SELECT name, category, rate, taxable_amount, amount, exemption_reason
  FROM invoice_taxes WHERE invoice_id = :id ORDER BY rate DESC, category`

const PAYMENTS = `
  SELECT id, amount, currency, method, status, reference, paid_at, created_at
  FROM payments WHERE invoice_id = :id ORDER BY created_at, id`

/** Throws 404 (for drafts too) and 403. */
export async function getInvoice(
  queries: Queries,
  id: number,
  clientId: number,
  today: string,
  origin: string,
): Promise<InvoiceDetail> {
  const invoice = assertOwnedBy(await queries.one<InvoiceDetailRow>(INVOICE, { id, today }), clientId, 'Invoice')
  const lines = await queries.all<LineRow>(LINES, { id })
  const taxes = await queries.all<TaxRow>(TAXES, { id })
  const payments = await queries.all<PaymentRow>(PAYMENTS, { id })
  return toInvoiceDetail(invoice, { lines, taxes, payments }, origin)
}

const HAS_PAYMENTS = 'SELECT 1 FROM payments p WHERE p.invoice_id = i.id AND p.status'

const SUCCEEDED = `FROM payments p WHERE p.invoice_id = i.id AND p.status = 'succeeded'`

/** An invoice is paid at its last payment; one with a total of zero when it is issued, which is when this first runs. */
const SETTLE = `
  UPDATE invoices AS i SET
    amount_paid = (SELECT coalesce(sum(p.amount), 0) ${SUCCEEDED}),
    refunded = CASE WHEN EXISTS (${HAS_PAYMENTS} = 'refunded') AND NOT EXISTS (${HAS_PAYMENTS} IN ('succeeded', 'pending'))
      THEN 1 ELSE 0 END,
    last_payment_failed = CASE WHEN EXISTS (${HAS_PAYMENTS} = 'failed'
      AND p.id = (SELECT max(last.id) FROM payments last WHERE last.invoice_id = i.id)) THEN 1 ELSE 0 END,
    paid_at = CASE WHEN (SELECT coalesce(sum(p.amount), 0) ${SUCCEEDED}) >= i.total
      THEN coalesce((SELECT max(p.paid_at) ${SUCCEEDED}), i.paid_at, :settled_at) END,
    updated_at = :settled_at
  WHERE i.id = :id AND i.state = 'open'`

/**
 * Updates the columns of an open invoice that follow from its payments: amount_paid, refunded, last_payment_failed and paid_at.
 * Call it in the transaction that writes a payment or issues an invoice.
 * @param settledAt stored as updated_at
 */
export const settleInvoice = (queries: Queries, id: number, settledAt: string): Promise<number> =>
  queries.run(SETTLE, { id, settled_at: settledAt })
