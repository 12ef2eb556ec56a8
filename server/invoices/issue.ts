import type { ClientRow } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { insertInto, type Row } from '../database/insert-row.ts'
import { nextNumber } from '../database/numbers.ts'
import { addDays } from '../domain/dates.ts'
import { Refused } from '../domain/refused.ts'
import { dateOf } from '../domain/time.ts'
import { addInvoice } from './add.ts'
import type { NewLine } from './priced.ts'
import { settleInvoice } from './settle.ts'
import { taxName } from './tax-names.ts'
import { type Totals, totalsOf } from './totals.ts'

/** What an operator decides about an invoice. Null dates follow from the day of issue. */
export interface InvoiceContent {
  currency: string
  issue_date: string | null
  due_date: string | null
  po_number: string | null
  notes: string | null
  subscription_id: number | null
  lines: readonly NewLine[]
}

/** What is the same for all invoices that a command issues. */
export interface IssueTerms {
  now: string
  /** The stored version of the seller; null if there is none. */
  seller_id: number | null
  /** Days from the issue date to the due date. */
  payment_days: number
}

/**
 * Issues an invoice: it takes the next number and is in the client's list. Call it in a transaction, so that the number is taken only
 * together with the invoice. Throws Refused.
 * @returns its id
 */
export async function issueInvoice(
  queries: Queries,
  client: ClientRow,
  content: InvoiceContent,
  { now, seller_id, payment_days }: IssueTerms,
): Promise<number> {
  if (client.erased_at !== null) throw new Refused(`The data of client ${client.id} has been erased`)
  const issue_date = content.issue_date ?? dateOf(now)
  const due_date = content.due_date ?? addDays(issue_date, payment_days)
  if (issue_date > dateOf(now)) throw new Refused(`The issue date ${issue_date} is in the future`)
  if (due_date < issue_date) throw new Refused(`The due date ${due_date} is before the issue date ${issue_date}`)
  const totals = totalsOf(content.lines, content.currency)
  const id = await addInvoice(queries, {
    ...columnsOf(client, content, totals, now),
    ...billTo(client),
    state: 'open',
    number: await takeNumber(queries, issue_date),
    issue_date,
    due_date,
    seller_id,
  })
  await addParts(queries, { client_id: client.id, invoice_id: id }, content.lines, totals)
  // An invoice with a total of zero is paid when it is issued.
  await settleInvoice(queries, id, now)
  return id
}

/** Stores a draft, which is in no list and has no number. @returns its id */
export async function addDraft(
  queries: Queries,
  client: ClientRow,
  content: InvoiceContent,
  now: string,
): Promise<number> {
  const totals = totalsOf(content.lines, content.currency)
  const { issue_date, due_date } = content
  const columns = columnsOf(client, content, totals, now)
  const id = await addInvoice(queries, { ...columns, state: 'draft', issue_date, due_date })
  await addParts(queries, { client_id: client.id, invoice_id: id }, content.lines, totals)
  return id
}

const columnsOf = (client: ClientRow, content: InvoiceContent, totals: Totals, now: string) => ({
  client_id: client.id,
  currency: content.currency,
  subtotal: totals.subtotal,
  discount_total: totals.discount_total,
  tax_total: totals.tax_total,
  total: totals.total,
  subscription_id: content.subscription_id,
  po_number: content.po_number,
  notes: content.notes,
  created_at: now,
  updated_at: now,
})

const billTo = (client: ClientRow): Row => ({
  bill_to_name: client.name,
  bill_to_email: client.email,
  bill_to_tax_id: client.tax_id,
  bill_to_line1: client.line1,
  bill_to_line2: client.line2,
  bill_to_city: client.city,
  bill_to_region: client.region,
  bill_to_postal_code: client.postal_code,
  bill_to_country: client.country,
})

async function addParts(
  queries: Queries,
  invoice: { client_id: number; invoice_id: number },
  lines: readonly NewLine[],
  totals: Totals,
): Promise<void> {
  for (const [index, { exemption_reason: _, ...line }] of lines.entries()) {
    const amount = totals.amounts[index] ?? 0
    await insertInto(queries, 'invoice_lines', { ...line, ...invoice, position: index + 1, amount })
  }
  for (const tax of totals.taxes) {
    const exemption_reason = lines.find(line => line.tax_category === tax.category)?.exemption_reason ?? null
    const name = taxName(tax.category, tax.rate)
    await insertInto(queries, 'invoice_taxes', { ...tax, ...invoice, name, exemption_reason })
  }
}

const LAST_ISSUED = `SELECT max(issue_date) AS issue_date FROM invoices WHERE imported = 0 AND state <> 'draft'`

const TAKEN = 'SELECT id FROM invoices WHERE number = :number'

/** The next number of the year of issue that no imported invoice has. Throws Refused if a later date has been used. */
async function takeNumber(queries: Queries, issueDate: string): Promise<string> {
  for (;;) {
    // Also a lock: an invoice that another process issues meanwhile is not read before it is complete.
    const number = await nextNumber(queries, 'INV', issueDate.slice(0, 4))
    const last = (await queries.one<{ issue_date: string | null }>(LAST_ISSUED))?.issue_date
    if (last && issueDate < last) {
      throw new Refused(
        `The issue date ${issueDate} is before ${last}, the date of the last issued invoice: dates must not decrease along the numbers`,
      )
    }
    if (!(await queries.one(TAKEN, { number }))) return number
  }
}
