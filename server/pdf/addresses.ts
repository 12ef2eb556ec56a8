import { formatCountry } from './format.ts'
import type { PrintedInvoice, Seller } from './printed-invoice.ts'

/** Printed below the client's name. */
export function clientAddressLines({ address, tax_id, email }: PrintedInvoice['bill_to']): string[] {
  const { line1, line2, city, region, postal_code, country } = address
  const town = postal_code === null ? city : `${postal_code} ${city}`
  return [line1, line2, town, region, formatCountry(country), tax_id && `Tax ID: ${tax_id}`, email].filter(
    text => text !== null,
  )
}

/** Printed below the seller's name. */
export const sellerAddressLines = ({ address, tax_id, email, website }: Seller): string[] => [
  ...address,
  `Tax ID: ${tax_id}`,
  email,
  website,
]
