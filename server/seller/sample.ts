import { fileURLToPath } from 'node:url'
import type { Problem } from '../domain/refused.ts'
import { type PlacedText, type ReadSeller, readSeller, type SellerVersion } from './read.ts'

let sample: (ReadSeller & { version: SellerVersion }) | undefined

function readSample() {
  const { version, ...rest } = readSeller(fileURLToPath(new URL('../../seller.example.yaml', import.meta.url)))
  if (!version) throw new Error(rest.problems.map(({ at, message }) => `${at}: ${message}`).join('\n'))
  return { version, ...rest }
}

/** The seller of the demo data, which is the annotated example of a seller's file. */
export function sampleSeller(): SellerVersion {
  sample ??= readSample()
  return sample.version
}

/** Fields whose values in the sample are made up. The others, such as the name, may be those of a real seller. */
const INVENTED = /^(address\.line1|vat_id|register\.number)$|\.(iban|account_number)$/

const FIELDS_OF_ACCOUNTS = /^bank_accounts\[\d+\]/

/** What a seller's file still has of the sample: for example, its accounts do not exist. */
export function leftoversOfSample(texts: readonly PlacedText[]): Problem[] {
  sample ??= readSample()
  const keyOf = ({ path, text }: PlacedText) => `${path.replace(FIELDS_OF_ACCOUNTS, '')}=${text}`
  const invented = new Set(sample.texts.filter(({ path }) => INVENTED.test(path)).map(keyOf))
  return texts
    .filter(each => invented.has(keyOf(each)))
    .map(({ path, text, at }) => ({ at, message: `${path}: ${text} is from the sample; put in your own` }))
}
