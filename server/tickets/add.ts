import type { Queries } from '../database/database.ts'
import { insertForId, type Row } from '../database/insert-row.ts'
import { addToList } from '../database/ordinals.ts'

/**
 * Inserts a ticket as it is and adds it to the list of its client. Call it in a transaction.
 * @param takeId finds the id, as for addInvoice()
 * @returns its id
 */
export const addTicket = (
  queries: Queries,
  ticket: Row & { client_id: number; state: string },
  takeId?: () => Promise<number>,
): Promise<number> =>
  addToList(queries, 'tickets', ticket.client_id, { state: ticket.state }, async seq =>
    insertForId(queries, 'tickets', { ...ticket, ...(takeId && { id: await takeId() }), seq }),
  )
