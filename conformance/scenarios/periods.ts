import type { Subscription } from './rows.ts'
import { toIsoSeconds } from './times.ts'

type Cycle = Pick<Subscription, 'interval' | 'interval_count'>

const DAYS: Record<string, number> = { day: 1, week: 7 }
const MONTHS: Record<string, number> = { month: 1, year: 12 }

/** A time a number of intervals later, clamped to the last day of a short month. */
export function after(at: string, { interval, interval_count }: Cycle, intervals: number): string {
  const date = new Date(at)
  const days = DAYS[interval]
  if (days !== undefined) date.setUTCDate(date.getUTCDate() + days * interval_count * intervals)
  else addMonths(date, (MONTHS[interval] ?? Number.NaN) * interval_count * intervals)
  return toIsoSeconds(date.getTime())
}

/** The end of the next period. Both ends of the current one may be clamped to short months; the later candidate kept the day. */
export function nextEnd(subscription: Subscription): string {
  const { current_period_start: start, current_period_end: end } = subscription
  const byEnd = after(end, subscription, 1)
  if (after(start, subscription, 1) !== end) return byEnd
  const byStart = after(start, subscription, 2)
  return [byEnd, byStart].sort()[1]!
}

export function addMonths(date: Date, months: number): void {
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
}
