import type { Clock } from '../domain/clock.ts'

/** The standing of one caller in its window, counted requests included. */
export interface Quota {
  allowed: boolean
  limit: number
  remaining: number
  /** End of the window, Unix milliseconds. */
  resetsAt: number
}

export const WINDOW_MS = 60_000

/** Past so many callers the windows that have ended are swept, so that memory follows the active ones. */
const SWEEP_THRESHOLD = 10_000

/** Fixed windows of 60 s from a caller's first counted request, in memory. */
export function createRateLimit(limit: number, clock: Clock) {
  const windows = new Map<number | string, { resetsAt: number; count: number }>()
  let sweepAt = SWEEP_THRESHOLD

  function quotaOf(window: { resetsAt: number; count: number }): Quota {
    const { resetsAt, count } = window
    return { allowed: count <= limit, limit, remaining: Math.max(0, limit - count), resetsAt }
  }

  /** Counts one request of the caller. */
  return function count(caller: number | string): Quota {
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

/** The two headers of every counted answer. */
export const rateLimitHeaders = ({ limit, remaining }: Quota) => ({
  'X-RateLimit-Limit': String(limit),
  'X-RateLimit-Remaining': String(remaining),
})

/** All four headers of a 429; Retry-After is at least a second, so that a retry is not refused again. */
export const rateLimitedHeaders = (standing: Quota, now: number) => ({
  ...rateLimitHeaders(standing),
  'X-RateLimit-Reset': String(Math.ceil(standing.resetsAt / 1000)),
  'Retry-After': String(Math.max(1, Math.ceil((standing.resetsAt - now) / 1000))),
})
