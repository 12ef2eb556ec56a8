import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import type { Invoice, InvoiceDetail } from '../generated/schemas.gen.ts'
import { type InvoiceDetailRow, type InvoiceRow, toInvoice, toInvoiceDetail } from './rows.ts'
import { COLUMNS, getInvoice, readParts, STATUS } from './store.ts'

/** An issued invoice, or a draft, which has no number. */
export type ListedInvoice = Omit<Invoice, 'number' | 'status' | 'issue_date' | 'due_date'> & {
  client_id: number
  number: string | null
  status: Invoice['status'] | 'draft'
  issue_date: string | null
  due_date: string | null
}

export interface InvoicePage {
  client_id?: number
  status?: string
  drafts?: boolean
  /** Only invoices with a lower id. */
  before: number
  limit: number
}

const MATCHING = `CASE WHEN i.state = 'draft' THEN 1 ELSE 0 END = :drafts AND ${STATUS} IS NOT DISTINCT FROM coalesce(:status, ${STATUS})`

const PAGE = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.id < :before AND ${MATCHING} ORDER BY i.id DESC LIMIT :limit`

const PAGE_OF_CLIENT = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.client_id = :client_id AND i.id < :before AND ${MATCHING}
  ORDER BY i.id DESC LIMIT :limit`

/** Invoices of all clients or of one, newest first. @param origin scheme and host of `pdf_url` */
export async function browseInvoices(
  queries: Queries,
  { client_id, status = null as never, drafts = false, before, limit }: InvoicePage,
  today: string,
  origin: string,
): Promise<ListedInvoice[]> {
  const params = { status, drafts: drafts ? 1 : 0, before, limit, today }
  const rows =
    client_id === undefined
      ? await queries.all<InvoiceRow>(PAGE, params)
      : await queries.all<InvoiceRow>(PAGE_OF_CLIENT, { ...params, client_id })
  return rows.map(row => ({
    client_id: row.client_id,
    ...toInvoice(row, origin),
    ...(drafts && { status: 'draft' as const }),
  }))
}

const BY_NUMBER = 'SELECT id FROM invoices WHERE number = :number'

const BY_ID = 'SELECT id, client_id, state FROM invoices WHERE id = :id'

/**
 * The id of the invoice that an operator names by its number or its id. Throws Refused, also for a text that is the number of one
 * invoice and the id of another.
 */
export async function invoiceIdOf(queries: Queries, text: string): Promise<number> {
  const byNumber = await queries.one<{ id: number }>(BY_NUMBER, { number: text })
  const byId = /^[1-9]\d{0,15}$/.test(text) ? await queries.one<{ id: number }>(BY_ID, { id: Number(text) }) : undefined
  if (byNumber && byId && byNumber.id !== byId.id) {
    throw new Refused(`${text} is the number of invoice ${byNumber.id} and the id of another; use ${byNumber.id}`)
  }
  const found = byNumber ?? byId
  if (!found) throw new Refused(`There is no invoice ${text}; "clustrix invoice list" shows all`)
  return found.id
}

/** A draft shows the client as it is now. */
const DRAFT = `
  SELECT ${COLUMNS}, i.po_number, i.notes, c.name AS bill_to_name, c.email AS bill_to_email, c.tax_id AS bill_to_tax_id,
    c.line1 AS bill_to_line1, c.line2 AS bill_to_line2, c.city AS bill_to_city, c.region AS bill_to_region,
    c.postal_code AS bill_to_postal_code, c.country AS bill_to_country
  FROM invoices i JOIN clients c ON c.id = i.client_id WHERE i.id = :id AND i.state = 'draft'`

/** The parts of an invoice that a draft may not have yet. */
export type ShownInvoice = Omit<InvoiceDetail, keyof Invoice> & ListedInvoice

/** An issued invoice or a draft in detail. Throws Refused. */
export async function showInvoice(queries: Queries, id: number, today: string, origin: string): Promise<ShownInvoice> {
  const { client_id, state } = await existing(queries, id)
  if (state !== 'draft') return { client_id, ...(await getInvoice(queries, id, client_id, today, origin)) }
  const row = await queries.one<InvoiceDetailRow>(DRAFT, { id, today })
  if (!row) throw new Error(`Draft ${id} has no client`)
  return { client_id, ...toInvoiceDetail(row, await readParts(queries, { client_id, id }), origin), status: 'draft' }
}

/** An issued invoice as it is printed. Throws Refused for a draft. */
export async function issuedInvoice(
  queries: Queries,
  id: number,
  today: string,
): Promise<InvoiceDetail & { client_id: number }> {
  const { client_id, state } = await existing(queries, id)
  if (state === 'draft') throw new Refused(`Invoice ${id} is a draft; issue it first`)
  return { client_id, ...(await getInvoice(queries, id, client_id, today, '')) }
}

async function existing(queries: Queries, id: number): Promise<{ client_id: number; state: string }> {
  const row = await queries.one<{ client_id: number; state: string }>(BY_ID, { id })
  if (!row) throw new Refused(`There is no invoice ${id}; "clustrix invoice list" shows all`)
  return row
}
