import type { Clock } from '../domain/clock.ts'

/** What a caller has used of its limit, the current request included. */
export interface Quota {
  allowed: boolean
  limit: number
  remaining: number
  /** End of the window, Unix milliseconds. */
  resetsAt: number
}

export const WINDOW_MS = 60_000

/** Ended windows are removed once there are this many callers, so that memory depends on active callers only. */
const SWEEP_THRESHOLD = 10_000

/** Counts requests per caller in memory, in fixed windows of 60 s that start with the caller's first request. */
export function createRateLimit(limit: number, clock: Clock) {
  const windows = new Map<number | string, { resetsAt: number; count: number }>()
  let sweepAt = SWEEP_THRESHOLD

  function quotaOf(window: { resetsAt: number; count: number }): Quota {
    const { resetsAt, count } = window
    return { allowed: count <= limit, limit, remaining: Math.max(0, limit - count), resetsAt }
  }

  return function countRequest(caller: number | string): Quota {
    const now = clock.now()
    const window = windows.get(caller)
    if (window && window.resetsAt > now) {
      window.count += 1
      return quotaOf(window)
    }
    if (windows.size >= sweepAt) {
      for (const [key, { resetsAt }] of windows) if (resetsAt <= now) windows.delete(key)
      sweepAt = Math.max(SWEEP_THRESHOLD, windows.size * 2)
    }
    const fresh = { resetsAt: now + WINDOW_MS, count: 1 }
    windows.set(caller, fresh)
    return quotaOf(fresh)
  }
}

export type RateLimit = ReturnType<typeof createRateLimit>

/** The headers of every response to a counted request. */
export const rateLimitHeaders = ({ limit, remaining }: Quota) => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(remaining),
})

/** The headers of a 429. Retry-After is rounded up and at least one second, so that a retry is not refused again. */
export const rateLimitedHeaders = (quota: Quota, now: number) => ({
  ...rateLimitHeaders(quota),
  'X-RateLimit-Reset': String(Math.ceil(quota.resetsAt / 1000)),
  'Retry-After': String(Math.max(1, Math.ceil((quota.resetsAt - now) / 1000))),
})
