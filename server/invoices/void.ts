import type { Queries } from '../database/database.ts'
import { moveInList } from '../database/ordinals.ts'
import { Refused } from '../domain/refused.ts'
import { countedAs, lockInvoice, type Settled } from './settle.ts'

const INVOICE = `
  SELECT i.client_id, i.seq, i.due_date, i.number, i.state, i.settled, (SELECT count(*) FROM payments p WHERE p.invoice_id = i.id
    AND p.status = 'pending') AS pending
  FROM invoices i WHERE i.id = :id`

const VOID = `
  UPDATE invoices SET state = 'void', voided_at = :now, updated_at = :now, settled = 'void'
  WHERE id = :id AND settled = 'unpaid'`

/** Takes back an issued invoice of which nothing has been paid. Call it in a transaction. Throws Refused. */
export async function voidInvoice(queries: Queries, id: number, now: string): Promise<void> {
  await lockInvoice(queries, id)
  const invoice = await queries.one<{
    client_id: number
    seq: number
    due_date: string
    number: string
    state: string
    settled: Settled
    pending: number
  }>(INVOICE, { id })
  if (!invoice) throw new Refused(`There is no invoice ${id}; "clustrix invoice list" shows all`)
  const { number, state, settled, due_date } = invoice
  if (state === 'draft') throw new Refused(`Invoice ${id} is a draft; "clustrix invoice discard ${id}" deletes it`)
  if (settled === 'void') throw new Refused(`Invoice ${number} is void already`)
  if (settled !== 'unpaid') throw new Refused(`Invoice ${number} cannot be voided, because it has been paid`)
  if (invoice.pending > 0) throw new Refused(`Invoice ${number} has a pending payment; let it fail first`)
  await queries.run(VOID, { id, now })
  await moveInList(queries, 'invoices', invoice, countedAs(settled, due_date), countedAs('void', due_date))
}
