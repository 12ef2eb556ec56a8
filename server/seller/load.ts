import { Refused } from '../domain/refused.ts'
import { readSeller, type SellerVersion } from './read.ts'
import { leftoversOfSample } from './sample.ts'

/** Reads a seller's file that invoices may show. Throws Refused with all faults, also for what is left of the sample. */
export function loadSeller(file: string): SellerVersion {
  const { version, texts, problems } = readSeller(file)
  const all = version ? leftoversOfSample(texts) : problems
  if (!version || all.length > 0) {
    throw new Refused(`${file} has ${all.length === 1 ? '1 problem' : `${all.length} problems`}`, all)
  }
  return version
}
