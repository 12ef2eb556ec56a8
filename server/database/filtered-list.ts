import { type Block, blocksOf, placeOf } from './blocks.ts'
import type { Params, Queries } from './database.ts'
import { type ListPage, type ListQuery, skipOf } from './list.ts'
import type { CountedListSql, FilterSql } from './list-sql.ts'

/**
 * Reads a page of the rows with a status, as explained in migration 0007_counts_by_due_date.sql. Call it in a read().
 * @param isRemote whether a further statement costs a round trip: then the first page is read together with the counts, where it
 * probably is, and again only if it is not there
 */
export async function readFiltered<Row extends { id: number }>(
  queries: Queries,
  sql: CountedListSql,
  filter: FilterSql,
  query: ListQuery,
  extra: Params,
  isRemote: boolean,
): Promise<ListPage<Row>> {
  const { client_id, per_page, max_id } = query
  const [state, other_state = state] = filter.states
  const params = { today: '', ...extra, client_id, kind: sql.kind, state, other_state }
  const skip = skipOf(query)
  const isFirst = skip === 0 && max_id === undefined
  const [blocks, upTo, newestRows] = await Promise.all([
    readBlocks(queries, filter, params),
    max_id === undefined ? undefined : queries.one<{ seq: number }>(sql.seqUpTo, { ...params, max_id }),
    isRemote && isFirst ? readNewest<Row>(queries, filter, { ...params, per_page }) : undefined,
  ])
  if (max_id !== undefined) await cutBlocks(queries, filter, params, blocks, upTo?.seq ?? 0)
  const total = blocks.reduce((sum, { matching }) => sum + matching, 0)
  if (newestRows?.length === Math.min(per_page, total)) return { rows: newestRows, total, maxId: newestRows[0]?.id }
  const read = (skip: number, limit: number) => readRows<Row>(queries, filter, params, blocks, { skip, limit })
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

/** The newest rows that match, or some of them if there are many newer ones that do not. */
const readNewest = <Row>(queries: Queries, { rows, newest }: FilterSql, params: Params): Promise<Row[]> =>
  newest === undefined
    ? queries.all<Row>(rows, { ...params, max_seq: Number.MAX_SAFE_INTEGER, skip: 0 })
    : queries.all<Row>(newest, params)

async function readBlocks(queries: Queries, { due, except }: FilterSql, params: Params): Promise<Block[]> {
  const [counts, excepted] = await Promise.all([
    queries.all<{ first: number; counted: number; passed: number }>(COUNTS, params),
    except === undefined ? [] : queries.all<{ seq: number }>(except, params),
  ])
  const blocks = blocksOf(
    counts.map(({ first, counted, passed }) => {
      const matching = due === undefined ? counted : due === 'passed' ? passed : counted - passed
      return { first, matching, others: counted - matching }
    }),
  )
  for (const { seq } of excepted) {
    const block = blocks.findLast(({ first }) => first <= seq)
    if (!block) throw countsDiffer(params)
    block.matching -= 1
    block.others += 1
  }
  return blocks
}

/** Leaves only the rows up to an ordinal. */
async function cutBlocks(
  queries: Queries,
  filter: FilterSql,
  params: Params,
  blocks: Block[],
  maxSeq: number,
): Promise<void> {
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
