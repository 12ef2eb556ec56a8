import { expect, test } from 'vitest'
import { toIsoMillis, toIsoSeconds } from '../../../server/domain/time.ts'

const TIMES = [
  '2026-11-22T13:05:00.000Z',
  '2026-11-22T13:05:00.999Z',
  '2026-11-22T13:05:01.000Z',
  '1969-12-31T23:59:59.001Z',
]

test('times are those of Date, whichever time was formatted before', () => {
  for (const before of TIMES) {
    for (const time of TIMES) {
      toIsoSeconds(Date.parse(before))
      expect(toIsoSeconds(Date.parse(time))).toBe(time.replace(/\.\d+/, ''))
      expect(toIsoMillis(Date.parse(time))).toBe(time)
    }
  }
})

test('an invalid time is refused, even after a valid one', () => {
  toIsoSeconds(0)
  expect(() => toIsoSeconds(Number.NaN)).toThrow(RangeError)
  expect(() => toIsoMillis(Number.POSITIVE_INFINITY)).toThrow(RangeError)
})
