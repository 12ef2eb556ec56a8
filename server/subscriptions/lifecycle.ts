import type { z } from '@hono/zod-openapi'
import { dateOf, toIsoSeconds } from '../domain/time.ts'
import type * as schemas from '../generated/schemas.gen.ts'
import { invalidState } from '../http/errors.ts'
import { type Cycle, periodAt } from './periods.ts'

export type Status = z.infer<typeof schemas.SubscriptionStatus>

/**
 * The columns that a transition may change, and those it depends on. Instants are UTC text. The first period of a trialing
 * one ends with its trial, and later ones are counted from there.
 */
export interface Stored extends Cycle {
  state: Exclude<Status, 'past_due'>
  trial_ends_at: string | null
  paused_at: string | null
  resume_at: string | null
  cancelled_at: string | null
  cancellation_reason: string | null
  ends_at: string | null
  updated_at: string
}

/** A row with the status that it has at the instant it was read for. */
export type Derived = Stored & { status: Status }

/**
 * The row as if everything that falls due by `now` had been stored when it did: the end of a trial or pause, and the
 * periods that have passed since. Invoices do not count as changes of a subscription.
 */
export function settled<Row extends Derived>(row: Row, now: string): Row {
  if (row.status === 'cancelled' || row.status === 'paused') return row
  const awake = row.state === 'paused' ? withPauseEnded(row, row.resume_at ?? now) : row
  const period = periodAt(awake, now)
  const state = row.status === 'trialing' ? 'trialing' : 'active'
  const changes = [
    row.updated_at,
    row.state === 'paused' ? row.resume_at : null,
    period.period_start === row.period_start ? null : period.period_start,
  ]
  return { ...awake, ...period, state, updated_at: latest(changes) }
}

/** The date on which the running period ends; of a pause with an end, the period's end after it. */
export function nextInvoiceDate(row: Derived): string | null {
  if (row.status === 'cancelled') return null
  if (row.status !== 'paused') return dateOf(row.period_end)
  return row.resume_at === null ? null : dateOf(withPauseEnded(row, row.resume_at).period_end)
}

/** Throws 422 invalid_state unless active. */
export function pause(row: Derived, now: string, resumeAt: string | null): Stored {
  requireStatus(row.status, ['active'], 'paused')
  return { ...settled(row, now), state: 'paused', paused_at: now, resume_at: resumeAt, updated_at: now }
}

/** Throws 422 invalid_state unless paused. */
export function resume(row: Derived, now: string): Stored {
  requireStatus(row.status, ['paused'], 'resumed')
  return { ...withPauseEnded(row, now), state: 'active', updated_at: now }
}

/** Ends at once, or with the period that is paid for. Throws 422 invalid_state when cancelled already. */
export function cancel(row: Derived, now: string, reason: string | null): Stored {
  requireStatus(row.status, ['trialing', 'active', 'past_due', 'paused'], 'cancelled')
  const current = settled(row, now)
  const paid = row.status === 'active' || row.status === 'past_due'
  return {
    ...current,
    state: 'cancelled',
    paused_at: null,
    resume_at: null,
    cancelled_at: now,
    cancellation_reason: reason,
    ends_at: paid ? current.period_end : now,
    updated_at: now,
  }
}

/**
 * What was left of the paid period when the pause began is left when it ends. A pause of no length, also on a clock that was
 * set back, shifts nothing: later periods are counted from where they were.
 */
function withPauseEnded<Row extends Stored>(row: Row, end: string): Row {
  const awake = { ...row, paused_at: null, resume_at: null }
  const pausedFor = Date.parse(end) - Date.parse(row.paused_at ?? end)
  if (pausedFor <= 0) return awake
  const periodEnd = toIsoSeconds(Date.parse(row.period_end) + pausedFor)
  return { ...awake, period_end: periodEnd, period_anchor: periodEnd }
}

function requireStatus(status: Status, allowed: readonly Status[], to: 'paused' | 'resumed' | 'cancelled'): void {
  if (allowed.includes(status)) return
  const article = status === 'active' ? 'An' : 'A'
  throw invalidState(`${article} ${status.replaceAll('_', ' ')} subscription cannot be ${to}.`)
}

/** Instants of the same width: the greatest text is the latest. */
const latest = (instants: readonly (string | null)[]): string =>
  instants.reduce<string>((last, at) => (at !== null && at > last ? at : last), '')
