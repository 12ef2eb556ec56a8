import type { Queries } from '../database/database.ts'
import { forbidden, notFound } from './errors.ts'

/** How to find the owner of a resource. */
export interface Ownership {
  /** Singular name of the resource in the 404 message, such as `Invoice`. */
  resource: string
  /** The client that a row belongs to; undefined when there is no row that the API shows. */
  ownerOf(queries: Queries, id: number): Promise<number | undefined>
}

/** Returns the row. Throws 404 when there is none, and 403 when it belongs to another client. */
export function assertOwnedBy<Row extends { client_id: number }>(
  row: Row | undefined,
  clientId: number,
  resource: string,
): Row {
  if (row === undefined) throw notFound(resource)
  if (row.client_id !== clientId) throw forbidden()
  return row
}

/** Throws 404 or 403 unless the ID belongs to the client. */
export async function checkOwnership(
  ownership: Ownership,
  queries: Queries,
  id: number,
  clientId: number,
): Promise<void> {
  const owner = await ownership.ownerOf(queries, id)
  assertOwnedBy(owner === undefined ? undefined : { client_id: owner }, clientId, ownership.resource)
}
