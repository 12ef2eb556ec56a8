import { expect, test } from 'vitest'
import { amountsOf } from '../../../conformance/scenarios/amounts.ts'
import type { InvoiceDetail } from '../../../conformance/scenarios/rows.ts'

type Line = Partial<InvoiceDetail['line_items'][number]>

/** Only the subtotal's number of decimals counts, as the currency's. */
function invoiceOf(subtotal: string, lines: Line[], paid: [status: string, amount: string][] = [], status = 'unpaid') {
  const line_items = lines.map(line => ({
    quantity: '1',
    discount: subtotal,
    tax_rate: '0.00',
    tax_category: 'S',
    ...line,
  }))
  const payments = paid.map(([status, amount]) => ({ status, amount }))
  return { subtotal, status, line_items, payments } as InvoiceDetail
}

test.each([
  ['0.00', '11', '0.215', '2.37'],
  ['0.00', '1', '1.005', '1.01'],
  ['0.00', '0.5', '0.01', '0.01'],
  ['0.00', '0.4999', '0.01', '0.00'],
  ['0.000', '10.5', '1.2345', '12.962'],
  ['0', '3', '980', '2940'],
  ['0.00', '90071992547409.93', '100.000001', '9007199344812985.55'],
])('of %s: %s × %s is %s, halves rounded up', (zero, quantity, unit_price, amount) => {
  const { lines, subtotal } = amountsOf(invoiceOf(zero, [{ quantity, unit_price }]))
  expect([lines, subtotal]).toEqual([[amount], amount])
})

test('tax is rounded once for each category and rate, highest rate first, then by category', () => {
  const lines = [
    { unit_price: '0.10', tax_rate: '5.00', tax_category: 'S' },
    { unit_price: '0.10', tax_rate: '25.00', tax_category: 'S' },
    { unit_price: '0.10', tax_rate: '25.00', tax_category: 'S' },
    { unit_price: '0.20', tax_rate: '5.00', tax_category: 'E' },
  ]
  const { taxes, tax_total, total } = amountsOf(invoiceOf('0.00', lines))
  expect(taxes).toEqual([
    { category: 'S', rate: '25.00', taxable_amount: '0.20', amount: '0.05' },
    { category: 'E', rate: '5.00', taxable_amount: '0.20', amount: '0.01' },
    { category: 'S', rate: '5.00', taxable_amount: '0.10', amount: '0.01' },
  ])
  expect([tax_total, total]).toEqual(['0.07', '0.57'])
})

test('discounts come off before tax, and only succeeded payments count', () => {
  const lines = [{ unit_price: '100.00', discount: '10.00', tax_rate: '19.00' }]
  const payments: [string, string][] = [
    ['failed', '1.00'],
    ['succeeded', '7.00'],
    ['pending', '2.00'],
    ['refunded', '3.00'],
    ['succeeded', '0.10'],
  ]
  const amounts = amountsOf(invoiceOf('100.00', lines, payments))
  expect(amounts).toMatchObject({ lines: ['90.00'], subtotal: '100.00', discount_total: '10.00', tax_total: '17.10' })
  expect(amounts).toMatchObject({ total: '107.10', amount_paid: '7.10', amount_due: '100.00' })
})

test.each(['void', 'refunded'])('nothing is due of an invoice that is %s', status => {
  const amounts = amountsOf(invoiceOf('0.00', [{ unit_price: '5.00' }], [], status))
  expect([amounts.total, amounts.amount_due]).toEqual(['5.00', '0.00'])
})
