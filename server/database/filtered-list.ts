import { type Block, blocksOf, placeOf } from './blocks.ts'
import type { Params, Queries } from './database.ts'
import { type ListPage, type ListQuery, skipOf } from './list.ts'
import type { CountedListSql, FilterSql } from './list-sql.ts'

/** Reads a page of the rows with a status, as explained in migration 0007_counts_by_due_date.sql. Call it in a read(). */
export async function readFiltered<Row extends { id: number }>(
  queries: Queries,
  sql: CountedListSql,
  filter: FilterSql,
  query: ListQuery,
  extra: Params,
): Promise<ListPage<Row>> {
  const { client_id, per_page, max_id } = query
  const [state, other_state = state] = filter.states
  const params = { today: '', ...extra, client_id, kind: sql.kind, state, other_state }
  const blocks = await readBlocks(queries, filter, params)
  if (max_id !== undefined) await cutBlocks(queries, sql, filter, { ...params, max_id }, blocks)
  const total = blocks.reduce((sum, { matching }) => sum + matching, 0)
  const read = (skip: number, limit: number) => readRows<Row>(queries, filter, params, blocks, { skip, limit })
  const skip = skipOf(query)
  const rows = skip < total ? await read(skip, per_page) : []
  if (max_id !== undefined) return { rows, total, maxId: max_id }
  const [newest] = skip === 0 || total === 0 ? rows : await read(0, 1)
  return { rows, total, maxId: newest?.id }
}

/** Grouped by state too: the primary key has that order, so nothing is sorted. */
const COUNTS = `
  SELECT first, CAST(sum(count) AS BIGINT) AS counted,
    CAST(sum(CASE WHEN due_date < :today THEN count ELSE 0 END) AS BIGINT) AS passed
  FROM block_counts WHERE client_id = :client_id AND kind = :kind AND state IN (:state, :other_state)
  GROUP BY state, first`

async function readBlocks(queries: Queries, { due, except }: FilterSql, params: Params): Promise<Block[]> {
  const counts = await queries.all<{ first: number; counted: number; passed: number }>(COUNTS, params)
  const blocks = blocksOf(
    counts.map(({ first, counted, passed }) => {
      const matching = due === undefined ? counted : due === 'passed' ? passed : counted - passed
      return { first, matching, others: counted - matching }
    }),
  )
  if (!except) return blocks
  for (const { seq } of await queries.all<{ seq: number }>(except, params)) {
    const block = blocks.findLast(({ first }) => first <= seq)
    if (!block) throw countsDiffer(params)
    block.matching -= 1
    block.others += 1
  }
  return blocks
}

/** Leaves only the rows up to `:max_id`. */
async function cutBlocks(
  queries: Queries,
  sql: CountedListSql,
  filter: FilterSql,
  params: Params,
  blocks: Block[],
): Promise<void> {
  const maxSeq = (await queries.one<{ seq: number }>(sql.seqUpTo, params))?.seq ?? 0
  blocks.splice(blocks.findLastIndex(({ first }) => first <= maxSeq) + 1)
  const block = blocks.at(-1)
  if (!block) return
  const matchingBetween = async (first: number, max_seq: number) =>
    (await queries.one<{ counted: number }>(filter.count, { ...params, first, max_seq }))?.counted ?? 0
  // Few rows of the newest block are above: a walk over the pages has the max_id that was newest when it began.
  const isNewest = block.last === Number.MAX_SAFE_INTEGER
  if (isNewest || block.last - maxSeq < maxSeq - block.first)
    block.matching -= await matchingBetween(maxSeq + 1, block.last)
  else block.matching = await matchingBetween(block.first, maxSeq)
  block.last = maxSeq
}

/** Rows that are skipped are read, so reading begins at that end of the block from which fewer rows are in the way. */
async function readRows<Row>(
  queries: Queries,
  { nth, rows }: FilterSql,
  params: Params,
  blocks: readonly Block[],
  { skip, limit }: { skip: number; limit: number },
): Promise<Row[]> {
  const place = placeOf(blocks, skip)
  if (!place) throw countsDiffer(params)
  const { block, newer, older } = place
  // The rows that do not match may all be newer: invoices that are not yet due are.
  const start =
    newer + block.others <= older
      ? { max_seq: block.last, skip: newer }
      : { max_seq: await seqOf(queries, nth, { ...params, first: block.first, before: older }), skip: 0 }
  const page = await queries.all<Row>(rows, { ...params, ...start, per_page: limit })
  if (page.length === 0) throw countsDiffer(params)
  return page
}

async function seqOf(queries: Queries, nth: string, params: Params): Promise<number> {
  const row = await queries.one<{ seq: number }>(nth, params)
  if (!row) throw countsDiffer(params)
  return row.seq
}

const countsDiffer = ({ kind, state }: Params) =>
  new Error(`block_counts does not match the rows of ${kind} with state ${state}`)
