import type { Database, Queries } from '../../server/database/database.ts'
import { findListFault } from '../../server/database/list-check.ts'
import { contentsOf } from '../../server/invoices/content.ts'
import { issueInvoice } from '../../server/invoices/issue.ts'
import { addReply, createTicket } from '../../server/tickets/store.ts'
import { invoiceFile } from '../support/invoice-file.ts'

export const NOW = '2026-11-22T12:00:00Z'

/** Opens a new database with the demo data, until the test ends. */
export type Open = () => Promise<Database>

/** Leaves a database as it is. */
export const asItIs = (database: Database): Database => database

/** What is wrong with the counts and the order of the lists of client 4. */
export const faultsOf = (database: Database) =>
  database.read(async queries => [
    await findListFault(queries, 'invoices', 4, (state, due_date) =>
      state === 'part' || state === 'unpaid' ? { state, due_date } : { state },
    ),
    await findListFault(queries, 'tickets', 4, state => ({ state })),
  ])

/** Opens a ticket. */
export const opening = (client_id: number, user_id: number) => (queries: Queries) =>
  createTicket(
    queries,
    { client_id, user_id, subject: 's', body: 'b', priority: 'low', category: 'general' },
    'Name',
    NOW,
  )

/** Replies to ticket 202 of client 4. */
export const replying =
  (body = 'b', now = NOW) =>
  (queries: Queries) =>
    addReply(queries, { id: 202, client_id: 4, user_id: 7, name: 'Name', body }, now)

/** Issues an invoice of client 4. @returns its id */
export const issuing = async (queries: Queries) => {
  const [found] = await contentsOf(queries, [invoiceFile()] as never)
  if (!found) throw new Error('There is no client')
  return issueInvoice(queries, found.client, found.content, { now: NOW, seller_id: null, payment_days: 14 })
}
