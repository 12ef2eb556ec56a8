import { formatRate } from '../domain/money.ts'
import type { TaxCategory } from '../generated/schemas.gen.ts'

/** How a tax is printed. A standard rate is named with its percentage. */
const NAMES: Record<Exclude<TaxCategory, 'S'>, string> = {
  Z: 'VAT 0%',
  E: 'VAT exempt',
  AE: 'VAT reverse charge',
  K: 'VAT intra-Community supply',
  G: 'VAT export',
  O: 'Not subject to VAT',
}

/** Printed if the operator gives no reason. An exemption needs its own, because many laws have one. */
const REASONS: Partial<Record<string, string>> = {
  AE: 'Reverse charge — Article 196 Directive 2006/112/EC',
  K: 'Intra-Community supply — Article 138 Directive 2006/112/EC',
  G: 'Export — Article 146 Directive 2006/112/EC',
  O: 'Services supplied outside the EU',
}

/** @param rate hundredths of a percent */
export function taxName(category: string, rate: number): string {
  if (category === 'S') return `VAT ${formatRate(rate).replace(/\.?0+$/, '')}%`
  return NAMES[category as keyof typeof NAMES]
}

/** @returns null for a tax that is charged */
export function exemptionReasonFor(category: string, given: string | null | undefined): string | null {
  if (category === 'S' || category === 'Z') return null
  return given ?? REASONS[category] ?? null
}
