import { readCountedList } from '../database/counted-list.ts'
import type { Database } from '../database/database.ts'
import { COUNTED, type Filter, filteredPage, type ListRows, withState } from '../database/filtered-page.ts'
import type { ListPage, ListQuery } from '../database/list.ts'
import type { CountedListSql, FilterSql } from '../database/list-sql.ts'
import { DUE_BLOCK } from '../database/ordinals.ts'
import type { Invoice, InvoiceStatus } from '../generated/schemas.gen.ts'
import { type InvoiceRow, toInvoice } from './rows.ts'
import type { Settled } from './settle.ts'
import { COLUMNS } from './store.ts'

const OWN = 'FROM invoices i WHERE i.client_id = :client_id'

/** LEFT JOIN: a page past the end still has the total. */
const PAGE = `
  LEFT JOIN invoices i ON i.client_id = l.client_id AND i.seq > l.last - :skip - :per_page AND i.seq <= l.last - :skip
  ORDER BY i.seq DESC`

const INVOICES: ListRows = {
  COLUMNS,
  ROWS: 'LEFT JOIN invoices i ON i.client_id = :client_id AND i.id = page.id',
  SEQ_UP_TO: `SELECT i.seq ${OWN} AND i.id <= :max_id AND i.seq IS NOT NULL ORDER BY i.id DESC LIMIT 1`,
}

const settled = (STATE: Settled) => filteredPage(INVOICES, withState(`${OWN} AND i.settled = '${STATE}'`, STATE))

const PASSED = 'sum(CASE WHEN due_date < :today THEN count ELSE 0 END)'

const notDue = (STATE: Settled) =>
  filteredPage(INVOICES, {
    MATCHING: `${OWN} AND i.settled = '${STATE}' AND i.due_date >= :today`,
    COUNTS: `
      SELECT first, sum(count) - ${PASSED} AS matching, ${PASSED} AS others ${COUNTED} AND state = '${STATE}' GROUP BY first`,
    SIZE: DUE_BLOCK,
  })

/** Grouped by state first: the primary key has that order, so only the sums of blocks are sorted. */
const OVERDUE: Filter = {
  // The condition selects the index that has only such invoices.
  MATCHING: `${OWN} AND i.settled IN ('part', 'unpaid') AND i.due_date < :today`,
  COUNTS: `
    SELECT first, sum(passed) AS matching, sum(counted - passed) AS others
    FROM (SELECT first, sum(count) AS counted, ${PASSED} AS passed ${COUNTED} AND state IN ('part', 'unpaid')
      GROUP BY state, first) AS counts_of_state
    GROUP BY first`,
  SIZE: DUE_BLOCK,
}

const FILTERS: Record<InvoiceStatus, FilterSql> = {
  unpaid: notDue('unpaid'),
  partially_paid: notDue('part'),
  paid: settled('paid'),
  overdue: filteredPage(INVOICES, OVERDUE),
  void: settled('void'),
  refunded: settled('refunded'),
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
