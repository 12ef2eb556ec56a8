import { rateLimit } from './settings.ts'

export const WINDOW_MS = 60_000

/** Counts in memory, in windows of a minute for each caller, as the server does. */
function createCounter() {
  const windows = new Map<number | string, { resetsAt: number; count: number }>()
  return (caller: number | string, now: number) => {
    let window = windows.get(caller)
    if (!window || window.resetsAt <= now) {
      window = { resetsAt: now + WINDOW_MS, count: 0 }
      windows.set(caller, window)
    }
    window.count += 1
    return window
  }
}

export const countRequest = createCounter()
export const countFailure = createCounter()

export const isExceeded = ({ count }: { count: number }): boolean => count > rateLimit

export const remaining = ({ count }: { count: number }): string => String(Math.max(0, rateLimit - count))

/** The headers of a 429. */
export const exceededHeaders = ({ resetsAt }: { resetsAt: number }, now: number): Record<string, string> => ({
  'X-RateLimit-Limit': String(rateLimit),
  'X-RateLimit-Remaining': '0',
  'X-RateLimit-Reset': String(Math.ceil(resetsAt / 1000)),
  'Retry-After': String(Math.max(1, Math.ceil((resetsAt - now) / 1000))),
})
