import { fileURLToPath } from 'node:url'
import type { Problem } from '../domain/refused.ts'
import { formatIban } from '../domain/seller.ts'
import { readSeller, type SellerVersion } from './read.ts'

let sample: SellerVersion | undefined

/** The seller of the demo data, which is the annotated example of a seller's file. */
export function sampleSeller(): SellerVersion {
  sample ??= readSample(fileURLToPath(new URL('../../seller.example.yaml', import.meta.url)))
  return sample
}

function readSample(file: string): SellerVersion {
  const { version, problems } = readSeller(file)
  if (!version) throw new Error(problems.map(({ at, message }) => `${at}: ${message}`).join('\n'))
  return version
}

/** What a seller's file still has of the sample: nobody could pay to its accounts. */
export function leftoversOfSample({ seller }: SellerVersion, file: string): Problem[] {
  const of = sampleSeller().seller
  const ibans = of.bank_accounts.map(({ iban }) => iban).filter(iban => iban !== null)
  const problems = seller.bank_accounts
    .filter(({ iban }) => iban !== null && ibans.includes(iban))
    .map(({ currency, iban }) => `the ${currency} account has the IBAN of the sample, ${formatIban(iban ?? '')}`)
  if (seller.address.line1 === of.address.line1)
    problems.push(`address.line1 is that of the sample, ${of.address.line1}`)
  if (seller.vat_id !== null && seller.vat_id === of.vat_id) problems.push(`vat_id is that of the sample, ${of.vat_id}`)
  if (seller.tax_number !== null && seller.tax_number === of.tax_number) {
    problems.push(`tax_number is that of the sample, ${of.tax_number}`)
  }
  return problems.map(message => ({ at: file, message }))
}
