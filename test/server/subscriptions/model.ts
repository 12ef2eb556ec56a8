import type { Subscription } from './fixtures.ts'

export type Interval = Subscription['interval']

const SECOND = 1000
const DAY = 86_400 * SECOND

const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

/**
 * A subscription as the contract describes it: one event after another, in the order in which they become due. Times are Unix
 * milliseconds of whole seconds.
 */
export class Model {
  state: 'trialing' | 'active' | 'paused' | 'cancelled'
  start: number
  end: number
  updated: number
  pausedAt: number | null = null
  resumeAt: number | null = null
  cancelledAt: number | null = null
  endsAt: number | null = null
  reason: string | null = null
  /** Whether one of its invoices is overdue. */
  owes = false
  #anchor: number
  #periods = 0
  readonly #step: { interval: Interval; count: number }
  readonly #trialEnd: number | null

  constructor(start: number, step: { interval: Interval; count: number }, trialEnd: number | null) {
    this.#step = step
    this.#trialEnd = trialEnd
    this.state = trialEnd === null ? 'active' : 'trialing'
    this.start = start
    this.updated = start
    this.#anchor = trialEnd ?? start
    this.end = trialEnd ?? this.#after(1)
  }

  /** Applies everything that has become due by now. */
  pass(now: number): void {
    for (;;) {
      const { due } = this
      if (due === null || due > now) return
      this.updated = due
      if (this.state === 'paused') this.#endPause(due)
      else this.#roll()
    }
  }

  get status(): Subscription['status'] {
    return this.state === 'active' && this.owes ? 'past_due' : this.state
  }

  /** Each returns whether it was allowed. */
  pause(now: number, until: number | null): boolean {
    if (this.status !== 'active') return false
    Object.assign(this, { state: 'paused', pausedAt: now, resumeAt: until, updated: now })
    return true
  }

  resume(now: number): boolean {
    if (this.status !== 'paused') return false
    this.#endPause(now)
    this.updated = now
    return true
  }

  cancel(now: number, reason: string | null): boolean {
    if (this.status === 'cancelled') return false
    this.endsAt = this.state === 'active' ? this.end : now
    Object.assign(this, { state: 'cancelled', cancelledAt: now, reason, updated: now, pausedAt: null, resumeAt: null })
    return true
  }

  /** The next time at which it changes automatically. */
  get due(): number | null {
    return { trialing: this.end, active: this.end, paused: this.resumeAt, cancelled: null }[this.state]
  }

  shown(): Partial<Subscription> {
    const text = (at: number | null) => (at === null ? null : iso(at))
    return {
      status: this.status,
      current_period_start: iso(this.start),
      current_period_end: iso(this.end),
      next_invoice_date: this.#nextInvoice(),
      trial_ends_at: text(this.#trialEnd),
      paused_at: text(this.pausedAt),
      resume_at: text(this.resumeAt),
      cancelled_at: text(this.cancelledAt),
      cancellation_reason: this.reason,
      ends_at: text(this.endsAt),
      updated_at: iso(this.updated),
    }
  }

  #nextInvoice(): string | null {
    if (this.state === 'cancelled') return null
    if (this.pausedAt === null) return iso(this.end).slice(0, 10)
    return this.resumeAt === null ? null : iso(this.end + this.resumeAt - this.pausedAt).slice(0, 10)
  }

  #endPause(at: number): void {
    const length = at - (this.pausedAt ?? at)
    const before = this.end
    if (length > 0) this.end += length
    if (iso(this.end).slice(0, 10) !== iso(before).slice(0, 10)) {
      // The next period is the first one after this end.
      this.#anchor = this.end
      this.#periods = -1
    }
    Object.assign(this, { state: 'active', pausedAt: null, resumeAt: null })
  }

  #roll(): void {
    // The period that begins at the end of the trial is the first one.
    if (this.state === 'trialing') this.#periods = -1
    this.state = 'active'
    this.#periods++
    this.start = this.end
    this.end = this.#after(this.#periods + 1)
  }

  #after(periods: number): number {
    const { interval, count } = this.#step
    if (interval === 'day') return this.#anchor + periods * count * DAY
    if (interval === 'week') return this.#anchor + periods * count * 7 * DAY
    const from = new Date(this.#anchor)
    const months = from.getUTCMonth() + periods * count * (interval === 'year' ? 12 : 1)
    // Day 0 of the next month is the last day of this month.
    const last = new Date(Date.UTC(from.getUTCFullYear(), months + 1, 0)).getUTCDate()
    const day = Math.min(from.getUTCDate(), last)
    return Date.UTC(from.getUTCFullYear(), months, day) + (this.#anchor % DAY)
  }
}
