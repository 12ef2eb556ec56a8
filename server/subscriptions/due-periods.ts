import { toIsoSeconds } from '../domain/time.ts'
import { type CurrentLifecycle, endPause, latestOf } from './lifecycle.ts'
import { boundary, type Cycle, intervalsUntil, type Period, periodAt } from './periods.ts'

/**
 * The periods that have begun by `now` and are not invoiced, oldest first: none while it is paused, and none of a trial. Usually that
 * is the current period; there are more if `tick` has not run for some time.
 */
export function* duePeriods(row: CurrentLifecycle, now: string): Generator<Period> {
  const { invoiced_until, status } = row
  if (invoiced_until === null || status === 'paused' || status === 'trialing' || status === 'cancelled') return
  const running = row.state === 'paused' ? endPause(row, row.resume_at ?? now) : row
  const from = latestOf([invoiced_until, row.trial_ends_at])
  yield* earlierPeriods(running, from)
  for (
    let period: Period = { period_start: running.period_start, period_end: running.period_end };
    period.period_start <= now;
    period = periodAt(running, period.period_end)
  ) {
    if (period.period_start >= from) yield period
  }
}

/**
 * The periods between `from` and the stored period, if a client's change has stored a later period before `tick` has run. What lies
 * before the anchor is one period: a pause has moved the anchor, and how many periods were before it is not stored.
 */
function* earlierPeriods(cycle: Cycle, from: string): Generator<Period> {
  const { period_start, period_anchor } = cycle
  if (from >= period_start) return
  const starts = [from]
  if (period_anchor < period_start) {
    const last = intervalsUntil(cycle, Date.parse(period_start))
    for (let n = 0; n <= last; n++) {
      const start = toIsoSeconds(boundary(cycle, n))
      if (start > from && start < period_start) starts.push(start)
    }
  }
  for (const [index, start] of starts.entries()) {
    yield { period_start: start, period_end: starts[index + 1] ?? period_start }
  }
}
