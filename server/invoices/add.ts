import type { Queries } from '../database/database.ts'
import { insertForId, type Row } from '../database/insert-row.ts'
import { addToList } from '../database/ordinals.ts'
import { countedAs, settledOf } from './settle.ts'

/** The columns of a new invoice; those that its payments change may be left out. */
export type NewInvoice = Row & { client_id: number; state: string; total: number; due_date?: string | null }

/**
 * Inserts an invoice and, unless it is a draft, adds it to the list of its client. Call it in a transaction; then insert the payments
 * and settle the invoice.
 * @param takeId finds the id of an issued invoice, which must be the highest of the list. It is called once no other transaction can add
 * a higher one
 * @returns its id
 */
export async function addInvoice(
  queries: Queries,
  invoice: NewInvoice,
  takeId?: () => Promise<number>,
): Promise<number> {
  const { client_id, state, total, due_date } = invoice
  if (state === 'draft') return insertForId(queries, 'invoices', invoice)
  const amount_paid = Number(invoice.amount_paid ?? 0)
  const settled = settledOf({ state, refunded: invoice.refunded === 1, amount_paid, total })
  return addToList(queries, 'invoices', client_id, countedAs(settled, due_date ?? ''), async seq =>
    insertForId(queries, 'invoices', { ...invoice, ...(takeId && { id: await takeId() }), seq, settled }),
  )
}
