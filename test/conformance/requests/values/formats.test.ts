import { expect, test } from 'vitest'
import { formatExamples } from '../../../../conformance/requests/values/formats.ts'
import { formats } from '../../../../openapi/formats.ts'

const NAMES = Object.keys(formats) as (keyof typeof formats)[]

/** Ends of years and months, and times around leap days. */
const TIMES = [
  '2026-11-22T12:00:00Z',
  '2027-12-31T23:59:59Z',
  '2028-01-01T00:00:00Z',
  '2028-02-29T12:00:00Z',
  '2024-03-01T00:00:00Z',
]

test.each(NAMES)('%s has valid and invalid examples', name => {
  for (const time of TIMES) {
    const { valid, invalid } = formatExamples(name, Date.parse(time))!
    expect(valid.filter(text => !formats[name](text))).toEqual([])
    expect(invalid.filter(text => formats[name](text))).toEqual([])
    expect(valid.length).toBeGreaterThan(0)
    expect(invalid.length).toBeGreaterThan(0)
  }
})

test('a format without validation has no examples', () => {
  expect(formatExamples('password', 0)).toBeUndefined()
})
