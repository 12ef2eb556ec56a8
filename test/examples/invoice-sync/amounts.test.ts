import type { Invoice } from '@clustrix/client'
import { expect, test } from 'vitest'
import { checkAmounts, syncInvoices } from '../../../examples/invoice-sync/sync.ts'
import { testApp } from '../../support/app.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { recordOutput, withApi } from '../running.ts'
import { filesIn } from './files.ts'

const app = testApp()
const invoices = new Map(
  ((await (await app.call('/api/v1/invoices', { token: await app.login() })).json()) as { data: Invoice[] }).data.map(
    invoice => [invoice.number, invoice],
  ),
)
const EUR = invoices.get('INV-2026-0012')!
const JPY = invoices.get('INV-2026-0010')!
const VOID = invoices.get('INV-2026-0003')!

test.each([...invoices])('%s adds up', (_number, invoice) => {
  expect(() => checkAmounts(invoice)).not.toThrow()
})

test.each<[string, Invoice, Partial<Invoice>, string]>([
  ['a cent too much', EUR, { total: '999.99' }, 'does not add up: its total is 999.99, not'],
  ['a wrong tax', EUR, { tax_total: '0.00' }, 'does not add up: its total is'],
  ['a wrong discount', EUR, { discount_total: '0.01' }, 'does not add up: its total is'],
  ['a payment that was not subtracted', EUR, { amount_paid: '1.00' }, `its amount_due is ${EUR.amount_due}, not`],
  ['an amount due on a void invoice', VOID, { amount_due: VOID.total }, `its amount_due is ${VOID.total}, not 0.00`],
  ['decimals in JPY', JPY, { total: '99999.00' }, 'is not an amount of JPY'],
  ['one decimal in EUR', EUR, { amount_due: '1.0' }, 'is not an amount of EUR'],
])('%s is noticed', (_what, invoice, change, message) => {
  expect(() => checkAmounts({ ...invoice, ...change })).toThrow(message)
})

test('nothing is written if an invoice does not add up', async () => {
  const to = temporaryFolder()
  const fetch = async (request: Request) => {
    const response = await app.fetch(request)
    const text = (await response.text()).replace('"total":"177.31"', '"total":"177.32"')
    return new Response(text, response)
  }
  const run = withApi(app, api => syncInvoices(api, to, recordOutput()), { fetch })
  await expect(run).rejects.toThrow('INV-2026-0001 does not add up: its total is 177.32, not 177.31')
  expect(filesIn(to)).toEqual({})
})
