import type { Params, Queries } from './database.ts'
import { type CountedKind, countUpTo, newest, seek } from './row-counts.ts'

/** The SQL of a resource's list, newest first. Every statement knows `:client_id` and the parameters of `extra`. */
export interface ListSql {
  kind: CountedKind
  /** A page of the unfiltered list from `:start` down, `:per_page` rows. */
  rows: string
  /** `id`: the highest one with `:status`. */
  topMatching: string
  /** `total`: the rows with `:status` and id up to `:max_id`. */
  totalMatching: string
  /** A page of those, `:per_page` rows after `:skip`. */
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

/** Rows of one page and the exact total of the list they are a page of. */
export interface Listed<Row> {
  rows: Row[]
  total: number
  /** The highest id the list reaches: the one asked for, else the newest matching row's. */
  maxId: number | undefined
}

/**
 * One page, newest first, and the exact total, out of one snapshot. Only rows up to max_id count, so that a walk along the
 * pages is not shifted by rows that arrive. Without a filter the counters give total and place; a filter depends on the
 * time of day and counts on an index.
 */
export function listRows<Row>(queries: Queries, sql: ListSql, query: ListQuery): Promise<Listed<Row>> {
  return query.status === undefined ? listAll(queries, sql, query) : listMatching(queries, sql, query, query.status)
}

async function listAll<Row>(queries: Queries, sql: ListSql, query: ListQuery): Promise<Listed<Row>> {
  const { client_id, per_page, page, extra } = query
  const { id: maxId, total } =
    query.max_id === undefined
      ? await newest(queries, sql.kind, client_id)
      : { id: query.max_id, total: await countUpTo(queries, sql.kind, client_id, query.max_id) }
  if (maxId === null) return { rows: [], total, maxId: undefined }
  const skip = (page - 1) * per_page
  const start = skip === 0 ? maxId : skip < total ? await seek(queries, sql.kind, client_id, total, skip) : undefined
  const rows = start === undefined ? [] : await queries.all<Row>(sql.rows, { client_id, start, per_page, ...extra })
  return { rows, total, maxId }
}

async function listMatching<Row>(
  queries: Queries,
  sql: ListSql,
  query: ListQuery,
  status: string,
): Promise<Listed<Row>> {
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
