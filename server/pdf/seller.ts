import type { Seller } from './printed-invoice.ts'

/** The seller on every invoice. The IBAN is the valid sample of the ECBS standard, which belongs to no account. */
export const SELLER: Seller = {
  name: 'Clustrix Global',
  address: ['1 Example Street', '1000 Example City'],
  tax_id: 'EU000000000',
  email: 'developers@clustrixglobal.com',
  website: 'clustrixglobal.com',
  bank: { name: 'Example Bank', iban: 'DE89 3704 0044 0532 0130 00', bic: 'COBADEFFXXX' },
}
