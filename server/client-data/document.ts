import { listTokensOfUser } from '../auth/list.ts'
import type { ClientRow } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { dateOf } from '../domain/time.ts'
import { getInvoice } from '../invoices/store.ts'
import { listUsersOfClient } from '../users/store.ts'
import { inPages, invoicesOf, repliesOf, subscriptionsOf, ticketsOf } from './store.ts'

/**
 * All data of a client as one JSON document, in pieces. Users come without password hashes, tokens without secrets, and tickets
 * without internal notes. Read it in one transaction.
 */
export async function* clientDocument(queries: Queries, client: ClientRow, now: string): AsyncGenerator<string> {
  const { id } = client
  yield `{"exported_at": ${JSON.stringify(now)},\n"client": ${JSON.stringify(client)}`
  yield* list('users', users(queries, id))
  yield* list('subscriptions', mapped(subscriptionsOf(queries, id, now), JSON.stringify))
  yield* list('invoices', invoices(queries, id, now))
  yield* list('tickets', tickets(queries, id, now))
  yield '}\n'
}

async function* list(name: string, elements: AsyncIterable<string | AsyncIterable<string>>): AsyncGenerator<string> {
  yield `,\n"${name}": [`
  let separator = '\n'
  for await (const element of elements) {
    yield separator
    if (typeof element === 'string') yield element
    else yield* element
    separator = ',\n'
  }
  yield ']'
}

async function* mapped<T>(rows: AsyncIterable<T>, convert: (row: T) => string): AsyncGenerator<string> {
  for await (const row of rows) yield convert(row)
}

async function* users(queries: Queries, clientId: number): AsyncGenerator<string> {
  for await (const user of inPages((after, limit) => listUsersOfClient(queries, clientId, { after, limit }))) {
    const tokens: unknown[] = []
    for await (const token of inPages((after, limit) => listTokensOfUser(queries, user.id, { after, limit }))) {
      const { user_id, email, ...own } = token
      tokens.push(own)
    }
    yield JSON.stringify({ ...user, tokens })
  }
}

async function* invoices(queries: Queries, clientId: number, now: string): AsyncGenerator<string> {
  for await (const { id } of invoicesOf(queries, clientId)) {
    const { pdf_url, ...invoice } = await getInvoice(queries, id, clientId, dateOf(now), '')
    yield JSON.stringify(invoice)
  }
}

async function* tickets(queries: Queries, clientId: number, now: string): AsyncGenerator<AsyncIterable<string>> {
  for await (const ticket of ticketsOf(queries, clientId, now)) yield ticketWithReplies(queries, ticket)
}

/** The number of replies of a ticket is not limited, so they are not collected. */
async function* ticketWithReplies(queries: Queries, ticket: { id: number }): AsyncGenerator<string> {
  yield JSON.stringify(ticket).slice(0, -1)
  yield* list('replies', mapped(repliesOf(queries, ticket.id), JSON.stringify))
  yield '}'
}
