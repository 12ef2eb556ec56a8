import { expect, test } from 'vitest'
import { clientAddressLines } from '../../../server/pdf/addresses.ts'
import { sample } from './samples.ts'

const { bill_to } = sample()

test('an address has a line for each part', () => {
  const address = { ...bill_to.address, line2: 'Aufgang C', region: 'Berlin' }
  const street = ['Invalidenstraße 117', 'Aufgang C', '10115 Berlin', 'Berlin', 'Germany']
  expect(clientAddressLines({ ...bill_to, address })).toEqual([
    ...street,
    'Tax ID: DE811907980',
    'billing@acme.example',
  ])
})

test('an address has no line for a missing part', () => {
  const address = { ...bill_to.address, line2: null, region: null, postal_code: null }
  const printed = clientAddressLines({ ...bill_to, address, tax_id: null, email: null })
  expect(printed).toEqual(['Invalidenstraße 117', 'Berlin', 'Germany'])
})
