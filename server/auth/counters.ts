import type { Queries } from '../database/database.ts'
import { equalHashes } from '../domain/hashes.ts'
import type { Count } from '../http/rate-limit.ts'
import type { TokenRow } from './store.ts'

/** A token as a request sends it. */
export interface SentToken {
  id: number
  /** The SHA-256 of its secret. */
  secretHash: string
}

export interface CountedToken {
  row: TokenRow
  /** The requests of the token's user in this window. */
  requests: Count
}

/** Counts the requests of users and the invalid tokens of addresses: in memory, or in a database that several servers use. */
export interface Counters {
  /**
   * Finds a token and counts a request of its user. One function does both, so that a database needs one round trip.
   * @param now such as `2026-11-22T13:05:00Z`
   * @returns undefined for an invalid token, which is no request of its user
   */
  countRequest(queries: Queries, token: SentToken, now: string): Promise<CountedToken | undefined>
  countInvalidToken(queries: Queries, address: string): Promise<Count>
}

export const isValid = (row: TokenRow, { secretHash }: SentToken, now: string): boolean =>
  equalHashes(row.secret_hash, secretHash) &&
  row.disabled_at === null &&
  (row.expires_at === null || row.expires_at > now)
