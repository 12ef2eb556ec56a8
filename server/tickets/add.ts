import type { Queries } from '../database/database.ts'
import { insertInto, type Row } from '../database/insert-row.ts'
import { addToList } from '../database/ordinals.ts'

/** Inserts a ticket as it is and adds it to the list of its client. Call it in a transaction. */
export async function addTicket(queries: Queries, ticket: Row & { client_id: number; state: string }): Promise<void> {
  await addToList(queries, 'tickets', ticket.client_id, { state: ticket.state }, seq =>
    insertInto(queries, 'tickets', { ...ticket, seq }),
  )
}
