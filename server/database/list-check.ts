import type { Queries } from './database.ts'
import { insertInto } from './insert-row.ts'
import { type CountedAs, countOf, type ListKind, lockList } from './ordinals.ts'

const ROWS = {
  invoices: `
    SELECT id, seq, settled AS state, due_date FROM invoices WHERE client_id = :client_id AND seq > :after
    ORDER BY seq LIMIT 1000`,
  tickets: `
    SELECT id, seq, state, NULL AS due_date FROM tickets WHERE client_id = :client_id AND seq > :after
    ORDER BY seq LIMIT 1000`,
}

interface ListedRow {
  id: number
  seq: number
  state: string
  due_date: string | null
}

const LAST = 'SELECT last FROM client_lists WHERE client_id = :client_id AND kind = :kind'

const COUNTS = `
  SELECT state, first, due_date, count FROM block_counts WHERE client_id = :client_id AND kind = :kind AND count > 0`

type Count = { state: string; first: number; due_date: string; count: number }

const keyOf = ({ state, first, due_date }: Omit<Count, 'count'>) => `${state} ${first} ${due_date}`

/** The counts that the rows of a list have, and the first fault of their ordinals. */
async function countRows(queries: Queries, kind: ListKind, client_id: number, countedAs: CountRow) {
  const counts = new Map<string, Count>()
  let fault: string | undefined
  let before = { id: 0, seq: 0 }
  for (;;) {
    const rows = await queries.all<ListedRow>(ROWS[kind], { client_id, after: before.seq })
    for (const row of rows) {
      if (row.seq !== before.seq + 1) fault ??= `the ordinal after ${before.seq} is ${row.seq}`
      if (row.id < before.id) fault ??= `the ordinal ${row.seq} has a lower id than the one before it`
      const { state, first, due_date } = countOf(
        kind,
        { client_id, seq: row.seq },
        countedAs(row.state, row.due_date ?? ''),
      )
      const key = keyOf({ state, first, due_date })
      counts.set(key, { state, first, due_date, count: (counts.get(key)?.count ?? 0) + 1 })
      before = row
    }
    if (rows.length === 0) return { counts, last: before.seq, fault }
  }
}

/** Under what a row with a stored state and a due date is counted. */
export type CountRow = (state: string, dueDate: string) => CountedAs

/** What is wrong with a client's list: its ordinals, which cannot be mended, or else its counters, which can. */
export async function findListFault(
  queries: Queries,
  kind: ListKind,
  client_id: number,
  countedAs: CountRow,
): Promise<{ message: string; isCounter: boolean } | undefined> {
  const { counts, last, fault } = await countRows(queries, kind, client_id, countedAs)
  if (fault) return { message: fault, isCounter: false }
  const stored = await queries.one<{ last: number }>(LAST, { client_id, kind })
  if ((stored?.last ?? 0) !== last) {
    return { message: `has ${last} rows, and client_lists says ${stored?.last ?? 0}`, isCounter: true }
  }
  for (const row of await queries.all<Count>(COUNTS, { client_id, kind })) {
    const counted = counts.get(keyOf(row))?.count ?? 0
    counts.delete(keyOf(row))
    if (counted !== row.count) {
      return {
        message: `has ${counted} rows with the state ${row.state}, and block_counts says ${row.count}`,
        isCounter: true,
      }
    }
  }
  for (const { state, count } of counts.values()) {
    return { message: `has ${count} rows with the state ${state} that block_counts does not have`, isCounter: true }
  }
  return undefined
}

const FORGET = 'DELETE FROM block_counts WHERE client_id = :client_id AND kind = :kind'

const SET_LAST = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (:client_id, :kind, :last)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = excluded.last`

/** Counts a client's list again. Call it in a transaction. */
export async function recountList(
  queries: Queries,
  kind: ListKind,
  client_id: number,
  countedAs: CountRow,
): Promise<void> {
  await lockList(queries, kind, client_id)
  const { counts, last } = await countRows(queries, kind, client_id, countedAs)
  await queries.run(FORGET, { client_id, kind })
  for (const count of counts.values()) await insertInto(queries, 'block_counts', { client_id, kind, ...count })
  if (last > 0) await queries.run(SET_LAST, { client_id, kind, last })
}
