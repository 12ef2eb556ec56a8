import { expect, test } from 'vitest'
import type { Language } from '../../../server/domain/seller.ts'
import { formatCountry, formatDate, formatDecimal, formatPeriod } from '../../../server/pdf/format.ts'

test.each<[string, Language, string]>([
  ['2026-01-05', 'en', '5 Jan 2026'],
  ['2026-12-31', 'en', '31 Dec 2026'],
  ['2026-11-18T23:59:59Z', 'en', '18 Nov 2026'],
  ['2026-01-05', 'de', '05.01.2026'],
  ['2026-11-18T23:59:59Z', 'da', '18.11.2026'],
])('%s in %s is printed as %s', (date, language, text) => expect(formatDate(date, language)).toBe(text))

test.each<[string | null, string | null, Language, string | null]>([
  ['2026-01-05', '2026-02-04', 'en', '5 Jan 2026 – 4 Feb 2026'],
  ['2026-01-05', null, 'en', 'from 5 Jan 2026'],
  [null, '2026-02-04', 'en', 'until 4 Feb 2026'],
  ['2026-01-05', '2026-02-04', 'de', '05.01.2026 – 04.02.2026'],
  ['2026-01-05', null, 'de', 'ab 05.01.2026'],
  [null, '2026-02-04', 'da', 'til 04.02.2026'],
  [null, null, 'en', null],
])('the period from %s to %s in %s is printed as %s', (start, end, language, text) =>
  expect(formatPeriod(start, end, language)).toBe(text),
)

test.each<[string, Language, string]>([
  ['DE', 'en', 'Germany'],
  ['DK', 'en', 'Denmark'],
  ['DK', 'de', 'Dänemark'],
  ['DE', 'da', 'Tyskland'],
  ['QZ', 'en', 'QZ'],
])('%s in %s is printed as %s', (code, language, name) => expect(formatCountry(code, language)).toBe(name))

test.each<[string, Language, string]>([
  ['201.11', 'en', '201.11'],
  ['201.11', 'de', '201,11'],
  ['0.215', 'da', '0,215'],
  ['99999', 'de', '99999'],
])('%s in %s is printed as %s', (decimal, language, text) => expect(formatDecimal(decimal, language)).toBe(text))
