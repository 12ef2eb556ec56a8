import fc from 'fast-check'
import { toIsoSeconds } from '../../../server/domain/time.ts'
import type { SubscriptionStatus } from '../../../server/generated/schemas.gen.ts'
import type { CurrentLifecycle, Lifecycle } from '../../../server/subscriptions/lifecycle.ts'
import { periodAt } from '../../../server/subscriptions/periods.ts'

/** An active subscription in the middle of its month. */
export const ACTIVE: Lifecycle = {
  state: 'active',
  trial_ends_at: null,
  interval: 'month',
  interval_count: 1,
  period_start: '2026-11-01T00:00:00Z',
  period_end: '2026-12-01T00:00:00Z',
  period_anchor: '2026-11-01T00:00:00Z',
  paused_at: null,
  resume_at: null,
  cancelled_at: null,
  cancellation_reason: null,
  ends_at: null,
  paused_by: null,
  cancelled_by: null,
  invoiced_until: null,
  updated_at: '2026-11-01T00:00:00Z',
}

export const TRIALING: Lifecycle = {
  ...ACTIVE,
  state: 'trialing',
  trial_ends_at: '2026-11-26T00:00:00Z',
  period_start: '2026-11-12T00:00:00Z',
  period_end: '2026-11-26T00:00:00Z',
  period_anchor: '2026-11-26T00:00:00Z',
  updated_at: '2026-11-12T14:05:00Z',
}

/** Until 15 December, 29 days, 15 hours, 18 minutes and 48 seconds. */
export const PAUSED: Lifecycle = {
  ...ACTIVE,
  state: 'paused',
  paused_at: '2026-11-15T08:41:12Z',
  resume_at: '2026-12-15T00:00:00Z',
  updated_at: '2026-11-15T08:41:12Z',
}

export const CANCELLED: Lifecycle = {
  ...ACTIVE,
  state: 'cancelled',
  cancelled_at: '2026-11-18T16:20:05Z',
  cancellation_reason: 'Migrated to IPv6 only',
  ends_at: '2026-12-01T00:00:00Z',
  updated_at: '2026-11-18T16:20:05Z',
}

/** The contract's rule, to compare the SQL of the store with. */
export function statusAt(row: Lifecycle, now: string, isOverdue = false): SubscriptionStatus {
  if (row.state === 'cancelled') return 'cancelled'
  const pauseIsOver = row.resume_at !== null && Date.parse(row.resume_at) <= Date.parse(now)
  if (row.state === 'paused' && !pauseIsOver) return 'paused'
  if (row.state === 'trialing' && Date.parse(row.trial_ends_at ?? '') > Date.parse(now)) return 'trialing'
  return isOverdue ? 'past_due' : 'active'
}

export const at = (row: Lifecycle, now: string, isOverdue = false): CurrentLifecycle => ({
  ...row,
  status: statusAt(row, now, isOverdue),
})

export const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000
export const later = (from: string, by: number): string => toIsoSeconds(Date.parse(from) + by * 1000)

const YEAR = 365 * 24 * 60 * 60

/** Numbers of seconds, often small, often whole days. */
export const span = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.integer({ min: 0, max: 800 }).map(days => days * 24 * 60 * 60),
  fc.integer({ min: 0, max: 4 * YEAR }),
)

export const cycle = fc
  .record({
    anchor: fc.oneof(
      fc.integer({ min: 0, max: 30 * YEAR }),
      fc.integer({ min: 0, max: 30 * 365 }).map(days => days * 24 * 60 * 60),
    ),
    interval: fc.constantFrom('day', 'week', 'month', 'year'),
    interval_count: fc.integer({ min: 1, max: 7 }),
  })
  .map(({ anchor, interval, interval_count }) => {
    const period_anchor = later('2000-01-01T00:00:00Z', anchor)
    const first = { period_anchor, period_start: period_anchor, period_end: period_anchor, interval, interval_count }
    return { ...first, ...periodAt(first, period_anchor) }
  })

/** A time as a short pause moves it. */
function onItsDate(time: string, seconds: number): string {
  const moved = later(time, seconds)
  return moved.slice(0, 10) === time.slice(0, 10) ? moved : time
}

/** Any row that the application can have stored, and `stored_at`, the time when it did. */
export const stored = fc
  .record({
    cycle,
    state: fc.constantFrom('active', 'trialing', 'paused', 'cancelled'),
    into: span,
    length: span,
    open: fc.boolean(),
    moved: fc.nat({ max: 86_399 }),
  })
  .map(({ cycle, state, into, length, open, moved }): { row: Lifecycle; stored_at: string } => {
    if (state === 'trialing') {
      const trialEnd = later(cycle.period_anchor, 1 + length)
      const trial = { trial_ends_at: trialEnd, period_end: trialEnd, period_anchor: trialEnd }
      return {
        row: { ...ACTIVE, ...cycle, ...trial, state, updated_at: cycle.period_start },
        stored_at: cycle.period_start,
      }
    }
    const now = later(cycle.period_start, into)
    const current = { ...ACTIVE, ...cycle, ...periodAt(cycle, now), updated_at: now }
    if (state === 'active')
      return { row: { ...current, period_end: onItsDate(current.period_end, moved) }, stored_at: now }
    if (state === 'cancelled') {
      return { row: { ...current, state, cancelled_at: now, ends_at: current.period_end }, stored_at: now }
    }
    return {
      row: { ...current, state, paused_at: now, resume_at: open ? null : later(now, 1 + length) },
      stored_at: now,
    }
  })
