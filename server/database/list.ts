import type { Params, Queries } from './database.ts'
import { type CountedKind, countUpTo, findPageStart, newestRow } from './row-counts.ts'

/** The SQL of a list, newest first. Every statement may use `:client_id` and the parameters of `extra`. */
export interface ListSql {
  kind: CountedKind
  /** A page of the unfiltered list: `:per_page` rows from id `:start` down. */
  rows: string
  /** `id`: the highest id with `:status`. */
  topMatching: string
  /** `total`: number of rows with `:status` and an id up to `:max_id`. */
  totalMatching: string
  /** A page of these rows: `:per_page` rows after the first `:skip`. */
  rowsMatching: string
}

export interface ListQuery {
  client_id: number
  status?: string | undefined
  per_page: number
  page: number
  max_id?: number | undefined
  /** Further parameters of the statements, such as today's date. */
  extra?: Params
}

/** One page of a list and the exact total of the list. */
export interface ListPage<Row> {
  rows: Row[]
  total: number
  /** The highest id that the list includes: the requested one, or the newest matching row's. */
  maxId: number | undefined
}

/**
 * Reads one page, newest first, and the exact total. Only rows up to max_id are included, so that new rows do not shift the pages
 * of a client that walks through them. Without a filter, total and position come from the counters. A filter depends on the
 * current time, so its rows are counted on an index.
 */
export function listRows<Row>(queries: Queries, sql: ListSql, query: ListQuery): Promise<ListPage<Row>> {
  return query.status === undefined ? listAll(queries, sql, query) : listMatching(queries, sql, query, query.status)
}

async function listAll<Row>(queries: Queries, sql: ListSql, query: ListQuery): Promise<ListPage<Row>> {
  const { client_id, per_page, page, extra } = query
  const { id: maxId, total } =
    query.max_id === undefined
      ? await newestRow(queries, sql.kind, client_id)
      : { id: query.max_id, total: await countUpTo(queries, sql.kind, client_id, query.max_id) }
  if (maxId === null) return { rows: [], total, maxId: undefined }
  const skip = (page - 1) * per_page
  const start =
    skip === 0 ? maxId : skip < total ? await findPageStart(queries, sql.kind, client_id, total, skip) : undefined
  const rows = start === undefined ? [] : await queries.all<Row>(sql.rows, { client_id, start, per_page, ...extra })
  return { rows, total, maxId }
}

async function listMatching<Row>(
  queries: Queries,
  sql: ListSql,
  query: ListQuery,
  status: string,
): Promise<ListPage<Row>> {
  const { per_page, page, extra } = query
  const params = { client_id: query.client_id, status, ...extra }
  const maxId = query.max_id ?? (await queries.one<{ id: number | null }>(sql.topMatching, params))?.id ?? undefined
  if (maxId === undefined) return { rows: [], total: 0, maxId }
  const bounded = { ...params, max_id: maxId }
  const { total } = (await queries.one<{ total: number }>(sql.totalMatching, bounded)) ?? { total: 0 }
  const skip = (page - 1) * per_page
  const rows = skip < total ? await queries.all<Row>(sql.rowsMatching, { ...bounded, per_page, skip }) : []
  return { rows, total, maxId }
}
