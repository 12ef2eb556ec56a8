/** What a caller has used of its limit, the current event included. */
export interface Quota {
  allowed: boolean
  limit: number
  remaining: number
  /** Milliseconds until the window ends. */
  endsIn: number
}

export const WINDOW_MS = 60_000

/** Counts events by key in fixed windows of 60 s that start with the first event. Asynchronous, so that processes can share a store. */
export interface Counters {
  /** Counts one event. Returns how many the window has, this one included, and the milliseconds until it ends. */
  count(key: string): Promise<{ count: number; endsIn: number }>
}

/** Ended windows are removed once there are this many, so that memory depends on active callers only. */
const SWEEP_THRESHOLD = 10_000

/**
 * Counters of this process.
 * @param monotonic milliseconds on a clock that is never set: if a wall clock were set back, windows would stay open for that much longer
 */
export function createMemoryCounters(monotonic: () => number): Counters {
  const windows = new Map<string, { endsAt: number; count: number }>()
  let sweepAt = SWEEP_THRESHOLD

  return {
    async count(key) {
      const now = monotonic()
      const window = windows.get(key)
      if (window && window.endsAt > now) {
        window.count += 1
        return { count: window.count, endsIn: window.endsAt - now }
      }
      if (windows.size >= sweepAt) {
        for (const [other, { endsAt }] of windows) if (endsAt <= now) windows.delete(other)
        sweepAt = Math.max(SWEEP_THRESHOLD, windows.size * 2)
      }
      windows.set(key, { endsAt: now + WINDOW_MS, count: 1 })
      return { count: 1, endsIn: WINDOW_MS }
    },
  }
}

export type RateLimit = (caller: number | string) => Promise<Quota>

/** @param name what is counted, since several limits use the same counters */
export function createRateLimit(counters: Counters, name: string, limit: number): RateLimit {
  return async caller => {
    const { count, endsIn } = await counters.count(`${name} ${caller}`)
    return { allowed: count <= limit, limit, remaining: Math.max(0, limit - count), endsIn }
  }
}

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
