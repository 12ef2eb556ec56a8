import { timingSafeEqual } from 'node:crypto'
import type { Database } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import { instant } from '../domain/time.ts'
import type { RequestContext, User } from '../http/context.ts'
import { type ApiError, rateLimited, unauthenticated } from '../http/errors.ts'
import { type RateLimit, rateLimitedHeaders } from '../http/rate-limit.ts'
import { findToken, type TokenRow, touchToken } from './store.ts'
import { hashSecret, parseToken } from './tokens.ts'

/** `last_used_at` is written at most once in so many milliseconds: a write per request would cost more than the request. */
const TOUCH_EVERY = 60_000

export type Authenticate = (c: RequestContext) => Promise<User>

/**
 * Checks `Authorization: Bearer 2|…` (RFC 6750, 2.1). Missing, malformed, unknown, revoked and expired tokens and those of
 * disabled users are told alike: 401. Whoever sends failing ones too often from one address gets 429 instead.
 */
export function createBearer(
  database: Database,
  clock: Clock,
  failures: RateLimit,
  onTouchFailed: (error: unknown) => void,
): Authenticate {
  /** After a write that failed none is tried before this, Unix milliseconds. */
  let touchAgain = 0

  function refuse(c: RequestContext): ApiError {
    const standing = failures(c.var.peer)
    return standing.allowed ? unauthenticated() : rateLimited(rateLimitedHeaders(standing, clock.now()))
  }

  return async function authenticate(c) {
    const header = c.req.header('Authorization')
    if (header === undefined) throw unauthenticated()
    const token = parseToken(/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '')
    const row = token && (await findToken(database, token.id))
    const now = clock.now()
    if (!row || !sameHash(row.secret_hash, hashSecret(token.secret)) || !isUsable(row, c.var.now)) throw refuse(c)
    c.env.trace.user_id = row.user_id
    c.env.trace.client_id = row.client_id
    return userOf(row, touch(row, now))
  }

  /**
   * Nobody waits for this write: a disk that is full or a lock that is held must not stop reading.
   * @returns when the token was last used, this request included once a minute
   */
  function touch(row: TokenRow, now: number): string | null {
    const age = row.last_used_at === null ? undefined : now - Date.parse(row.last_used_at)
    // Less than nothing is the age after the clock was set back.
    const isFresh = age !== undefined && age >= 0 && age < TOUCH_EVERY
    if (isFresh) return row.last_used_at
    if (now < touchAgain) return instant(now)
    touchToken(database, row.token_id, instant(now)).catch(error => {
      touchAgain = now + TOUCH_EVERY
      onTouchFailed(error)
    })
    return instant(now)
  }
}

const sameHash = (stored: string, given: string) => timingSafeEqual(Buffer.from(stored), Buffer.from(given))

const isUsable = (row: TokenRow, now: string) =>
  row.disabled_at === null && (row.expires_at === null || row.expires_at > now)

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
