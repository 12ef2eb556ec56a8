import { type Client, fromMinorUnits, type Invoice, toMinorUnits } from '@clustrix/client'
import type { Output } from '../connect.ts'
import { csvOf } from './csv.ts'
import { type Folder, openFolder } from './folder.ts'

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
 * Brings a folder up to date: `NUMBER.pdf` for each invoice, and `invoices.csv` with all of them. PDFs that have not changed are not
 * downloaded again, so the next run continues where a killed one stopped. Resolves to whether all PDFs were downloaded. Throws before
 * anything is written if the amounts of an invoice do not add up.
 */
export async function syncInvoices(api: Client, to: string, output: Output): Promise<boolean> {
  const invoices: Invoice[] = []
  for await (const invoice of api.items('/api/v1/invoices', { params: { query: { per_page: 100 } } })) {
    checkAmounts(invoice)
    invoices.push(invoice)
  }
  // Oldest first, so that new invoices are added at the end of the CSV file.
  invoices.reverse()

  const folder = await openFolder(to)
  const counts = { downloaded: 0, unchanged: 0, failed: 0 }
  for (const invoice of invoices) counts[await syncPdf(api, folder, invoice, output)] += 1
  await folder.save('invoices.csv', csvOf(COLUMNS, invoices))

  const { downloaded, unchanged, failed } = counts
  output.log(`${invoices.length} invoices: ${downloaded} PDFs downloaded, ${unchanged} unchanged, ${failed} failed`)
  for (const [currency, due] of dueOf(invoices)) output.log(`Due: ${fromMinorUnits(due, currency)} ${currency}`)
  return failed === 0
}

async function syncPdf(
  api: Client,
  folder: Folder,
  { id, number }: Invoice,
  output: Output,
): Promise<'downloaded' | 'unchanged' | 'failed'> {
  // Encoded, because an invoice number may contain a slash.
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
      return 'downloaded'
    case 304:
      return 'unchanged'
    // A problem with one invoice must not keep the others from being downloaded.
    case 403:
    case 404:
    case 500:
      output.error(`${name}: ${result.error.message} (request ${result.headers['X-Request-Id']})`)
      return 'failed'
    default:
      throw new Error(`${name}: ${result.status} ${result.error.message}`)
  }
}

/** Throws if the amounts of an invoice do not add up, and RangeError if one is not an amount in its currency. */
export function checkAmounts(invoice: Invoice): void {
  const { number, status, currency } = invoice
  const amount = (name: 'subtotal' | 'discount_total' | 'tax_total' | 'total' | 'amount_paid' | 'amount_due') =>
    toMinorUnits(invoice[name], currency)
  const total = amount('subtotal') - amount('discount_total') + amount('tax_total')
  if (amount('total') !== total)
    throw new Error(`${number} does not add up: its total is ${invoice.total}, not ${fromMinorUnits(total, currency)}`)
  const isSettled = status === 'void' || status === 'refunded'
  const due = isSettled ? 0n : total - amount('amount_paid')
  if (amount('amount_due') !== due)
    throw new Error(
      `${number} does not add up: its amount_due is ${invoice.amount_due}, not ${fromMinorUnits(due, currency)}`,
    )
}

/** The amount due in each currency, in minor units. */
function dueOf(invoices: readonly Invoice[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { currency, amount_due } of invoices)
    sums.set(currency, (sums.get(currency) ?? 0n) + toMinorUnits(amount_due, currency))
  return sums
}
