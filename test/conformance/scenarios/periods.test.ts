import { expect, test } from 'vitest'
import { after, nextEnd } from '../../../conformance/scenarios/periods.ts'
import type { Subscription } from '../../../conformance/scenarios/rows.ts'

test.each([
  ['2026-01-31T00:00:00Z', 'month', 1, 1, '2026-02-28T00:00:00Z'],
  ['2026-01-31T00:00:00Z', 'month', 1, 2, '2026-03-31T00:00:00Z'],
  ['2028-02-29T12:00:01Z', 'year', 1, 1, '2029-02-28T12:00:01Z'],
  ['2026-11-22T00:00:00Z', 'week', 2, 3, '2027-01-03T00:00:00Z'],
  ['2026-12-31T23:59:59Z', 'day', 1, 1, '2027-01-01T23:59:59Z'],
])('from %s, %s × %d, %d times is %s', (at, interval, interval_count, intervals, expected) => {
  expect(after(at, { interval, interval_count }, intervals)).toBe(expected)
})

test.each([
  ['2026-01-31T00:00:00Z', '2026-02-28T00:00:00Z', '2026-03-31T00:00:00Z'],
  ['2026-02-28T00:00:00Z', '2026-03-31T00:00:00Z', '2026-04-30T00:00:00Z'],
  ['2026-02-28T00:00:00Z', '2026-03-28T00:00:00Z', '2026-04-28T00:00:00Z'],
  // After a pause the shifted end is what counts.
  ['2026-11-01T00:00:00Z', '2026-12-06T07:00:00Z', '2027-01-06T07:00:00Z'],
])('the month from %s to %s is followed by one to %s', (start, end, expected) => {
  const subscription = { current_period_start: start, current_period_end: end, interval: 'month', interval_count: 1 }
  expect(nextEnd(subscription as Subscription)).toBe(expected)
})
