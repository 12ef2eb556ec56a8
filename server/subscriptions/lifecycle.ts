import { dateOf, toIsoSeconds } from '../domain/time.ts'
import type { Subscription, SubscriptionStatus } from '../generated/schemas.gen.ts'
import { invalidState } from '../http/errors.ts'
import { type Cycle, periodAt } from './periods.ts'

/**
 * The stored columns that a transition reads or changes. Date-times are UTC text. The first period of a trial ends with the
 * trial, and later periods are counted from its end.
 */
export interface Lifecycle
  extends Cycle,
    Pick<
      Subscription,
      'trial_ends_at' | 'paused_at' | 'resume_at' | 'cancelled_at' | 'cancellation_reason' | 'ends_at' | 'updated_at'
    > {
  state: Exclude<SubscriptionStatus, 'past_due'>
  /** Who paused it. Null unless it is paused, and for pauses from before this was stored, which count as the client's. */
  paused_by: Actor | null
  cancelled_by: Actor | null
  /** The start of the next period that `tick` invoices. Null if it invoices none. */
  invoiced_until: string | null
}

/** Who makes a change. The API does not show it. */
export type Actor = 'client' | 'operator'

/** The columns with the status at the time of the request. */
export type CurrentLifecycle = Lifecycle & { status: SubscriptionStatus }

/**
 * Applies everything that has become due by `now` but is not stored: the end of a trial or pause, and the periods that have
 * passed since. Invoices do not count as changes of a subscription.
 */
export function bringUpToDate<Row extends CurrentLifecycle>(row: Row, now: string): Row {
  if (row.status === 'cancelled' || row.status === 'paused') return row
  const running = row.state === 'paused' ? endPause(row, row.resume_at ?? now) : row
  const period = periodAt(running, now)
  const state = row.status === 'trialing' ? 'trialing' : 'active'
  const changes = [
    row.updated_at,
    row.state === 'paused' ? row.resume_at : null,
    period.period_start === row.period_start ? null : period.period_start,
  ]
  return { ...running, ...period, state, updated_at: latestOf(changes) }
}

/** The date on which the current period ends. During a pause with an end, the date on which the period will end after it. */
export function nextInvoiceDate(row: CurrentLifecycle): string | null {
  if (row.status === 'cancelled') return null
  if (row.status !== 'paused') return dateOf(row.period_end)
  return row.resume_at === null ? null : dateOf(endPause(row, row.resume_at).period_end)
}

/** Throws 422 invalid_state unless active. */
export function pause(
  row: CurrentLifecycle,
  now: string,
  resumeAt: string | null,
  paused_by: Actor = 'client',
): Lifecycle {
  assertStatus(row.status, ['active'], 'paused')
  return {
    ...bringUpToDate(row, now),
    state: 'paused',
    paused_at: now,
    paused_by,
    resume_at: resumeAt,
    updated_at: now,
  }
}

/** Throws 422 invalid_state unless paused, and for a client if the operator paused it. */
export function resume(row: CurrentLifecycle, now: string, by: Actor = 'client'): Lifecycle {
  assertStatus(row.status, ['paused'], 'resumed')
  if (by === 'client' && row.paused_by === 'operator') {
    throw invalidState('This subscription was paused by Clustrix. Contact support.')
  }
  return { ...endPause(row, now), state: 'active', updated_at: now }
}

/** Ends immediately, or at the end of a paid period. Throws 422 invalid_state if already cancelled. */
export function cancel(
  row: CurrentLifecycle,
  now: string,
  reason: string | null,
  cancelled_by: Actor = 'client',
): Lifecycle {
  assertStatus(row.status, ['trialing', 'active', 'past_due', 'paused'], 'cancelled')
  const current = bringUpToDate(row, now)
  const isPaid = row.status === 'active' || row.status === 'past_due'
  return {
    ...current,
    state: 'cancelled',
    paused_at: null,
    paused_by: null,
    resume_at: null,
    cancelled_at: now,
    cancelled_by,
    cancellation_reason: reason,
    ends_at: isPaid ? current.period_end : now,
    updated_at: now,
  }
}

/**
 * Moves the end of the period by the length of the pause, so that the rest of the paid period is kept. If the end stays on its date,
 * later periods are counted as before: otherwise a pause of two seconds in February would turn the 31st into the 28th forever. A pause
 * has no length if the clock was set back. A period that has been invoiced stays invoiced up to its new end.
 */
export function endPause<Row extends Lifecycle>(row: Row, end: string): Row {
  const pausedFor = Math.max(0, Date.parse(end) - Date.parse(row.paused_at ?? end))
  const period_end = toIsoSeconds(Date.parse(row.period_end) + pausedFor)
  const period_anchor = dateOf(period_end) === dateOf(row.period_end) ? row.period_anchor : period_end
  const isInvoiced = row.invoiced_until !== null && row.invoiced_until > row.period_start
  const invoiced_until = isInvoiced ? period_end : row.invoiced_until
  return { ...row, paused_at: null, paused_by: null, resume_at: null, period_end, period_anchor, invoiced_until }
}

function assertStatus(
  status: SubscriptionStatus,
  allowed: readonly SubscriptionStatus[],
  to: 'paused' | 'resumed' | 'cancelled',
): void {
  if (allowed.includes(status)) return
  const article = status === 'active' ? 'An' : 'A'
  throw invalidState(`${article} ${status.replaceAll('_', ' ')} subscription cannot be ${to}.`)
}

/** The texts have the same width, so the greatest is the latest. */
export const latestOf = (dateTimes: readonly (string | null)[]): string =>
  dateTimes.reduce<string>((latest, at) => (at !== null && at > latest ? at : latest), '')
