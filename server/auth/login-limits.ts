import type { Database } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import { toIsoMillis } from '../domain/time.ts'
import { rateLimited } from '../http/errors.ts'
import { rateLimitedHeaders, WINDOW_MS } from '../http/rate-limit.ts'
import { countAttempt } from './store.ts'

export interface LoginLimits {
  /** Password checks per minute for one email from one address. */
  loginRateLimit: number
  /** Password checks per minute from one address, for any emails. */
  loginAddressRateLimit: number
}

/** Stored instead of an email to count all emails together; no real email is empty. */
const ANY_EMAIL = ''

/**
 * Counts a password check. Throws 429 if a limit is reached; the transaction is then rolled back, so that a refused attempt counts
 * towards neither limit. If both are reached, the response describes the one that ends later.
 */
export async function limitLogins(
  database: Database,
  clock: Clock,
  { loginRateLimit, loginAddressRateLimit }: LoginLimits,
  email: string,
  address: string,
): Promise<void> {
  const limits = [
    { email, limit: loginRateLimit },
    { email: ANY_EMAIL, limit: loginAddressRateLimit },
  ]
  await database.write(async queries => {
    // Read while the write lock is held, so that no window of another login has started later.
    const now = clock.now()
    const times = { now: toIsoMillis(now), expired: toIsoMillis(now - WINDOW_MS) }
    const reached = []
    for (const attempt of limits) {
      const { windowStart, allowed } = await countAttempt(queries, { ...attempt, address, ...times })
      const endsIn = Date.parse(windowStart) + WINDOW_MS - now
      if (!allowed) reached.push({ allowed, limit: attempt.limit, remaining: 0, endsIn })
    }
    const [last] = reached.sort((a, b) => b.endsIn - a.endsIn)
    if (last) throw rateLimited(rateLimitedHeaders(last, now))
  })
}
