import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toIsoSeconds } from '../../../server/domain/time.ts'
import { addMonths, type Cycle, periodAt } from '../../../server/subscriptions/periods.ts'
import { cycle, later, span } from './rows.ts'

const cycleOf = (interval: Cycle['interval'], interval_count: number, anchor: string, first_end: string): Cycle => ({
  interval,
  interval_count,
  period_anchor: anchor,
  period_start: anchor,
  period_end: first_end,
})

const JANUARY_31 = cycleOf('month', 1, '2026-01-31T00:00:00Z', '2026-02-28T00:00:00Z')
const QUARTER = cycleOf('month', 3, '2026-11-30T10:30:00Z', '2027-02-28T10:30:00Z')
const LEAP_DAY = cycleOf('year', 1, '2024-02-29T12:00:00Z', '2025-02-28T12:00:00Z')
const DAILY = cycleOf('day', 1, '1976-05-05T05:05:05Z', '1976-05-06T05:05:05Z')
const TEN_DAYS = cycleOf('day', 10, '2026-02-20T00:00:00Z', '2026-03-02T00:00:00Z')
const FORTNIGHT = cycleOf('week', 2, '2026-12-24T00:00:00Z', '2027-01-07T00:00:00Z')

describe('periodAt', () => {
  it.each([
    [
      'before its start, the known one',
      JANUARY_31,
      '2025-01-01T00:00:00Z',
      '2026-01-31T00:00:00Z',
      '2026-02-28T00:00:00Z',
    ],
    [
      'in its last second, the known one',
      JANUARY_31,
      '2026-02-27T23:59:59Z',
      '2026-01-31T00:00:00Z',
      '2026-02-28T00:00:00Z',
    ],
    ['at its end, the next', JANUARY_31, '2026-02-28T00:00:00Z', '2026-02-28T00:00:00Z', '2026-03-31T00:00:00Z'],
    [
      'the 31st comes back after a short month',
      JANUARY_31,
      '2026-03-30T23:59:59Z',
      '2026-02-28T00:00:00Z',
      '2026-03-31T00:00:00Z',
    ],
    ['a month of 30 days', JANUARY_31, '2026-03-31T00:00:00Z', '2026-03-31T00:00:00Z', '2026-04-30T00:00:00Z'],
    ['29 February', JANUARY_31, '2028-03-01T00:00:00Z', '2028-02-29T00:00:00Z', '2028-03-31T00:00:00Z'],
    ['across a new year', JANUARY_31, '2026-12-31T00:00:00Z', '2026-12-31T00:00:00Z', '2027-01-31T00:00:00Z'],
    ['three months', QUARTER, '2027-02-28T10:30:00Z', '2027-02-28T10:30:00Z', '2027-05-30T10:30:00Z'],
    ['the time of day counts', QUARTER, '2027-05-30T10:29:59Z', '2027-02-28T10:30:00Z', '2027-05-30T10:30:00Z'],
    ['a leap day in a common year', LEAP_DAY, '2027-02-28T11:59:59Z', '2026-02-28T12:00:00Z', '2027-02-28T12:00:00Z'],
    [
      'a leap day in the next leap year',
      LEAP_DAY,
      '2028-02-28T12:00:00Z',
      '2027-02-28T12:00:00Z',
      '2028-02-29T12:00:00Z',
    ],
    ['days, decades later', DAILY, '2026-05-05T05:05:04Z', '2026-05-04T05:05:05Z', '2026-05-05T05:05:05Z'],
    ['ten days', TEN_DAYS, '2026-11-22T12:00:00Z', '2026-11-17T00:00:00Z', '2026-11-27T00:00:00Z'],
    ['two weeks', FORTNIGHT, '2027-01-21T00:00:00Z', '2027-01-21T00:00:00Z', '2027-02-04T00:00:00Z'],
  ])('%s', (_, known, now, period_start, period_end) => {
    expect(periodAt(known, now)).toEqual({ period_start, period_end })
  })

  it('after an end that was moved on its date, the next one ends as without the move', () => {
    const moved = { ...JANUARY_31, period_end: '2026-02-28T18:00:00Z' }
    expect(periodAt(moved, '2026-02-28T17:59:59Z').period_end).toBe('2026-02-28T18:00:00Z')
    const next = { period_start: '2026-02-28T18:00:00Z', period_end: '2026-03-31T00:00:00Z' }
    expect(periodAt(moved, '2026-02-28T18:00:00Z')).toEqual(next)
    expect(periodAt(moved, '2026-03-30T00:00:00Z')).toEqual(next)
    expect(periodAt(moved, '2026-03-31T00:00:00Z').period_start).toBe('2026-03-31T00:00:00Z')
  })

  it('is computed without stepping through all periods', () => {
    // 2.9 million days: stepping through them would take minutes for a thousand calls
    for (let second = 0; second < 1000; second++) {
      const now = later('9999-12-30T05:05:05Z', second)
      expect(periodAt(DAILY, now).period_start).toBe('9999-12-30T05:05:05Z')
    }
  })

  it('equals the result of stepping from period to period', () => {
    fc.assert(
      fc.property(cycle, span, (known, after) => {
        const now = later(known.period_start, after)
        expect(periodAt(known, now)).toEqual(stepTo(known, now))
      }),
    )
  })

  it('contains the time, and the next one begins at its end', () => {
    fc.assert(
      fc.property(cycle, span, (known, after) => {
        const now = later(known.period_start, after)
        const period = periodAt(known, now)
        expect(period.period_start <= now && now < period.period_end).toBe(true)
        expect(periodAt(known, period.period_end).period_start).toBe(period.period_end)
        expect(periodAt({ ...known, ...period }, now)).toEqual(period)
      }),
    )
  })
})

/** Calendar arithmetic on the text, one period after another. */
function stepTo(known: Cycle, now: string) {
  const [date = '', time = ''] = known.period_anchor.split('T')
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const isLeap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const lengths = (y: number) => [31, isLeap(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  const text = (value: number, width: number) => String(value).padStart(width, '0')
  const monthsLater = (months: number) => {
    const index = year * 12 + month - 1 + months
    const [y, m] = [Math.floor(index / 12), index % 12]
    return `${text(y, 4)}-${text(m + 1, 2)}-${text(Math.min(day, lengths(y)[m] ?? 0), 2)}T${time}`
  }
  const step = { day: 86_400, week: 7 * 86_400, month: 1, year: 12 }[known.interval] * known.interval_count
  const isCounted = known.interval === 'day' || known.interval === 'week'
  const nth = (n: number) => (isCounted ? later(known.period_anchor, n * step) : monthsLater(n * step))
  let n = 0
  while (nth(n + 1) <= now) n++
  return { period_start: nth(n), period_end: nth(n + 1) }
}

describe('addMonths', () => {
  it.each([
    ['2026-01-31T00:00:00Z', 1, '2026-02-28T00:00:00Z'],
    ['2028-01-31T00:00:00Z', 1, '2028-02-29T00:00:00Z'],
    ['2026-12-15T23:59:59Z', 1, '2027-01-15T23:59:59Z'],
    ['2024-02-29T00:00:00Z', 60, '2029-02-28T00:00:00Z'],
    ['2100-01-30T00:00:00Z', 1, '2100-02-28T00:00:00Z'],
    ['2026-05-31T00:00:00Z', 0, '2026-05-31T00:00:00Z'],
    ['2026-03-31T00:00:00Z', -1, '2026-02-28T00:00:00Z'],
  ])('%s plus %i months is %s', (from, months, to) => {
    expect(toIsoSeconds(addMonths(Date.parse(from), months))).toBe(to)
  })
})
