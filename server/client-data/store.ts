import type { Queries } from '../database/database.ts'
import type { Reply, Subscription, Ticket } from '../generated/schemas.gen.ts'
import { COLUMNS as SUBSCRIPTION, type SubscriptionRow, statusParams, toSubscription } from '../subscriptions/store.ts'
import { closing, COLUMNS as TICKET, type TicketRow, toTicket } from '../tickets/store.ts'
import { type ReplyRow, toReply } from '../tickets/thread.ts'

/** Rows are read in pages, so that a large client needs no more memory than a small one. */
const LIMIT = 100

interface Numbered {
  id: number
}

/** All rows in the order of their ids. @param page reads rows with higher ids */
export async function* inPages<Row extends Numbered>(
  page: (after: number, limit: number) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let after = 0
  for (;;) {
    const rows = await page(after, LIMIT)
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < LIMIT) return
    after = last.id
  }
}

const SUBSCRIPTIONS = `
  SELECT ${SUBSCRIPTION} FROM subscriptions s WHERE s.client_id = :client_id AND s.id > :after ORDER BY s.id LIMIT :limit`

export async function* subscriptionsOf(queries: Queries, clientId: number, now: string): AsyncGenerator<Subscription> {
  const rows = inPages((after, limit) =>
    queries.all<SubscriptionRow>(SUBSCRIPTIONS, { client_id: clientId, after, limit, ...statusParams(now) }),
  )
  for await (const row of rows) yield toSubscription(row, now)
}

const INVOICES = `
  SELECT id FROM invoices WHERE client_id = :client_id AND state <> 'draft' AND id > :after ORDER BY id LIMIT :limit`

/** The ids of issued invoices. */
export const invoicesOf = (queries: Queries, clientId: number): AsyncGenerator<Numbered> =>
  inPages((after, limit) => queries.all<Numbered>(INVOICES, { client_id: clientId, after, limit }))

const TICKETS = `
  SELECT ${TICKET}, t.body FROM tickets t JOIN users u ON u.id = t.created_by
  WHERE t.client_id = :client_id AND t.id > :after ORDER BY t.id LIMIT :limit`

export async function* ticketsOf(
  queries: Queries,
  clientId: number,
  now: string,
): AsyncGenerator<Ticket & { body: string }> {
  const rows = inPages((after, limit) =>
    queries.all<TicketRow & { body: string }>(TICKETS, { client_id: clientId, after, limit, closing: closing(now) }),
  )
  for await (const row of rows) yield { ...toTicket(row), body: row.body }
}

const REPLIES = `
  SELECT id, ticket_id, body, author_type, author_name, created_at FROM ticket_replies
  WHERE ticket_id = :id AND internal = 0 AND (created_at, id) > (:created_at, :after)
  ORDER BY created_at, id LIMIT :limit`

/** All replies of a ticket, oldest first, without internal notes. */
export async function* repliesOf(queries: Queries, id: number): AsyncGenerator<Reply> {
  let last = { created_at: '', after: 0 }
  for (;;) {
    const rows = await queries.all<ReplyRow>(REPLIES, { id, ...last, limit: LIMIT })
    for (const row of rows) {
      yield toReply(row)
      last = { created_at: row.created_at, after: row.id }
    }
    if (rows.length < LIMIT) return
  }
}
