import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import demoData from '../../../server/demo/demo-data.json' with { type: 'json' }
import {
  decimalsOf,
  formatMoney,
  formatRate,
  parseMoney,
  parseQuantity,
  parseRate,
  parseUnitPrice,
} from '../../../server/domain/money.ts'
import { type PricedLine, totalsOf } from '../../../server/invoices/totals.ts'

describe('the invoices of the demo data', () => {
  it.each(demoData.invoices.map(invoice => [invoice.number, invoice] as const))('%s', (_, invoice) => {
    const { currency } = invoice
    const money = (minor: number) => formatMoney(minor, currency)
    const totals = totalsOf(
      invoice.line_items.map(line => ({
        quantity: parseQuantity(line.quantity),
        unit_price: parseUnitPrice(line.unit_price, currency),
        discount: parseMoney(line.discount, currency),
        tax_rate: parseRate(line.tax_rate),
        tax_category: line.tax_category,
      })),
      currency,
    )
    expect({
      amounts: totals.amounts.map(money),
      subtotal: money(totals.subtotal),
      discount_total: money(totals.discount_total),
      tax_total: money(totals.tax_total),
      total: money(totals.total),
      taxes: totals.taxes.map(tax => ({
        category: tax.category,
        rate: formatRate(tax.rate),
        taxable_amount: money(tax.taxable_amount),
        amount: money(tax.amount),
      })),
    }).toEqual({
      amounts: invoice.line_items.map(line => line.amount),
      subtotal: invoice.subtotal,
      discount_total: invoice.discount_total,
      tax_total: invoice.tax_total,
      total: invoice.total,
      taxes: invoice.taxes.map(({ category, rate, taxable_amount, amount }) => ({
        category,
        rate,
        taxable_amount,
        amount,
      })),
    })
  })
})

/** A line with quantity 1 and a price in cents. */
const piece = (cents: number, rate: number, category = 'S', discount = 0): PricedLine => ({
  quantity: 10_000,
  unit_price: cents * 10_000,
  discount,
  tax_rate: rate,
  tax_category: category,
})

describe('totalsOf', () => {
  it('are zero without lines', () => {
    const nothing = { amounts: [], subtotal: 0, discount_total: 0, tax_total: 0, total: 0, taxes: [] }
    expect(totalsOf([], 'EUR')).toEqual(nothing)
  })

  it('rounds the tax of a group once, not line by line', () => {
    // 3 × 0.03 at 19 %: 0.0057 each rounds to 0.01, all three together are 0.0171
    const lines = [piece(3, 1900), piece(3, 1900), piece(3, 1900)]
    expect(totalsOf(lines, 'EUR').taxes).toEqual([{ category: 'S', rate: 1900, taxable_amount: 9, amount: 2 }])
  })

  it('rounds each line before adding them up', () => {
    const half = { ...piece(0, 0), unit_price: 5_000 }
    expect(totalsOf([half, half, half], 'EUR').subtotal).toBe(3)
  })

  it('taxes the amount after the discount', () => {
    expect(totalsOf([piece(1000, 1900, 'S', 100)], 'EUR')).toEqual({
      amounts: [900],
      subtotal: 1000,
      discount_total: 100,
      tax_total: 171,
      total: 1071,
      taxes: [{ category: 'S', rate: 1900, taxable_amount: 900, amount: 171 }],
    })
  })

  it('orders taxes by rate, highest first, then by category', () => {
    const lines = [piece(1, 0, 'O'), piece(1, 700), piece(1, 0, 'AE'), piece(1, 1900), piece(1, 0, 'Z'), piece(1, 700)]
    const order = totalsOf(lines, 'EUR').taxes.map(({ rate, category }) => [rate, category])
    expect(order).toEqual([
      [1900, 'S'],
      [700, 'S'],
      [0, 'AE'],
      [0, 'O'],
      [0, 'Z'],
    ])
  })

  it.each([
    ['a discount above its line', [piece(100, 0, 'S', 101)], 'EUR'],
    ['a negative discount', [piece(100, 0, 'S', -1)], 'EUR'],
    ['half a cent of discount', [piece(100, 0, 'S', 0.5)], 'EUR'],
    [
      'a sum beyond the largest amount',
      Array.from({ length: 11 }, () => ({ ...piece(9e11, 0), quantity: 1e7 })),
      'EUR',
    ],
    ['an unknown currency', [piece(100, 0)], 'XXX'],
  ])('refuses %s', (_, lines, currency) => {
    expect(() => totalsOf(lines, currency)).toThrow(RangeError)
  })
})

const line = fc
  .record({
    quantity: fc.nat(1_000_000),
    unit_price: fc.nat(1_000_000_000),
    share: fc.nat(100),
    tax_rate: fc.constantFrom(0, 550, 700, 1900, 2500, 10_000),
    tax_category: fc.constantFrom('S', 'Z', 'E', 'AE', 'O'),
  })
  .map(({ share, ...priced }) => ({ ...priced, discount: 0, share }))
const currency = fc.constantFrom('EUR', 'JPY', 'BHD', 'CLF')

/** Lines with a discount up to their full amount. */
const invoice = fc.record({ lines: fc.array(line, { maxLength: 12 }), currency }).map(({ lines, currency }) => {
  const { amounts } = totalsOf(lines, currency)
  const discounted = lines.map(({ share, ...priced }, index): PricedLine => {
    return { ...priced, discount: Math.floor(((amounts[index] ?? 0) * share) / 100) }
  })
  return { lines: discounted, currency }
})

const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0)

describe('for any lines', () => {
  it('the sums are consistent', () => {
    fc.assert(
      fc.property(invoice, ({ lines, currency }) => {
        const totals = totalsOf(lines, currency)
        expect(sum(totals.amounts)).toBe(totals.subtotal - totals.discount_total)
        expect(sum(totals.taxes.map(tax => tax.taxable_amount))).toBe(sum(totals.amounts))
        expect(sum(totals.taxes.map(tax => tax.amount))).toBe(totals.tax_total)
        expect(totals.total).toBe(totals.subtotal - totals.discount_total + totals.tax_total)
      }),
    )
  })

  it('each tax is within half a minor unit of the exact tax, rounded half up', () => {
    fc.assert(
      fc.property(invoice, ({ lines, currency }) => {
        for (const tax of totalsOf(lines, currency).taxes) {
          const twice = 2 * (tax.taxable_amount * tax.rate - tax.amount * 10_000)
          expect(twice >= -10_000 && twice < 10_000).toBe(true)
        }
      }),
    )
  })

  it('the subtotal is within half a minor unit per line of the exact one', () => {
    fc.assert(
      fc.property(invoice, ({ lines, currency }) => {
        const unit = 10n ** BigInt(10 - decimalsOf(currency))
        const exact = lines.reduce(
          (total, { quantity, unit_price }) => total + BigInt(quantity) * BigInt(unit_price),
          0n,
        )
        const off = 2n * (exact - BigInt(totalsOf(lines, currency).subtotal) * unit)
        const bound = unit * BigInt(lines.length)
        expect(off >= -bound && off <= bound).toBe(true)
      }),
    )
  })

  it('the order of the lines changes only the order of their amounts', () => {
    fc.assert(
      fc.property(invoice, ({ lines, currency }) => {
        const { amounts, ...totals } = totalsOf(lines, currency)
        const { amounts: backwards, ...same } = totalsOf(lines.toReversed(), currency)
        expect(same).toEqual(totals)
        expect(backwards).toEqual(amounts.toReversed())
      }),
    )
  })
})
