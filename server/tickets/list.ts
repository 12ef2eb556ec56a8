import { readCountedList } from '../database/counted-list.ts'
import type { Database } from '../database/database.ts'
import { COUNTED, type Filter, filteredPage, type ListRows, withState } from '../database/filtered-page.ts'
import type { ListPage, ListQuery } from '../database/list.ts'
import type { CountedListSql, FilterSql } from '../database/list-sql.ts'
import { BLOCK } from '../database/ordinals.ts'
import { readScannedList, type ScannedListSql } from '../database/scanned-list.ts'
import type { Ticket, TicketStatus } from '../generated/schemas.gen.ts'
import { COLUMNS, closing, type TicketRow, toTicket } from './store.ts'

const OWN = 'FROM tickets t WHERE t.client_id = :client_id'

/** LEFT JOIN: a page past the end still has the total. */
const PAGE = `
  LEFT JOIN tickets t ON t.client_id = l.client_id AND t.seq > l.last - :skip - :per_page AND t.seq <= l.last - :skip
  LEFT JOIN users u ON u.id = t.created_by
  ORDER BY t.seq DESC`

const FROM = 'FROM tickets t JOIN users u ON u.id = t.created_by'

const ROWS = `SELECT ${COLUMNS} ${FROM} WHERE t.client_id = :client_id AND t.id`

/** Resolved tickets that have not yet closed with time. They are few, because they close within days. */
const RESOLVED = `${OWN} AND t.state = 'resolved' AND t.resolved_at > :closing`

export const RESOLVED_TICKETS: ScannedListSql = {
  count: `SELECT count(*) AS total, max(+t.id) AS newest ${RESOLVED} AND +t.id <= :max_id`,
  rows: `${ROWS} IN
    (SELECT t.id ${RESOLVED} AND +t.id <= :max_id ORDER BY +t.id DESC LIMIT :per_page OFFSET :skip)
    ORDER BY t.id DESC`,
}

const TICKETS: ListRows = {
  COLUMNS,
  ROWS: `
    LEFT JOIN tickets t ON t.client_id = :client_id AND t.id = page.id
    LEFT JOIN users u ON u.id = t.created_by`,
  SEQ_UP_TO: `SELECT t.seq ${OWN} AND t.id <= :max_id ORDER BY t.id DESC LIMIT 1`,
}

const stored = (STATE: TicketStatus) => filteredPage(TICKETS, withState(`${OWN} AND t.state = '${STATE}'`, STATE))

/** Resolved tickets are counted as closed, except for the few that have not yet closed with time. */
const CLOSED: Filter = {
  MATCHING: `${OWN} AND t.state IN ('closed', 'resolved') AND (t.state = 'closed' OR t.resolved_at <= :closing)`,
  COUNTS: `
    SELECT first, sum(matching) AS matching, sum(others) AS others
    FROM (SELECT first, count AS matching, 0 AS others ${COUNTED} AND state IN ('closed', 'resolved')
      UNION ALL SELECT t.seq - t.seq % ${BLOCK}, -1, 1 ${RESOLVED}) AS counts_of_state
    GROUP BY first`,
  SIZE: BLOCK,
}

const FILTERS: Record<Exclude<TicketStatus, 'resolved'>, FilterSql> = {
  open: stored('open'),
  answered: stored('answered'),
  on_hold: stored('on_hold'),
  closed: filteredPage(TICKETS, CLOSED),
}

export const TICKET_LIST: CountedListSql = {
  kind: 'tickets',
  page: `
    SELECT l.last AS list_total, l.newest AS list_max_id, ${COLUMNS} FROM
      (SELECT l.client_id, l.last, n.id AS newest FROM client_lists l
        JOIN tickets n ON n.client_id = l.client_id AND n.seq = l.last
        WHERE l.client_id = :client_id AND l.kind = 'tickets') AS l
    ${PAGE}`,
  pageUpTo: `
    SELECT l.last AS list_total, l.newest AS list_max_id, ${COLUMNS} FROM
      (SELECT t.client_id, t.seq AS last, t.id AS newest ${OWN} AND t.id <= :max_id ORDER BY t.id DESC LIMIT 1) AS l
    ${PAGE}`,
  filters: FILTERS,
}

/** Lists all tickets of a client, not only those that the user opened. */
export async function listTickets(database: Database, query: ListQuery, now: string): Promise<ListPage<Ticket>> {
  const params = { closing: closing(now) }
  const listed =
    query.status === 'resolved'
      ? await database.read(queries => readScannedList<TicketRow>(queries, RESOLVED_TICKETS, query, params))
      : await readCountedList<TicketRow>(database, TICKET_LIST, query, params)
  return { ...listed, rows: listed.rows.map(toTicket) }
}
