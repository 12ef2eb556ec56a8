import type { Queries } from './database.ts'
import { insertRow } from './insert-row.ts'

/** The lists whose rows have ordinals: issued invoices and all tickets. See migration 0003_list_ordinals.sql. */
export type ListKind = 'invoices' | 'tickets'

/** The number of ordinals in a block of list_counts. */
export const BLOCK = 1024

export const blockOf = (seq: number): number => Math.floor(seq / BLOCK)

/** Also a lock: until the transaction ends, no other one can add a row to the list, so ids and ordinals grow in the order of commits. */
const NEXT = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (:client_id, :kind, 1)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = client_lists.last + 1
  RETURNING last`

const COUNT = `
  INSERT INTO list_counts (client_id, kind, state, block, count) VALUES (:client_id, :kind, :state, :block, 1)
  ON CONFLICT (client_id, kind, state, block) DO UPDATE SET count = list_counts.count + 1`

const UNCOUNT = `
  UPDATE list_counts SET count = count - 1
  WHERE client_id = :client_id AND kind = :kind AND state = :state AND block = :block`

/**
 * Takes the next ordinal of a client's list and counts the row. Call it in the transaction that inserts the row, before the row
 * takes its id.
 * @param state the stored state by which the list is filtered
 * @returns seq of the new row
 */
export async function addToList(queries: Queries, kind: ListKind, clientId: number, state: string): Promise<number> {
  const list = { client_id: clientId, kind }
  const { last: seq } = await insertRow<{ last: number }>(queries, NEXT, list)
  await queries.run(COUNT, { ...list, state, block: blockOf(seq) })
  return seq
}

/** Counts a row under its new state. Call it in the transaction that stores the state, while the row is locked. */
export async function moveInList(
  queries: Queries,
  kind: ListKind,
  { client_id, seq }: { client_id: number; seq: number },
  from: string,
  to: string,
): Promise<void> {
  if (from === to) return
  const block = { client_id, kind, block: blockOf(seq) }
  await queries.run(UNCOUNT, { ...block, state: from })
  await queries.run(COUNT, { ...block, state: to })
}
