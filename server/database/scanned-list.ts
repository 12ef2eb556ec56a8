import type { Params, Queries } from './database.ts'
import { type ListPage, type ListQuery, skipOf } from './list.ts'

/** The SQL of a list that is read row by row. Every statement may use `:client_id` and the parameters that the caller adds. */
export interface ScannedListSql {
  /** `total`: number of rows with an id up to `:max_id`, and `newest`: the highest id of them. */
  count: string
  /** A page: `:per_page` of these rows, newest first, after the first `:skip`. */
  rows: string
}

/** Reads a page of a list that is short, because only the operator adds to it. */
export async function readScannedList<Row>(
  queries: Queries,
  sql: ScannedListSql,
  query: ListQuery,
  extra: Params,
): Promise<ListPage<Row>> {
  const { client_id, per_page, max_id } = query
  const params = { ...extra, client_id, max_id: max_id ?? Number.MAX_SAFE_INTEGER }
  const [counted, rows] = await Promise.all([
    queries.one<{ total: number; newest: number | null }>(sql.count, params),
    queries.all<Row>(sql.rows, { ...params, per_page, skip: skipOf(query) }),
  ])
  return { rows, total: counted?.total ?? 0, maxId: max_id ?? counted?.newest ?? undefined }
}
