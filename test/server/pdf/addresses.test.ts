import { expect, test } from 'vitest'
import { addressOf } from '../../../server/pdf/addresses.ts'
import { sample } from './samples.ts'

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
