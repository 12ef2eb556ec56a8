import type { Params, Queries } from './database.ts'
import { type ListPage, type ListQuery, skipOf } from './list.ts'
import type { CountedListSql, FilterSql, Reading } from './list-sql.ts'
import { BLOCK, blockOf } from './ordinals.ts'

/** Sorting a row takes about this many times as long as skipping it. */
const SORTING = 5

/** Reads a page of the rows with a status, as explained in migration 0003_list_ordinals.sql. Call it in a read(). */
export async function readFiltered<Row>(
  queries: Queries,
  sql: CountedListSql,
  filter: FilterSql,
  query: ListQuery,
  extra: Params,
): Promise<ListPage<Row>> {
  const { client_id, per_page, max_id } = query
  const params = { ...extra, client_id, state: filter.state ?? '', max_seq: Number.MAX_SAFE_INTEGER }
  const maxSeq = max_id === undefined ? undefined : await seqUpTo(queries, sql, { client_id, max_id })
  const total = await countMatching(queries, sql, filter, params, maxSeq)
  const skip = skipOf(query)
  const reading = await chooseReading(queries, sql, filter, params, { total, read: Math.min(skip, total) + per_page })
  const maxId = max_id ?? (total === 0 ? undefined : (await queries.one<{ id: number }>(reading.newest, params))?.id)
  if (skip >= total) return { rows: [], total, maxId }
  const start = await findStart(queries, sql, filter, { ...params, max_seq: maxSeq ?? params.max_seq }, total, skip)
  return { rows: await queries.all<Row>(reading.rows, { ...params, per_page, ...start }), total, maxId }
}

async function seqUpTo(queries: Queries, sql: CountedListSql, params: Params): Promise<number> {
  return (await queries.one<{ seq: number }>(sql.seqUpTo, params))?.seq ?? 0
}

async function countMatching(
  queries: Queries,
  sql: CountedListSql,
  { state, moved }: FilterSql,
  params: Params,
  maxSeq: number | undefined,
): Promise<number> {
  const counted = state === undefined ? 0 : await countWithState(queries, sql, { ...params, state }, maxSeq)
  if (!moved) return counted
  const found =
    maxSeq === undefined
      ? await queries.one<{ moved: number }>(moved.count, params)
      : await queries.one<{ moved: number }>(moved.countUpTo, { ...params, max_seq: maxSeq })
  return counted + moved.sign * (found?.moved ?? 0)
}

const COUNTED = `
  SELECT CAST(coalesce(sum(count), 0) AS BIGINT) AS counted FROM list_counts
  WHERE client_id = :client_id AND kind = :kind AND state = :state AND block < :block`

/** Adds up the whole blocks and counts the rows of the last one. */
async function countWithState(
  queries: Queries,
  { kind, count }: CountedListSql,
  params: Params,
  maxSeq: number | undefined,
): Promise<number> {
  const block = blockOf(maxSeq ?? Number.MAX_SAFE_INTEGER)
  const blocks = await queries.one<{ counted: number }>(COUNTED, { ...params, kind, block })
  const rest =
    maxSeq === undefined
      ? undefined
      : await queries.one<{ counted: number }>(count, { ...params, first: block * BLOCK, max_seq: maxSeq })
  return (blocks?.counted ?? 0) + (rest?.counted ?? 0)
}

/** @param cost `total`: number of matching rows, `read`: number of them to the end of the page */
async function chooseReading(
  queries: Queries,
  sql: CountedListSql,
  { inOrder, sorted }: FilterSql,
  params: Params,
  { total, read }: { total: number; read: number },
): Promise<Reading> {
  if (!sorted || total === 0) return inOrder
  let candidates = 0
  for (const state of sorted.states) candidates += await countWithState(queries, sql, { ...params, state }, undefined)
  return (read * candidates) / total > SORTING * total ? sorted : inOrder
}

/** Finds the block with the row that has `:before` rows before it, and how many of those rows come before the block. */
export const BLOCK_OF_ROW = `
  SELECT block, upto - count AS passed FROM
    (SELECT block, count, CAST(sum(count) OVER (ORDER BY block ROWS UNBOUNDED PRECEDING) AS BIGINT) AS upto
      FROM list_counts WHERE client_id = :client_id AND kind = :kind AND state = :state) AS blocks
  WHERE upto > :before LIMIT 1`

/** Where a page starts. Rows that are skipped are read, so a page far down starts at the ordinal of its first row instead. */
async function findStart(
  queries: Queries,
  { kind, nth }: CountedListSql,
  { state, moved }: FilterSql,
  params: Params & { max_seq: number },
  total: number,
  skip: number,
): Promise<{ max_seq: number; skip: number }> {
  if (skip < BLOCK || state === undefined || moved) return { max_seq: params.max_seq, skip }
  const before = total - skip - 1
  const found = await queries.one<{ block: number; passed: number }>(BLOCK_OF_ROW, { ...params, kind, before })
  const place = found && { first: found.block * BLOCK, before: before - found.passed }
  const row = place && (await queries.one<{ seq: number }>(nth, { ...params, ...place }))
  if (!row) throw new Error(`list_counts does not match the rows of ${kind} with state ${state}`)
  return { max_seq: row.seq, skip: 0 }
}
