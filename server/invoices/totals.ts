import { lineAmount, taxAmount } from '../domain/money.ts'

/** Quantity in ten-thousandths, unit price in millionths, discount in minor units, rate in hundredths of a percent. */
export interface PricedLine {
  quantity: number
  unit_price: number
  discount: number
  tax_rate: number
  tax_category: string
}

/** Amounts in minor units. */
export interface TaxTotal {
  category: string
  rate: number
  taxable_amount: number
  amount: number
}

/** Minor units. */
export interface Totals {
  /** Amount of each line after its discount, in the order of the lines. */
  amounts: number[]
  subtotal: number
  discount_total: number
  tax_total: number
  total: number
  taxes: TaxTotal[]
}

/**
 * Computes the totals of an invoice from its lines. Each line is rounded once, and so is the tax of each group of lines with the
 * same category and rate. Throws RangeError if a discount exceeds its line or a sum is not a safe integer.
 */
export function totalsOf(lines: readonly PricedLine[], currency: string): Totals {
  const gross = lines.map(line => lineAmount(line.quantity, line.unit_price, currency))
  const amounts = lines.map((line, index) => discounted(gross[index] ?? 0, line.discount))
  const taxes = taxesOf(lines, amounts)
  const subtotal = sum(gross)
  const discountTotal = sum(lines.map(line => line.discount))
  const taxTotal = sum(taxes.map(tax => tax.amount))
  return {
    amounts,
    subtotal,
    discount_total: discountTotal,
    tax_total: taxTotal,
    total: sum([subtotal - discountTotal, taxTotal]),
    taxes,
  }
}

/** One entry per category and rate, ordered by rate (highest first), then by category. */
function taxesOf(lines: readonly PricedLine[], amounts: readonly number[]): TaxTotal[] {
  const taxable = new Map<string, { category: string; rate: number; amounts: number[] }>()
  lines.forEach(({ tax_category: category, tax_rate: rate }, index) => {
    const key = `${category} ${rate}`
    const group = taxable.get(key) ?? { category, rate, amounts: [] }
    group.amounts.push(amounts[index] ?? 0)
    taxable.set(key, group)
  })
  return [...taxable.values()]
    .map(group => {
      const taxableAmount = sum(group.amounts)
      const amount = taxAmount(taxableAmount, group.rate)
      return { category: group.category, rate: group.rate, taxable_amount: taxableAmount, amount }
    })
    .sort((a, b) => b.rate - a.rate || (a.category < b.category ? -1 : 1))
}

function discounted(amount: number, discount: number): number {
  if (!Number.isSafeInteger(discount) || discount < 0 || discount > amount) {
    throw new RangeError(`A discount of ${discount} minor units is not valid for a line of ${amount}`)
  }
  return amount - discount
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => {
    const next = total + amount
    if (!Number.isSafeInteger(next)) throw new RangeError('The sum exceeds the largest amount')
    return next
  }, 0)
}
