import type { Database, Params, Queries } from './database.ts'
import { readFiltered } from './filtered-list.ts'
import { type ListPage, type ListQuery, skipOf } from './list.ts'
import type { CountedListSql, FilterSql } from './list-sql.ts'

interface PageRow {
  id: number | null
  list_total: number
  list_max_id: number
}

/** Reads a page as explained in migration 0003_list_ordinals.sql. */
export function readCountedList<Row extends { id: number }>(
  database: Database,
  sql: CountedListSql,
  query: ListQuery,
  extra: Params,
): Promise<ListPage<Row>> {
  const { status } = query
  if (status === undefined) return readAll<Row>(database, sql, query, extra)
  if (!Object.hasOwn(sql.filters, status)) throw new Error(`The list of ${sql.kind} has no filter ${status}`)
  const filter = sql.filters[status] as FilterSql
  return database.read(queries => readFiltered<Row>(queries, sql, filter, query, extra, database.isShared))
}

/** One statement, so it needs no transaction. */
async function readAll<Row>(
  queries: Queries,
  sql: CountedListSql,
  query: ListQuery,
  extra: Params,
): Promise<ListPage<Row>> {
  const { client_id, per_page, max_id } = query
  const params = { ...extra, client_id, per_page, skip: skipOf(query) }
  const found =
    max_id === undefined
      ? await queries.all<Row & PageRow>(sql.page, params)
      : await queries.all<Row & PageRow>(sql.pageUpTo, { ...params, max_id })
  const [first] = found
  return {
    rows: first?.id == null ? [] : found,
    total: first?.list_total ?? 0,
    maxId: max_id ?? first?.list_max_id,
  }
}
