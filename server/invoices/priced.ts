import { parseMoney, parseQuantity, parseRate, parseUnitPrice } from '../domain/money.ts'
import type { Problem } from '../domain/refused.ts'
import type { InvoiceInput, LineInput } from './input.ts'
import { exemptionReasonFor } from './tax-names.ts'
import { type PricedLine, totalsOf } from './totals.ts'

/** A line in the units of the database. */
export interface NewLine extends PricedLine {
  description: string
  exemption_reason: string | null
  period_start: string | null
  period_end: string | null
  subscription_id: number | null
}

/**
 * Reads the decimals of the lines and checks what depends on several fields.
 * @param place names a field in messages
 * @returns no lines if there are problems
 */
export function pricedLines(
  invoice: Pick<InvoiceInput, 'line_items' | 'exemption_reason' | 'subscription_id'>,
  currency: string,
  place: (path: string) => string,
): { lines: NewLine[]; problems: Problem[] } {
  const problems: Problem[] = []
  const lines = invoice.line_items.map((line, index) =>
    pricedLine(line, invoice, currency, (field, message) =>
      problems.push({ at: place(`line_items.${index}.${field}`), message }),
    ),
  )
  if (problems.length > 0) return { lines: [], problems }
  for (const [index, line] of lines.entries()) {
    const message = faultOf(() => totalsOf([line], currency))
    if (message) problems.push({ at: place(`line_items.${index}`), message })
  }
  const message = problems.length === 0 && faultOf(() => totalsOf(lines, currency))
  if (message) problems.push({ at: place('line_items'), message })
  const reasons = new Map<string, string | null>()
  for (const [index, { tax_category, exemption_reason }] of lines.entries()) {
    if ((reasons.get(tax_category) ?? exemption_reason) !== exemption_reason) {
      problems.push({
        at: place(`line_items.${index}.exemption_reason`),
        message: `differs from that of another line with the tax category ${tax_category}`,
      })
    }
    reasons.set(tax_category, exemption_reason)
  }
  return problems.length > 0 ? { lines: [], problems } : { lines, problems }
}

function pricedLine(
  line: LineInput,
  invoice: Pick<InvoiceInput, 'exemption_reason' | 'subscription_id'>,
  currency: string,
  report: (field: string, message: string) => void,
): NewLine {
  const read = (field: string, parse: () => number): number => {
    try {
      return parse()
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      report(field, error.message)
      return 0
    }
  }
  const tax_rate = read('tax_rate', () => parseRate(line.tax_rate))
  const taxFault = faultOfTax(line.tax_category, tax_rate)
  if (taxFault) report('tax_rate', taxFault)
  const exemption_reason = exemptionReasonFor(line.tax_category, line.exemption_reason ?? invoice.exemption_reason)
  if (line.tax_category === 'E' && exemption_reason === null) {
    report('exemption_reason', 'is required for the tax category E')
  }
  const period_start = line.period_start ?? null
  const period_end = line.period_end ?? null
  if ((period_start === null) !== (period_end === null))
    report('period_end', 'give both ends of the period, or neither')
  else if (period_start !== null && period_end !== null && period_end < period_start) {
    report('period_end', 'must not be before period_start')
  }
  return {
    description: line.description,
    quantity: read('quantity', () => parseQuantity(line.quantity)),
    unit_price: read('unit_price', () => parseUnitPrice(line.unit_price, currency)),
    discount: line.discount == null ? 0 : read('discount', () => parseMoney(line.discount ?? '', currency)),
    tax_rate,
    tax_category: line.tax_category,
    exemption_reason,
    period_start,
    period_end,
    subscription_id: line.subscription_id ?? invoice.subscription_id ?? null,
  }
}

/** What is wrong with a rate in hundredths of a percent; undefined if nothing is. */
export function faultOfTax(category: string, rate: number): string | undefined {
  if (rate > 10_000) return 'must not be greater than 100.00'
  if (category === 'S' && rate === 0) return 'must not be 0.00 for the tax category S'
  if (category !== 'S' && rate !== 0) return `must be 0.00 for the tax category ${category}`
  return undefined
}

function faultOf(compute: () => unknown): string | undefined {
  try {
    compute()
    return undefined
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
