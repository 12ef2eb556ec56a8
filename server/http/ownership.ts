import type { Queries } from '../database/database.ts'
import { forbidden, notFound } from './errors.ts'

/** Names a row of a client. */
export interface OfClient {
  client_id: number
  id: number
}

/** How to find the owner of a resource. */
export interface Ownership {
  /** Singular name of the resource in the 404 message, such as `Invoice`. */
  resource: string
  /** The client that a row belongs to; undefined when there is no row that the API shows. */
  ownerOf(queries: Queries, id: number): Promise<number | undefined>
}

/** Throws 404 or 403 unless the ID belongs to the client. */
export async function checkOwnership(
  { resource, ownerOf }: Ownership,
  queries: Queries,
  id: number,
  clientId: number,
): Promise<void> {
  const owner = await ownerOf(queries, id)
  if (owner === undefined) throw notFound(resource)
  if (owner !== clientId) throw forbidden()
}

/**
 * Returns the row that a query for the id and the client has found. Without one, it asks who owns the id: most requests need no
 * such query, and it reads one row by its id alone.
 */
export async function assertFound<Row>(
  row: Row | undefined,
  ownership: Ownership,
  queries: Queries,
  id: number,
  clientId: number,
): Promise<Row> {
  if (row !== undefined) return row
  await checkOwnership(ownership, queries, id, clientId)
  // It was added between the two queries.
  throw notFound(ownership.resource)
}
