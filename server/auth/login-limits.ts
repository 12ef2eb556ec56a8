import type { Database, Queries } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import { toIsoMillis } from '../domain/time.ts'
import { rateLimited } from '../http/errors.ts'
import { CLOCK_TOLERANCE_MS, rateLimitedHeaders, timeLeft, WINDOW_MS } from '../http/rate-limit.ts'
import { deleteWindows, type LoginWindow, lockWindow, storeWindow } from './store.ts'

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
    { email, address, limit: loginRateLimit },
    { email: ANY_EMAIL, address, limit: loginAddressRateLimit },
  ]
  // Servers on one machine have one clock.
  const tolerance = database.isShared ? CLOCK_TOLERANCE_MS : 0
  await database.write(async queries => {
    const before = toIsoMillis(clock.now())
    const windows = await Promise.all(limits.map(({ limit, ...key }) => lockWindow(queries, { ...key, now: before })))
    // Read while the windows are locked, so that no other login has started one of them later.
    const now = clock.now()
    const counted = limits.map((each, at) => ({ ...each, ...countIn(windows[at] as LoginWindow, now, tolerance) }))
    const [last] = counted
      .filter(({ count, limit }) => count > limit)
      .map(({ window_start, limit }) => ({ limit, endsIn: timeLeft(Date.parse(window_start), now) }))
      .sort((a, b) => b.endsIn - a.endsIn)
    if (last) throw rateLimited(rateLimitedHeaders({ ...last, allowed: false, remaining: 0 }, now))
    await Promise.all(counted.map(({ limit, ...window }) => storeWindow(queries, window)))
  })
}

/**
 * A window that starts in the future has ended too: after the clock was set back, it would block logins until the clock catches up.
 * @param tolerance milliseconds by which a window may start in the future
 */
function countIn({ window_start, count }: LoginWindow, now: number, tolerance: number): LoginWindow {
  const age = now - Date.parse(window_start)
  const isOpen = age >= -tolerance && age < WINDOW_MS
  return isOpen ? { window_start, count: count + 1 } : { window_start: toIsoMillis(now), count: 1 }
}

/** Deletes windows that have ended. @param now Unix milliseconds */
export const deleteEndedWindows = (queries: Queries, now: number, limit: number): Promise<number> =>
  deleteWindows(queries, toIsoMillis(now - WINDOW_MS), limit)
