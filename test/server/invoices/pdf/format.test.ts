import { expect, test } from 'vitest'
import { formatCountry, formatDate, formatPeriod } from '../../../../server/invoices/pdf/format.ts'
import { addressOf } from '../../../../server/invoices/pdf/parties.ts'
import { sample } from './samples.ts'

test.each([
  ['2026-01-05', '5 Jan 2026'],
  ['2026-12-31', '31 Dec 2026'],
  ['2026-11-18T23:59:59Z', '18 Nov 2026'],
])('%s is printed %s', (date, text) => expect(formatDate(date)).toBe(text))

test.each([
  ['2026-01-05', '2026-02-04', '5 Jan 2026 – 4 Feb 2026'],
  ['2026-01-05', null, 'from 5 Jan 2026'],
  [null, '2026-02-04', 'until 4 Feb 2026'],
  [null, null, null],
])('the period from %s to %s is printed %s', (start, end, text) => expect(formatPeriod(start, end)).toBe(text))

test.each([
  ['DE', 'Germany'],
  ['DK', 'Denmark'],
  ['QZ', 'QZ'],
])('%s is printed %s', (code, name) => expect(formatCountry(code)).toBe(name))

const { bill_to } = sample()

test('an address has a line for each part it has', () => {
  const address = { ...bill_to.address, line2: 'Aufgang C', region: 'Berlin' }
  const street = ['Invalidenstraße 117', 'Aufgang C', '10115 Berlin', 'Berlin', 'Germany']
  expect(addressOf({ ...bill_to, address })).toEqual([...street, 'Tax ID: DE811907980', 'billing@acme.example'])
})

test('an address has no line for a part it has not', () => {
  const address = { ...bill_to.address, line2: null, region: null, postal_code: null }
  const printed = addressOf({ ...bill_to, address, tax_id: null, email: null })
  expect(printed).toEqual(['Invalidenstraße 117', 'Berlin', 'Germany'])
})
