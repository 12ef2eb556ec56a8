import { toIsoSeconds } from '../domain/time.ts'

export type Interval = 'day' | 'week' | 'month' | 'year'

/** Instants; the end is the start of the next period. */
export interface Period {
  period_start: string
  period_end: string
}

/** A known period and how others follow it: `period_end` is `period_anchor` or a whole number of intervals after it. */
export interface Cycle extends Period {
  /** The instant that later periods are counted from. */
  period_anchor: string
  interval: Interval
  interval_count: number
}

const DAYS = { day: 1, week: 7 }
const MONTHS = { month: 1, year: 12 }
const DAY = 24 * 60 * 60 * 1000

/** The known period until its end, after that the one that `now` falls in. */
export function periodAt(cycle: Cycle, now: string): Period {
  if (now < cycle.period_end) return { period_start: cycle.period_start, period_end: cycle.period_end }
  const passed = intervalsUntil(cycle, Date.parse(now))
  return { period_start: toIsoSeconds(boundary(cycle, passed)), period_end: toIsoSeconds(boundary(cycle, passed + 1)) }
}

/** How many whole intervals lie between the anchor and an instant. */
function intervalsUntil(cycle: Cycle, ms: number): number {
  const guess = Math.floor(distance(cycle, ms))
  // Months are told apart by their number alone: the anchor's day in this month may still be to come.
  return boundary(cycle, guess) <= ms ? guess : guess - 1
}

function distance({ period_anchor, interval, interval_count }: Cycle, ms: number): number {
  const anchor = Date.parse(period_anchor)
  if (interval === 'day' || interval === 'week') return (ms - anchor) / (DAYS[interval] * interval_count * DAY)
  return (monthNumber(ms) - monthNumber(anchor)) / (MONTHS[interval] * interval_count)
}

/** The instant so many intervals after the anchor. */
function boundary({ period_anchor, interval, interval_count }: Cycle, intervals: number): number {
  const anchor = Date.parse(period_anchor)
  const units = intervals * interval_count
  if (interval === 'day' || interval === 'week') return anchor + units * DAYS[interval] * DAY
  return addMonths(anchor, units * MONTHS[interval])
}

/** The same day and time of day in UTC so many months later; the last day of a month that is too short for it. */
export function addMonths(ms: number, months: number): number {
  const date = new Date(ms)
  const day = date.getUTCDate()
  // The 31st would spill over into the month after a short one.
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
