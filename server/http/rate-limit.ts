/** How many events the current window has, the latest included, and the milliseconds until it ends. */
export interface Count {
  count: number
  endsIn: number
}

/** What a caller has used of its limit, the current event included. */
export interface Quota {
  allowed: boolean
  limit: number
  remaining: number
  /** Milliseconds until the window ends. */
  endsIn: number
}

/** A window starts with its first event. */
export const WINDOW_MS = 60_000

/**
 * How far the clocks of servers with one database may be apart. A window that starts later than that has ended: after the clock was set
 * back, it would stay open until the clock catches up.
 */
export const CLOCK_TOLERANCE_MS = 5_000

/**
 * Milliseconds until a window ends. One that another server has started a little later by its own clock counts as starting now.
 * @param now Unix milliseconds
 */
export const timeLeft = (startedAt: number, now: number): number => Math.min(startedAt - now, 0) + WINDOW_MS

export const quotaOf = ({ count, endsIn }: Count, limit: number): Quota => ({
  allowed: count <= limit,
  limit,
  remaining: Math.max(0, limit - count),
  endsIn,
})

/** The headers of every response to a counted request. */
export const rateLimitHeaders = ({ limit, remaining }: Quota) => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(remaining),
})

/**
 * The headers of a 429. Retry-After is rounded up and at least one second, so that a retry is not refused again.
 * @param now Unix milliseconds
 */
export const rateLimitedHeaders = (quota: Quota, now: number) => ({
  ...rateLimitHeaders(quota),
  'X-RateLimit-Reset': String(Math.ceil((now + quota.endsIn) / 1000)),
  'Retry-After': String(Math.max(1, Math.ceil(quota.endsIn / 1000))),
})
