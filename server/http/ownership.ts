import type { Queries } from '../database/database.ts'
import { forbidden, notFound } from './errors.ts'

/** Whose a row is. */
export interface Ownership {
  /** Singular name for the 404, `Invoice`. */
  resource: string
  /** The client a row belongs to; undefined where there is none that anyone may see. */
  ownerOf(queries: Queries, id: number): Promise<number | undefined>
}

/** The row itself: 404 where there is none, 403 where it is another client's. */
export function assertOwnedBy<Row extends { client_id: number }>(
  row: Row | undefined,
  clientId: number,
  resource: string,
): Row {
  if (row === undefined) throw notFound(resource)
  if (row.client_id !== clientId) throw forbidden()
  return row
}

/** Refuses a foreign or missing id before anything else about the request is judged. */
export async function checkOwnership(
  ownership: Ownership,
  queries: Queries,
  id: number,
  clientId: number,
): Promise<void> {
  const owner = await ownership.ownerOf(queries, id)
  assertOwnedBy(owner === undefined ? undefined : { client_id: owner }, clientId, ownership.resource)
}
