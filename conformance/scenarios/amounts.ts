import { decimal, rounded, times, written } from './decimal.ts'
import type { InvoiceDetail } from './rows.ts'

/** The amounts of an invoice that follow from its other values. */
export interface Amounts {
  /** By position. */
  lines: string[]
  subtotal: string
  discount_total: string
  taxes: { category: string; rate: string; taxable_amount: string; amount: string }[]
  tax_total: string
  total: string
  amount_paid: string
  amount_due: string
}

/**
 * The amounts that the contract requires: each line is rounded once, and so is the tax on all lines of a category and rate.
 * The subtotal has the decimals of the currency. Throws TypeError for anything but decimals.
 */
export function amountsOf(invoice: InvoiceDetail): Amounts {
  const { line_items: items, payments, status } = invoice
  const decimals = exact(invoice.subtotal).decimals
  const minor = (text: string) => rounded(exact(text), decimals)
  const money = (units: bigint) => written(units, decimals)
  const gross = items.map(({ quantity, unit_price }) => rounded(times(exact(quantity), exact(unit_price)), decimals))
  const net = items.map(({ discount }, index) => gross[index]! - minor(discount))
  const groups = Map.groupBy(items.keys(), index => `${items[index]!.tax_rate} ${items[index]!.tax_category}`)
  const taxes = [...groups].map(([key, members]) => {
    const [rate = '', category = ''] = key.split(' ')
    const taxable = sum([...members].map(index => net[index]!))
    // A rate is a percentage, so it has two more decimals.
    const percent = { digits: exact(rate).digits, decimals: exact(rate).decimals + 2 }
    const amount = rounded(times({ digits: taxable, decimals }, percent), decimals)
    return { category, rate, taxable, amount }
  })
  const subtotal = sum(gross)
  const discount = sum(items.map(item => minor(item.discount)))
  const tax = sum(taxes.map(({ amount }) => amount))
  const total = subtotal - discount + tax
  const paid = sum(payments.filter(payment => payment.status === 'succeeded').map(({ amount }) => minor(amount)))
  return {
    lines: net.map(money),
    subtotal: money(subtotal),
    discount_total: money(discount),
    taxes: taxes
      .sort((a, b) => Number(b.rate) - Number(a.rate) || (a.category < b.category ? -1 : 1))
      .map(({ category, rate, taxable, amount }) => ({
        category,
        rate,
        taxable_amount: money(taxable),
        amount: money(amount),
      })),
    tax_total: money(tax),
    total: money(total),
    amount_paid: money(paid),
    amount_due: money(status === 'void' || status === 'refunded' ? 0n : total - paid),
  }
}

const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)

function exact(text: string) {
  const found = decimal(text)
  if (!found) throw new TypeError(`${JSON.stringify(text)} should be a decimal`)
  return found
}
