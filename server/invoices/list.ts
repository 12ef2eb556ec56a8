import { readCountedList } from '../database/counted-list.ts'
import type { Database } from '../database/database.ts'
import type { ListPage, ListQuery } from '../database/list.ts'
import type { CountedListSql, FilterSql } from '../database/list-sql.ts'
import type { Invoice, InvoiceStatus } from '../generated/schemas.gen.ts'
import { type InvoiceRow, toInvoice } from './rows.ts'
import type { Settled } from './settle.ts'
import { COLUMNS } from './store.ts'

const OWN = 'FROM invoices i WHERE i.client_id = :client_id'

/** LEFT JOIN: a page past the end still has the total. */
const PAGE = `
  LEFT JOIN invoices i ON i.client_id = l.client_id AND i.seq > l.last - :skip - :per_page AND i.seq <= l.last - :skip
  ORDER BY i.seq DESC`

const WITH_STATE = `${OWN} AND i.settled = :state`

const NOT_DUE = `${WITH_STATE} AND i.due_date >= :today`

/** Only invoices that are owed are in the index by due date. The `+` keeps the engine from choosing one by ordinal. */
const OWED = `${OWN} AND i.settled IN ('part', 'unpaid')`

const NOT_DUE_BY_DATE = `${OWED} AND i.settled = :state AND i.due_date >= :today`

const OVERDUE_BY_DATE = `${OWED} AND i.due_date < :today`

const DUE_WITH_STATE = `${OWED} AND i.settled = :state AND i.due_date < :today`

/** Read in the order of the list for each of the two states, and merged. */
const OVERDUE = `
  SELECT i.id, i.seq ${OWN} AND i.settled = 'part' AND i.due_date < :today AND i.seq <= :max_seq
  UNION ALL SELECT i.id, i.seq ${OWN} AND i.settled = 'unpaid' AND i.due_date < :today AND i.seq <= :max_seq
  ORDER BY 2 DESC`

/** The subqueries read ids from an index alone, so skipped rows are not read in full. */
const ROWS_WITH_STATE = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
    (SELECT i.id ${WITH_STATE} AND i.seq <= :max_seq ORDER BY i.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY i.id DESC`

const ROWS_NOT_DUE = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
    (SELECT i.id ${NOT_DUE} AND i.seq <= :max_seq ORDER BY i.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY i.id DESC`

const ROWS_NOT_DUE_SORTED = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
    (SELECT i.id ${NOT_DUE_BY_DATE} AND +i.seq <= :max_seq ORDER BY +i.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY i.id DESC`

const ROWS_OVERDUE = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
    (SELECT overdue.id FROM (${OVERDUE} LIMIT :per_page OFFSET :skip) AS overdue)
  ORDER BY i.id DESC`

const ROWS_OVERDUE_SORTED = `
  SELECT ${COLUMNS} FROM invoices i WHERE i.id IN
    (SELECT i.id ${OVERDUE_BY_DATE} AND +i.seq <= :max_seq ORDER BY +i.seq DESC LIMIT :per_page OFFSET :skip)
  ORDER BY i.id DESC`

const withState = (state: Settled): FilterSql => ({
  state,
  inOrder: {
    newest: `SELECT i.id ${WITH_STATE} AND i.seq <= :max_seq ORDER BY i.seq DESC LIMIT 1`,
    rows: ROWS_WITH_STATE,
  },
})

const withStateNotDue = (state: Settled): FilterSql => ({
  state,
  moved: {
    sign: -1,
    count: `SELECT count(*) AS moved ${DUE_WITH_STATE}`,
    countUpTo: `SELECT count(*) AS moved ${DUE_WITH_STATE} AND +i.seq <= :max_seq`,
  },
  inOrder: { newest: `SELECT i.id ${NOT_DUE} AND i.seq <= :max_seq ORDER BY i.seq DESC LIMIT 1`, rows: ROWS_NOT_DUE },
  sorted: { newest: `SELECT max(+i.id) AS id ${NOT_DUE_BY_DATE}`, rows: ROWS_NOT_DUE_SORTED, states: [state] },
})

const FILTERS: Record<InvoiceStatus, FilterSql> = {
  unpaid: withStateNotDue('unpaid'),
  partially_paid: withStateNotDue('part'),
  paid: withState('paid'),
  overdue: {
    moved: {
      sign: 1,
      count: `SELECT count(*) AS moved ${OVERDUE_BY_DATE}`,
      countUpTo: `SELECT count(*) AS moved ${OVERDUE_BY_DATE} AND +i.seq <= :max_seq`,
    },
    inOrder: { newest: `${OVERDUE} LIMIT 1`, rows: ROWS_OVERDUE },
    sorted: {
      newest: `SELECT max(+i.id) AS id ${OVERDUE_BY_DATE}`,
      rows: ROWS_OVERDUE_SORTED,
      states: ['part', 'unpaid'],
    },
  },
  void: withState('void'),
  refunded: withState('refunded'),
}

export const INVOICE_LIST: CountedListSql = {
  kind: 'invoices',
  page: `
    SELECT l.last AS list_total, l.newest AS list_max_id, ${COLUMNS} FROM
      (SELECT l.client_id, l.last, n.id AS newest FROM client_lists l
        JOIN invoices n ON n.client_id = l.client_id AND n.seq = l.last
        WHERE l.client_id = :client_id AND l.kind = 'invoices') AS l
    ${PAGE}`,
  pageUpTo: `
    SELECT l.last AS list_total, l.newest AS list_max_id, ${COLUMNS} FROM
      (SELECT i.client_id, i.seq AS last, i.id AS newest ${OWN} AND i.id <= :max_id AND i.seq IS NOT NULL
        ORDER BY i.id DESC LIMIT 1) AS l
    ${PAGE}`,
  seqUpTo: `SELECT i.seq ${OWN} AND i.id <= :max_id AND i.seq IS NOT NULL ORDER BY i.id DESC LIMIT 1`,
  count: `SELECT count(*) AS counted ${WITH_STATE} AND i.seq >= :first AND i.seq <= :max_seq`,
  nth: `SELECT i.seq ${WITH_STATE} AND i.seq >= :first ORDER BY i.seq LIMIT 1 OFFSET :before`,
  filters: FILTERS,
}

/** @param origin scheme and host of `pdf_url` */
export async function listInvoices(
  database: Database,
  query: ListQuery,
  today: string,
  origin: string,
): Promise<ListPage<Invoice>> {
  const listed = await readCountedList<InvoiceRow>(database, INVOICE_LIST, query, { today })
  return { ...listed, rows: listed.rows.map(row => toInvoice(row, origin)) }
}
