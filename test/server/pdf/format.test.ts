import { expect, test } from 'vitest'
import { formatCountry, formatDate, formatPeriod } from '../../../server/pdf/format.ts'

test.each([
  ['2026-01-05', '5 Jan 2026'],
  ['2026-12-31', '31 Dec 2026'],
  ['2026-11-18T23:59:59Z', '18 Nov 2026'],
])('%s is printed as %s', (date, text) => expect(formatDate(date)).toBe(text))

test.each([
  ['2026-01-05', '2026-02-04', '5 Jan 2026 – 4 Feb 2026'],
  ['2026-01-05', null, 'from 5 Jan 2026'],
  [null, '2026-02-04', 'until 4 Feb 2026'],
  [null, null, null],
])('the period from %s to %s is printed as %s', (start, end, text) => expect(formatPeriod(start, end)).toBe(text))

test.each([
  ['DE', 'Germany'],
  ['DK', 'Denmark'],
  ['QZ', 'QZ'],
])('%s is printed as %s', (code, name) => expect(formatCountry(code)).toBe(name))
