import { readCountedList } from '../database/counted-list.ts'
import type { Database } from '../database/database.ts'
import type { ListPage, ListQuery } from '../database/list.ts'
import { type CountedListSql, type FilterSql, reading, readingByDate } from '../database/list-sql.ts'
import type { Invoice, InvoiceStatus } from '../generated/schemas.gen.ts'
import { type InvoiceRow, toInvoice } from './rows.ts'
import type { Settled } from './settle.ts'
import { COLUMNS } from './store.ts'

const OWN = 'FROM invoices i WHERE i.client_id = :client_id'

/** LEFT JOIN: a page past the end still has the total. */
const PAGE = `
  LEFT JOIN invoices i ON i.client_id = l.client_id AND i.seq > l.last - :skip - :per_page AND i.seq <= l.last - :skip
  ORDER BY i.seq DESC`

const ROWS = `SELECT ${COLUMNS} FROM invoices i WHERE i.client_id = :client_id AND i.id`

const WITH_STATE = `${OWN} AND i.settled = :state`

const NOT_DUE = `${WITH_STATE} AND i.due_date >= :today`

/** The first condition selects the index that has only such invoices. */
const OVERDUE = `${OWN} AND i.settled IN ('part', 'unpaid') AND i.due_date < :today`

const withState = (state: Settled): FilterSql => ({ ...reading(ROWS, WITH_STATE), states: [state] })

const notDue = (state: Settled): FilterSql => ({ ...readingByDate(ROWS, NOT_DUE), states: [state], due: 'ahead' })

const FILTERS: Record<InvoiceStatus, FilterSql> = {
  unpaid: notDue('unpaid'),
  partially_paid: notDue('part'),
  paid: withState('paid'),
  overdue: { ...readingByDate(ROWS, OVERDUE), states: ['part', 'unpaid'], due: 'passed' },
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
