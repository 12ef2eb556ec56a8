import type { Queries } from '../database/database.ts'
import { deleteExpiredSql } from '../database/delete-expired.ts'

/** What identifies a request. */
export interface KeyedRequest {
  client_id: number
  user_id: number
  method: string
  path: string
  key: string
}

/** The part of a successful response that is sent again. */
export interface StoredResponse {
  status: number
  /** JSON text. */
  body: string
  location: string | null
}

const DELETE_EXPIRED = deleteExpiredSql('idempotency_keys', 'client_id, user_id, method, path, key', 'created_at')

const CLAIM = `
  INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
  VALUES (:client_id, :user_id, :method, :path, :key, :fingerprint, 0, '', NULL, :now)
  ON CONFLICT (client_id, user_id, method, path, key) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at
  WHERE idempotency_keys.created_at <= :expired
  RETURNING key`

const FIND = `
  SELECT fingerprint, status, body, location FROM idempotency_keys
  WHERE client_id = :client_id AND user_id = :user_id AND method = :method AND path = :path AND key = :key`

const STORE = `
  UPDATE idempotency_keys SET status = :status, body = :body, location = :location
  WHERE client_id = :client_id AND user_id = :user_id AND method = :method AND path = :path AND key = :key`

/** @returns number of deleted keys */
export const deleteExpired = (queries: Queries, expired: string, limit: number) =>
  queries.run(DELETE_EXPIRED, { expired, limit })

/**
 * Takes the key for this request, unless a request has taken it after `expired`. Expired keys may not be deleted yet.
 * @returns whether it was free
 */
export async function claimKey(
  queries: Queries,
  request: KeyedRequest,
  claim: { fingerprint: string; now: string; expired: string },
): Promise<boolean> {
  return (await queries.one(CLAIM, { ...request, ...claim })) !== undefined
}

export const findResponse = (queries: Queries, request: KeyedRequest) =>
  queries.one<StoredResponse & { fingerprint: string }>(FIND, { ...request })

export const storeResponse = (queries: Queries, request: KeyedRequest, response: StoredResponse) =>
  queries.run(STORE, { ...request, ...response })
