import type { Language, Seller } from '../domain/seller.ts'
import { formatCountry } from './format.ts'
import { LABELS } from './labels.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

type Address = PrintedInvoice['bill_to']['address']

const present = (texts: readonly (string | null | false)[]): string[] => texts.filter(text => typeof text === 'string')

const addressLines = ({ line1, line2, city, region, postal_code, country }: Address, language: Language) =>
  present([
    line1,
    line2,
    postal_code === null ? city : `${postal_code} ${city}`,
    region,
    formatCountry(country, language),
  ])

/** Printed below the client's name. */
export const clientLines = ({ address, tax_id, email }: PrintedInvoice['bill_to'], language: Language): string[] =>
  present([...addressLines(address, language), tax_id !== null && `${LABELS[language].tax_id}: ${tax_id}`, email])

/** Printed below the seller's name. */
export function sellerLines({ address, vat_id, tax_number, register, contact, language }: Seller): string[] {
  const labels = LABELS[language]
  return present([
    ...addressLines(address, language),
    vat_id !== null && `${labels.vat_id}: ${vat_id}`,
    tax_number !== null && `${labels.tax_number}: ${tax_number}`,
    register && `${register.court}, ${register.number.replaceAll(' ', '\u00a0')}`,
    contact.email,
    contact.phone,
    contact.website,
  ])
}
