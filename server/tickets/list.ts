import { readCountedList } from '../database/counted-list.ts'
import type { Database } from '../database/database.ts'
import type { ListPage, ListQuery } from '../database/list.ts'
import type { CountedListSql, FilterSql } from '../database/list-sql.ts'
import type { Ticket, TicketStatus } from '../generated/schemas.gen.ts'
import { COLUMNS, closing, type TicketRow, toTicket } from './store.ts'

const OWN = 'FROM tickets t WHERE t.client_id = :client_id'

/** LEFT JOIN: a page past the end still has the total. */
const PAGE = `
  LEFT JOIN tickets t ON t.client_id = l.client_id AND t.seq > l.last - :skip - :per_page AND t.seq <= l.last - :skip
  LEFT JOIN users u ON u.id = t.created_by
  ORDER BY t.seq DESC`

const WITH_STATE = `${OWN} AND t.state = :state`

const NOT_YET_CLOSED = `${OWN} AND t.state = 'resolved' AND t.resolved_at > :closing`

const CLOSED_BY_TIME = `${OWN} AND t.state = 'resolved' AND t.resolved_at <= :closing`

/** Tickets with the state closed, and resolved ones that have closed with time, each in the order of the list, and merged. */
const CLOSED = `
  SELECT t.id, t.seq ${OWN} AND t.state = 'closed' AND t.seq <= :max_seq
  UNION ALL SELECT t.id, t.seq ${CLOSED_BY_TIME} AND t.seq <= :max_seq
  ORDER BY 2 DESC`

const FROM = 'FROM tickets t JOIN users u ON u.id = t.created_by'

/** The subqueries read ids from an index alone, so skipped rows are not read in full. */
const ROWS_WITH_STATE = `
  SELECT ${COLUMNS} ${FROM} WHERE t.id IN
    (SELECT t.id ${WITH_STATE} AND t.seq <= :max_seq ORDER BY t.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY t.id DESC`

const ROWS_NOT_YET_CLOSED = `
  SELECT ${COLUMNS} ${FROM} WHERE t.id IN
    (SELECT t.id ${NOT_YET_CLOSED} AND t.seq <= :max_seq ORDER BY t.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY t.id DESC`

const ROWS_NOT_YET_CLOSED_SORTED = `
  SELECT ${COLUMNS} ${FROM} WHERE t.id IN
    (SELECT t.id ${NOT_YET_CLOSED} AND +t.seq <= :max_seq ORDER BY +t.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY t.id DESC`

const ROWS_CLOSED = `
  SELECT ${COLUMNS} ${FROM} WHERE t.id IN
    (SELECT closed.id FROM (${CLOSED} LIMIT :per_page OFFSET :skip) AS closed)
  ORDER BY t.id DESC`

const COUNT_CLOSED_BY_TIME = `SELECT count(*) AS moved ${CLOSED_BY_TIME}`

const COUNT_CLOSED_BY_TIME_UP_TO = `SELECT count(*) AS moved ${CLOSED_BY_TIME} AND +t.seq <= :max_seq`

const withState = (state: TicketStatus): FilterSql => ({
  state,
  inOrder: {
    newest: `SELECT t.id ${WITH_STATE} AND t.seq <= :max_seq ORDER BY t.seq DESC LIMIT 1`,
    rows: ROWS_WITH_STATE,
  },
})

const FILTERS: Record<TicketStatus, FilterSql> = {
  open: withState('open'),
  answered: withState('answered'),
  on_hold: withState('on_hold'),
  resolved: {
    state: 'resolved',
    moved: { sign: -1, count: COUNT_CLOSED_BY_TIME, countUpTo: COUNT_CLOSED_BY_TIME_UP_TO },
    inOrder: {
      newest: `SELECT t.id ${NOT_YET_CLOSED} AND t.seq <= :max_seq ORDER BY t.seq DESC LIMIT 1`,
      rows: ROWS_NOT_YET_CLOSED,
    },
    sorted: {
      newest: `SELECT max(+t.id) AS id ${NOT_YET_CLOSED}`,
      rows: ROWS_NOT_YET_CLOSED_SORTED,
      states: ['resolved'],
    },
  },
  closed: {
    state: 'closed',
    moved: { sign: 1, count: COUNT_CLOSED_BY_TIME, countUpTo: COUNT_CLOSED_BY_TIME_UP_TO },
    inOrder: { newest: `${CLOSED} LIMIT 1`, rows: ROWS_CLOSED },
  },
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
  seqUpTo: `SELECT t.seq ${OWN} AND t.id <= :max_id ORDER BY t.id DESC LIMIT 1`,
  count: `SELECT count(*) AS counted ${WITH_STATE} AND t.seq >= :first AND t.seq <= :max_seq`,
  nth: `SELECT t.seq ${WITH_STATE} AND t.seq >= :first ORDER BY t.seq LIMIT 1 OFFSET :before`,
  filters: FILTERS,
}

/** Lists all tickets of a client, not only those that the user opened. */
export async function listTickets(database: Database, query: ListQuery, now: string): Promise<ListPage<Ticket>> {
  const listed = await readCountedList<TicketRow>(database, TICKET_LIST, query, { closing: closing(now) })
  return { ...listed, rows: listed.rows.map(toTicket) }
}
