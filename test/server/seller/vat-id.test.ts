import { expect, test } from 'vitest'
import { isInEu, normaliseVatId, problemOfVatId } from '../../../server/seller/vat-id.ts'

test.each([
  'ATU12345678 AT',
  'BE0123456789 BE',
  'BG123456789 BG',
  'CY12345678X CY',
  'CZ12345678 CZ',
  'DE123456789 DE',
  'DK12345678 DK',
  'EE123456789 EE',
  'EL123456789 GR',
  'ESX1234567X ES',
  'FI12345678 FI',
  'FRXX123456789 FR',
  'HR12345678901 HR',
  'HU12345678 HU',
  'IE1234567WA IE',
  'IE1A23456W IE',
  'IT12345678901 IT',
  'LT123456789012 LT',
  'LU12345678 LU',
  'LV12345678901 LV',
  'MT12345678 MT',
  'NL123456789B01 NL',
  'PL1234567890 PL',
  'PT123456789 PT',
  'RO12 RO',
  'SE123456789001 SE',
  'SI12345678 SI',
  'SK1234567890 SK',
  'XI123456789 GB',
  'EU123456789 US',
])('%s is valid', text => {
  const [id = '', country = ''] = text.split(' ')
  expect(problemOfVatId(id, country)).toBeUndefined()
})

test.each([
  ['DE12345678', 'DE', 'does not have the form'],
  ['DE023456789', 'DE', 'does not have the form'],
  ['DE1234567890', 'DE', 'does not have the form'],
  ['DK1234567', 'DK', 'does not have the form'],
  ['ES12345678X9', 'ES', 'does not have the form'],
  ['ES123456789', 'ES', 'does not have the form'],
  ['SE123456789002', 'SE', 'does not have the form'],
  ['123456789', 'DE', 'must begin with the prefix of a member state of the EU, such as DE'],
  ['GR123456789', 'GR', 'such as EL'],
  ['DE12345678', 'CH', 'does not have the form'],
])('%s of a seller in %s is not: %s', (id, country, reason) => expect(problemOfVatId(id, country)).toContain(reason))

test.each([
  ['CHE-123.456.789 MWST', 'CH'],
  ['NO 123 456 789 MVA', 'NO'],
  ['GB123456789', 'GB'],
])('%s of a seller in %s is not checked', (id, country) => expect(problemOfVatId(id, country)).toBeUndefined())

test.each([
  ['DE 123 456 789', 'DE123456789'],
  ['nl123456789b01', 'NL123456789B01'],
  ['BE 0123.456.789', 'BE0123456789'],
  ['CHE-123.456.789 MWST', 'CHE-123.456.789 MWST'],
])('%s is stored as %s', (given, stored) => expect(normaliseVatId(given)).toBe(stored))

test('the EU has 27 member states, with Greece and without the United Kingdom', () => {
  expect(['GR', 'DE', 'HR'].every(isInEu)).toBe(true)
  expect(['GB', 'CH', 'NO', 'EU', 'XI', 'US'].some(isInEu)).toBe(false)
})
