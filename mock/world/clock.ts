import type { Clock } from '../../server/domain/clock.ts'

/** Noon on the day of the demo data, when the clock starts by default. */
export const DEMO_NOON = '2026-11-22T12:00:00Z'

/** A clock that runs on from any time and can be moved. */
export interface MockClock extends Clock {
  /** Milliseconds that only grow, for rate limits; moving the clock forward ends their windows. */
  monotonic(): number
  /** @param time Unix milliseconds */
  set(time: number): void
  advance(ms: number): void
}

/** @param start Unix milliseconds */
export function createMockClock(start: number): MockClock {
  let offset = start - Date.now()
  let skipped = 0
  const clock: MockClock = {
    now: () => Date.now() + offset,
    monotonic: () => performance.now() + skipped,
    set: time => clock.advance(time - clock.now()),
    advance(ms) {
      offset += ms
      skipped += Math.max(0, ms)
    },
  }
  return clock
}
