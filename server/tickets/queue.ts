import type { Queries } from '../database/database.ts'
import type { Ticket, TicketStatus } from '../generated/schemas.gen.ts'
import { COLUMNS, closing, STATUS, type TicketRow, toTicket } from './store.ts'

/** A ticket as staff sees it. */
export type QueuedTicket = Ticket & { client_id: number }

export interface QueuePage {
  client_id?: number
  status?: TicketStatus
  /** Only tickets with a lower id. */
  before: number
  limit: number
}

const FROM = 'FROM tickets t JOIN users u ON u.id = t.created_by'

const PAGE = `SELECT ${COLUMNS} ${FROM} WHERE t.id < :before ORDER BY t.id DESC LIMIT :limit`

const PAGE_WITH_STATUS = `
  SELECT ${COLUMNS} ${FROM} WHERE t.state = :status AND ${STATUS} = :status AND t.id < :before
  ORDER BY t.id DESC LIMIT :limit`

/** Most tickets are closed, so there is no need to look for them. */
const PAGE_OF_CLOSED = `
  SELECT ${COLUMNS} ${FROM} WHERE ${STATUS} = 'closed' AND t.id < :before ORDER BY t.id DESC LIMIT :limit`

const PAGE_OF_CLIENT = `
  SELECT ${COLUMNS} ${FROM} WHERE t.client_id = :client_id AND ${STATUS} = coalesce(:status, ${STATUS}) AND t.id < :before
  ORDER BY t.id DESC LIMIT :limit`

/** Tickets of all clients or of one, newest first. */
export async function listQueue(queries: Queries, page: QueuePage, now: string): Promise<QueuedTicket[]> {
  const { client_id, status, before, limit } = page
  const params = { before, limit, closing: closing(now) }
  const read = (): Promise<TicketRow[]> => {
    if (client_id !== undefined) return queries.all(PAGE_OF_CLIENT, { ...params, client_id, status: status ?? null })
    if (status === undefined) return queries.all(PAGE, params)
    return status === 'closed'
      ? queries.all(PAGE_OF_CLOSED, params)
      : queries.all(PAGE_WITH_STATUS, { ...params, status })
  }
  return (await read()).map(row => ({ client_id: row.client_id, ...toTicket(row) }))
}
