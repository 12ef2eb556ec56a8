import { findClient, holdClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { type InvoiceContent, type IssueTerms, issueInvoice } from './issue.ts'
import type { NewLine } from './priced.ts'

const DRAFT = `
  SELECT client_id, currency, issue_date, due_date, po_number, notes, subscription_id
  FROM invoices WHERE id = :id AND state = 'draft'`

const LINES = `
  SELECT l.description, l.quantity, l.unit_price, l.discount, l.tax_rate, l.tax_category, l.period_start, l.period_end,
    l.subscription_id, t.exemption_reason
  FROM invoice_lines l
    LEFT JOIN invoice_taxes t ON t.invoice_id = l.invoice_id AND t.category = l.tax_category AND t.rate = l.tax_rate
  WHERE l.invoice_id = :id ORDER BY l.position`

/**
 * Issues a draft. The issued invoice has a new id, because a list is in the order of ids; the draft is deleted. Call it in a
 * transaction. Throws Refused.
 * @param replaced dates to use instead of those of the draft
 * @returns id of the invoice
 */
export async function issueDraft(
  queries: Queries,
  id: number,
  terms: IssueTerms,
  replaced: { issue_date?: string; due_date?: string } = {},
): Promise<number> {
  const draft = await queries.one<Omit<InvoiceContent, 'lines'> & { client_id: number }>(DRAFT, { id })
  if (!draft) throw noDraft(id)
  await holdClient(queries, draft.client_id)
  const client = await findClient(queries, draft.client_id)
  if (!client) throw new Error(`Draft ${id} has no client`)
  const lines = await queries.all<NewLine>(LINES, { id })
  const issued = await issueInvoice(queries, client, { ...draft, ...replaced, lines }, terms)
  await discardDraft(queries, id)
  return issued
}

const DISCARD = `DELETE FROM invoices WHERE id = :id AND state = 'draft'`

/** Deletes a draft with its lines. Throws Refused. */
export async function discardDraft(queries: Queries, id: number): Promise<void> {
  if ((await queries.run(DISCARD, { id })) === 0) throw noDraft(id)
}

const noDraft = (id: number) => new Refused(`There is no draft ${id}; "clustrix invoice list --drafts" shows all`)
