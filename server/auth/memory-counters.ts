import { type Count, WINDOW_MS } from '../http/rate-limit.ts'
import { type Counters, isValid } from './counters.ts'
import { findToken } from './store.ts'

/** Ended windows are removed once there are this many, so that memory depends on active callers only. */
const SWEEP_THRESHOLD = 10_000

/**
 * Counts events by key, in windows of its own for each key.
 * @param monotonic milliseconds on a clock that is never set: if a wall clock were set back, windows would stay open for that much longer
 */
export function createWindows<Key>(monotonic: () => number): (key: Key) => Count {
  const windows = new Map<Key, { endsAt: number; count: number }>()
  let sweepAt = SWEEP_THRESHOLD

  return key => {
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
  }
}

/** Counters of this process. @param monotonic milliseconds on a clock that is never set */
export function createMemoryCounters(monotonic: () => number): Counters {
  const countUser = createWindows<number>(monotonic)
  const countAddress = createWindows<string>(monotonic)
  return {
    async countRequest(queries, token, now) {
      const row = await findToken(queries, token.id)
      return row && isValid(row, token, now) ? { row, requests: countUser(row.user_id) } : undefined
    },
    countInvalidToken: async (_, address) => countAddress(address),
  }
}
