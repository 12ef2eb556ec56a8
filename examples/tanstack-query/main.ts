// node main.ts
import { type Client, isApiError } from '@clustrix/client'
import { runProgram } from '../connect.ts'
import { createQueryClient, invoicePages, invoiceQuery } from './queries.ts'

await runProgram(() => {}, showInvoices)

async function showInvoices(api: Client): Promise<boolean> {
  const queries = createQueryClient()
  const { pages } = await queries.fetchInfiniteQuery({ ...invoicePages(api, 3), pages: Number.POSITIVE_INFINITY })
  for (const { data, meta } of pages)
    console.log(`Page ${meta.current_page} of ${meta.last_page}: ${data.map(({ number }) => number).join(', ')}`)

  const { number, total, currency } = await queries.fetchQuery(invoiceQuery(api, 106))
  console.log(`${number}: ${total} ${currency}`)

  const error = await queries.fetchQuery(invoiceQuery(api, 999)).catch((reason: Error) => reason)
  if (isApiError(error)) console.log(`${error.status} ${error.code}: ${error.message}`)
  return true
}
