import { expect, test } from 'vitest'
import { clientLines, sellerLines } from '../../../server/pdf/addresses.ts'
import { sample } from './samples.ts'

const { bill_to } = sample()

test('an address has a line for each part', () => {
  const address = { ...bill_to.address, line2: 'Aufgang C', region: 'Berlin' }
  const street = ['Invalidenstraße 117', 'Aufgang C', '10115 Berlin', 'Berlin', 'Germany']
  expect(clientLines({ ...bill_to, address }, 'en')).toEqual([...street, 'Tax ID: DE811907980', 'billing@acme.example'])
})

test('an address has no line for a missing part', () => {
  const address = { ...bill_to.address, line2: null, region: null, postal_code: null }
  const printed = clientLines({ ...bill_to, address, tax_id: null, email: null }, 'en')
  expect(printed).toEqual(['Invalidenstraße 117', 'Berlin', 'Germany'])
})

test('a seller has its tax ids and its register', () => {
  const { seller } = sample()
  const all = { ...seller, tax_number: '203/123/45678', contact: { ...seller.contact, phone: '+49 351 5550100' } }
  const address = ['Example Street 1', '12345 Example City', 'Germany']
  const ids = ['VAT ID: DE123456789', 'Tax number: 203/123/45678', 'Amtsgericht Example City, HRB\u00a012345']
  const contact = ['developers@clustrixglobal.com', '+49 351 5550100', 'clustrixglobal.com']
  expect(sellerLines(all)).toEqual([...address, ...ids, ...contact])
})
