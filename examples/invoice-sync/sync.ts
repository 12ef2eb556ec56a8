import { type Client, fromMinorUnits, type Schemas, toMinorUnits } from '@clustrix/client'
import type { Output } from '../connect.ts'
import { csvOf } from './csv.ts'
import { type Folder, openFolder } from './folder.ts'

type Invoice = Schemas['Invoice']

const COLUMNS = [
  'id',
  'number',
  'status',
  'currency',
  'issue_date',
  'due_date',
  'subtotal',
  'discount_total',
  'tax_total',
  'total',
  'amount_paid',
  'amount_due',
  'subscription_id',
  'paid_at',
  'voided_at',
  'created_at',
  'updated_at',
] as const satisfies (keyof Invoice)[]

/**
 * Brings a folder up to date: `NUMBER.pdf` for each invoice and `invoices.csv` of all. What is current is not loaded again, so a run that
 * was killed is taken up by the next one. Resolves to whether all PDFs could be had; throws before anything is written when an invoice
 * does not add up.
 */
export async function syncInvoices(api: Client, to: string, output: Output): Promise<boolean> {
  const invoices: Invoice[] = []
  for await (const invoice of api.items('/api/v1/invoices', { params: { query: { per_page: 100 } } })) {
    checkAmounts(invoice)
    invoices.push(invoice)
  }
  // Oldest first, so that new ones are added at the end.
  invoices.reverse()

  const folder = await openFolder(to)
  const counts = { loaded: 0, unchanged: 0, failed: 0 }
  for (const invoice of invoices) counts[await syncPdf(api, folder, invoice, output)] += 1
  await folder.save('invoices.csv', csvOf(COLUMNS, invoices))

  const { loaded, unchanged, failed } = counts
  output.log(`${invoices.length} invoices: ${loaded} PDFs loaded, ${unchanged} unchanged, ${failed} failed`)
  for (const [currency, due] of dueOf(invoices)) output.log(`Due: ${fromMinorUnits(due, currency)} ${currency}`)
  return failed === 0
}

async function syncPdf(
  api: Client,
  folder: Folder,
  { id, number }: Invoice,
  output: Output,
): Promise<'loaded' | 'unchanged' | 'failed'> {
  // Encoded, for a number may hold a slash.
  const name = `${encodeURIComponent(number)}.pdf`
  const etag = await folder.etagOf(name)
  const result = await api.GET('/api/v1/invoices/{id}/pdf', {
    params: { path: { id }, header: etag ? { 'If-None-Match': etag } : {} },
    parseAs: 'arrayBuffer',
  })
  switch (result.status) {
    case 200:
      await folder.save(name, new Uint8Array(result.data), result.headers.ETag)
      output.log(`${name}: ${etag ? 'changed' : 'new'}`)
      return 'loaded'
    case 304:
      return 'unchanged'
    // What is wrong with one invoice shall not hold up the others.
    case 403:
    case 404:
    case 500:
      output.error(`${name}: ${result.error.message} (request ${result.headers['X-Request-Id']})`)
      return 'failed'
    default:
      throw new Error(`${name}: ${result.status} ${result.error.message}`)
  }
}

/** Throws when the amounts of an invoice do not add up, and RangeError for one that is no amount of its currency. */
export function checkAmounts(invoice: Invoice): void {
  const { number, status, currency } = invoice
  const amount = (name: 'subtotal' | 'discount_total' | 'tax_total' | 'total' | 'amount_paid' | 'amount_due') =>
    toMinorUnits(invoice[name], currency)
  const total = amount('subtotal') - amount('discount_total') + amount('tax_total')
  if (amount('total') !== total)
    throw new Error(`${number} does not add up: its total is ${invoice.total}, not ${fromMinorUnits(total, currency)}`)
  const isOver = status === 'void' || status === 'refunded'
  const due = isOver ? 0n : total - amount('amount_paid')
  if (amount('amount_due') !== due)
    throw new Error(
      `${number} does not add up: ${invoice.amount_due} is due by it, not ${fromMinorUnits(due, currency)}`,
    )
}

/** What is due in each currency, in minor units. */
function dueOf(invoices: readonly Invoice[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { currency, amount_due } of invoices)
    sums.set(currency, (sums.get(currency) ?? 0n) + toMinorUnits(amount_due, currency))
  return sums
}
