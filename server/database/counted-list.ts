import type { Database, Params } from './database.ts'
import { LONGEST_PAGE } from './filtered-page.ts'
import { type ListPage, type ListQuery, skipOf } from './list.ts'
import type { CountedListSql, FilterSql } from './list-sql.ts'

interface PageRow {
  id: number | null
  list_total: number
  list_max_id?: number
}

/**
 * Reads a page as explained in migrations 0003_list_ordinals.sql and 0007_counts_by_due_date.sql. It is one statement, so it needs no
 * transaction, and one round trip.
 */
export async function readCountedList<Row extends { id: number }>(
  database: Database,
  sql: CountedListSql,
  query: ListQuery,
  extra: Params,
): Promise<ListPage<Row>> {
  const { client_id, per_page, max_id } = query
  if (per_page > LONGEST_PAGE) throw new RangeError(`A page has at most ${LONGEST_PAGE} rows`)
  const skip = skipOf(query)
  const params = { ...extra, client_id, kind: sql.kind, per_page, skip, max_id: max_id ?? null }
  const found = await database.all<Row & PageRow>(statementOf(sql, query), params)
  const [first] = found
  const total = first?.list_total ?? 0
  const rows = first?.id == null ? [] : found
  if (rows.length === 0 && skip < total)
    throw new Error(`block_counts does not match the ${sql.kind} of client ${client_id}`)
  return { rows, total, maxId: max_id ?? first?.list_max_id ?? rows[0]?.id }
}

function statementOf({ kind, page, pageUpTo, filters }: CountedListSql, query: ListQuery): string {
  const { status, max_id } = query
  if (status === undefined) return max_id === undefined ? page : pageUpTo
  if (!Object.hasOwn(filters, status)) throw new Error(`The list of ${kind} has no filter ${status}`)
  const filter = filters[status] as FilterSql
  return max_id === undefined && skipOf(query) > 0 ? filter.pageAndNewest : filter.page
}
