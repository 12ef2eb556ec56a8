import type { Database } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import type { Sha256 } from '../domain/hashes.ts'
import { toIsoSeconds } from '../domain/time.ts'
import type { RequestContext, User } from '../http/context.ts'
import { type ApiError, rateLimited, unauthenticated } from '../http/errors.ts'
import { type Count, quotaOf, rateLimitedHeaders } from '../http/rate-limit.ts'
import type { Counters } from './counters.ts'
import { type TokenRow, touchToken } from './store.ts'
import { parseToken } from './tokens.ts'

/** Milliseconds between two writes of `last_used_at`: a write for every request would cost more than the request. */
const TOUCH_INTERVAL = 60_000

/** The user of a request, and how many requests this user has sent in this window. */
export interface Authenticated {
  user: User
  requests: Count
}

export type Authenticate = (c: RequestContext) => Promise<Authenticated>

export interface BearerOptions {
  database: Database
  clock: Clock
  sha256: Sha256
  counters: Counters
  /** Invalid tokens per minute and address. */
  rateLimit: number
  onTouchFailed: (error: unknown) => void
}

/**
 * Checks `Authorization: Bearer 2|…` (RFC 6750, 2.1). Missing, malformed, unknown, revoked and expired tokens and tokens of
 * disabled users all get the same 401. An address that sends too many of them gets 429 instead.
 */
export function createBearer({
  database,
  clock,
  sha256,
  counters,
  rateLimit,
  onTouchFailed,
}: BearerOptions): Authenticate {
  /** When a write last failed, Unix milliseconds. The next one waits for a while. */
  let failedAt = Number.NEGATIVE_INFINITY
  /** The tokens whose use is being written. */
  const touching = new Set<number>()

  async function refusal(c: RequestContext): Promise<ApiError> {
    const quota = quotaOf(await counters.countInvalidToken(database, c.get('peer')), rateLimit)
    return quota.allowed ? unauthenticated() : rateLimited(rateLimitedHeaders(quota, clock.now()))
  }

  return async function authenticate(c) {
    const header = c.req.header('Authorization')
    if (header === undefined) throw unauthenticated()
    const token = parseToken(/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '')
    const sent = token && { id: token.id, secretHash: sha256(token.secret) }
    const counted = sent && (await counters.countRequest(database, sent, c.get('now')))
    if (!counted) throw await refusal(c)
    const { row, requests } = counted
    c.env.trace.user_id = row.user_id
    c.env.trace.client_id = row.client_id
    return { user: userOf(row, touch(row, clock.now())), requests }
  }

  /**
   * Records the use of a token without waiting for the write, so that a full disk or a held lock does not stop reads.
   * @returns when the token was last used, updated once a minute
   */
  function touch(row: TokenRow, now: number): string | null {
    // An age is negative if the clock was set back.
    const isRecent = (time: number) => now >= time && now - time < TOUCH_INTERVAL
    if (row.last_used_at !== null && isRecent(Date.parse(row.last_used_at))) return row.last_used_at
    const used = toIsoSeconds(now)
    if (isRecent(failedAt) || touching.has(row.token_id)) return used
    touching.add(row.token_id)
    touchToken(database, row.token_id, { now: used, stale: toIsoSeconds(now - TOUCH_INTERVAL) })
      .catch(error => {
        failedAt = now
        onTouchFailed(error)
      })
      .finally(() => touching.delete(row.token_id))
    return used
  }
}

const userOf = (row: TokenRow, lastUsedAt: string | null): User => ({
  id: row.user_id,
  client_id: row.client_id,
  client_name: row.client_name,
  name: row.user_name,
  email: row.email,
  created_at: row.user_created_at,
  token: {
    id: row.token_id,
    name: row.token_name,
    created_at: row.token_created_at,
    last_used_at: lastUsedAt,
    expires_at: row.expires_at,
  },
})
