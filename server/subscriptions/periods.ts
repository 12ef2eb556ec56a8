import { toIsoSeconds } from '../domain/time.ts'
import type { Subscription } from '../generated/schemas.gen.ts'

/** Date-times. The end is the start of the next period. */
export interface Period {
  period_start: string
  period_end: string
}

/**
 * A known period and how later periods follow it: `period_end` is `period_anchor` or a whole number of intervals after it, or later on
 * that date if a pause has moved it.
 */
export interface Cycle extends Period, Pick<Subscription, 'interval' | 'interval_count'> {
  /** Later periods are counted from this date-time. */
  period_anchor: string
}

const DAYS = { day: 1, week: 7 }
const MONTHS = { month: 1, year: 12 }
const DAY = 24 * 60 * 60 * 1000

/** The known period until it ends, then the period that contains `now`. */
export function periodAt(cycle: Cycle, now: string): Period {
  if (now < cycle.period_end) return { period_start: cycle.period_start, period_end: cycle.period_end }
  const passed = intervalsUntil(cycle, Date.parse(now))
  const start = Math.max(boundary(cycle, passed), Date.parse(cycle.period_end))
  return { period_start: toIsoSeconds(start), period_end: toIsoSeconds(boundary(cycle, passed + 1)) }
}

/** Number of whole intervals between the anchor and a time. */
export function intervalsUntil(cycle: Cycle, ms: number): number {
  const guess = Math.floor(distance(cycle, ms))
  // Months are compared without their days, so the anchor's day of this month may still be in the future.
  return boundary(cycle, guess) <= ms ? guess : guess - 1
}

function distance({ period_anchor, interval, interval_count }: Cycle, ms: number): number {
  const anchor = Date.parse(period_anchor)
  if (interval === 'day' || interval === 'week') return (ms - anchor) / (DAYS[interval] * interval_count * DAY)
  return (monthNumber(ms) - monthNumber(anchor)) / (MONTHS[interval] * interval_count)
}

/** The time that is a number of intervals after the anchor. */
export function boundary({ period_anchor, interval, interval_count }: Cycle, intervals: number): number {
  const anchor = Date.parse(period_anchor)
  const units = intervals * interval_count
  if (interval === 'day' || interval === 'week') return anchor + units * DAYS[interval] * DAY
  return addMonths(anchor, units * MONTHS[interval])
}

/** The same day and time in UTC a number of months later, or the last day of that month if it is too short. */
export function addMonths(ms: number, months: number): number {
  const date = new Date(ms)
  const day = date.getUTCDate()
  // The 31st of a shorter month would overflow into the next month.
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  date.setUTCDate(Math.min(day, daysIn(date)))
  return date.getTime()
}

const daysIn = (date: Date) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()

/** Months since the year 0. */
function monthNumber(ms: number): number {
  const date = new Date(ms)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
