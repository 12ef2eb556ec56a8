import type { Queries } from './database.ts'
import { insertRow } from './insert-row.ts'

/** The lists whose rows have ordinals: issued invoices and all tickets. See migration 0003_list_ordinals.sql. */
export type ListKind = 'invoices' | 'tickets'

/** The number of ordinals in a block of block_counts. */
export const BLOCK = 8_192

/** The same for rows with a due date. It is larger because such a block has a count for each date. */
export const DUE_BLOCK = 65_536

/** What a row of a list is counted under. */
export interface CountedAs {
  /** The stored state by which the list is filtered. */
  state: string
  /** The date after which the status differs from the stored state. */
  due_date?: string | undefined
}

/** The columns of block_counts that are the same for every row with this state and date in the same block. */
export function countOf(kind: ListKind, { client_id, seq }: { client_id: number; seq: number }, row: CountedAs) {
  const size = row.due_date === undefined ? BLOCK : DUE_BLOCK
  return { client_id, kind, state: row.state, due_date: row.due_date ?? '', first: seq - (seq % size) }
}

const LOCK = 'SELECT 1 FROM client_lists WHERE client_id = :client_id AND kind = :kind FOR NO KEY UPDATE'

/**
 * Keeps other transactions from adding a row to a client's list and from moving one in it. Lock a list before its rows and their
 * counts: then two transactions never wait for each other. See docs/locks.md.
 */
export const lockList = (queries: Queries, kind: ListKind, clientId: number): Promise<void> =>
  queries.lock(LOCK, { client_id: clientId, kind })

/** Also a lock: until the transaction ends, no other one can add a row to the list, so ids and ordinals grow in the order of commits. */
const NEXT = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (:client_id, :kind, 1)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = client_lists.last + 1
  RETURNING last`

const COUNT = `
  INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
  VALUES (:client_id, :kind, :state, :first, :due_date, 1)
  ON CONFLICT (client_id, kind, state, first, due_date) DO UPDATE SET count = block_counts.count + 1`

const UNCOUNT = `
  UPDATE block_counts SET count = count - 1
  WHERE client_id = :client_id AND kind = :kind AND state = :state AND first = :first AND due_date = :due_date`

/** Dates of which all invoices are paid would make every later request slower. */
const FORGET = `
  DELETE FROM block_counts
  WHERE client_id = :client_id AND kind = :kind AND state = :state AND first = :first AND due_date = :due_date AND count = 0`

/** Takes the next ordinal of a client's list. Call it in the transaction that then adds the row with addAt(). */
export const nextOrdinal = async (queries: Queries, kind: ListKind, clientId: number): Promise<number> =>
  (await insertRow<{ last: number }>(queries, NEXT, { client_id: clientId, kind })).last

/**
 * Inserts a row with the ordinal that nextOrdinal() has returned, and counts it.
 * @param insert inserts the row under a new id. Until the transaction ends, no other one can add a row with a higher id to the list
 */
export async function addAt<T>(
  queries: Queries,
  kind: ListKind,
  place: { client_id: number; seq: number },
  row: CountedAs,
  insert: () => Promise<T>,
): Promise<T> {
  const [, inserted] = await Promise.all([queries.run(COUNT, countOf(kind, place, row)), insert()])
  return inserted
}

/** Takes the next ordinal of a client's list, inserts the row and counts it. Call it in a transaction. */
export async function addToList<T>(
  queries: Queries,
  kind: ListKind,
  clientId: number,
  row: CountedAs,
  insert: (seq: number) => Promise<T>,
): Promise<T> {
  const seq = await nextOrdinal(queries, kind, clientId)
  return addAt(queries, kind, { client_id: clientId, seq }, row, () => insert(seq))
}

/** Counts a row under its new state. Call it in the transaction that stores the state, while the list and the row are locked. */
export async function moveInList(
  queries: Queries,
  kind: ListKind,
  place: { client_id: number; seq: number },
  from: CountedAs,
  to: CountedAs,
): Promise<void> {
  if (from.state === to.state && from.due_date === to.due_date) return
  const before = countOf(kind, place, from)
  await Promise.all([
    queries.run(UNCOUNT, before),
    queries.run(FORGET, before),
    queries.run(COUNT, countOf(kind, place, to)),
  ])
}
