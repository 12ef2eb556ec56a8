import { describe, expect, it } from 'vitest'
import { type Schemas, session } from '../../support/session.ts'
import { plantInvoice, plantLine } from '../subscriptions/plant.ts'

type Detail = { data: Schemas['InvoiceDetail'] }

describe('the decimals', () => {
  it.each([
    ['EUR', '100.00', '0.215', '0.05'],
    ['JPY', '10000', '0.215', '5'],
    ['DKK', '100.00', '0.215', '0.05'],
    ['USD', '100.00', '0.215', '0.05'],
    ['BHD', '10.000', '0.215', '0.005'],
  ])('of %s in totals, unit prices and discounts', async (currency, total, unit_price, discount) => {
    const { app, get } = await session()
    await plantInvoice(app, 900, { currency })
    await plantLine(app, 9000, 1, { unit_price: 215_000, discount: 5 })
    const { data } = await get<Detail>('/invoices/900')
    expect(data).toMatchObject({ currency, total, amount_due: total, line_items: [{ unit_price, discount }] })
  })

  it.each([
    ['EUR', 149_000_000, '149.00'],
    ['EUR', 1, '0.000001'],
    ['EUR', 1_500_000, '1.50'],
    ['EUR', 1_230_000, '1.23'],
    ['EUR', 1_234_500, '1.2345'],
    ['EUR', 0, '0.00'],
    ['JPY', 33_333_000_000, '33333'],
    ['JPY', 500_000, '0.5'],
    ['BHD', 1_000_000, '1.000'],
    ['BHD', 1_234_560, '1.23456'],
  ])('a unit price in %s of %i millionths is %s', async (currency, unit_price, text) => {
    const { app, get } = await session()
    await plantInvoice(app, 900, { currency })
    await plantLine(app, 9000, 1, { unit_price })
    expect((await get<Detail>('/invoices/900')).data.line_items[0]?.unit_price).toBe(text)
  })

  it.each([
    [10_000, '1'],
    [25_000, '2.5'],
    [12_500, '1.25'],
    [1, '0.0001'],
    [0, '0'],
    [100_000, '10'],
    [12_345, '1.2345'],
    [10_000_000_000, '1000000'],
  ])('a quantity of %i ten-thousandths is %s', async (quantity, text) => {
    const { app, get } = await session()
    await plantInvoice(app, 900)
    await plantLine(app, 9000, 1, { quantity })
    expect((await get<Detail>('/invoices/900')).data.line_items[0]?.quantity).toBe(text)
  })

  it.each([
    [1900, '19.00'],
    [550, '5.50'],
    [5, '0.05'],
    [0, '0.00'],
    [10_000, '100.00'],
  ])('a rate of %i hundredths of a percent is %s', async (tax_rate, text) => {
    const { app, get } = await session()
    await plantInvoice(app, 900)
    await plantLine(app, 9000, 1, { tax_rate })
    expect((await get<Detail>('/invoices/900')).data.line_items[0]?.tax_rate).toBe(text)
  })
})
