import type { ReceivedResponse } from '../exchange/exchange.ts'
import { expectStatus } from './expect-response.ts'
import { lists } from './lists.ts'
import { newestWith, readList } from './read-lists.ts'
import type { Invoice } from './rows.ts'
import type { Scenario, ScenarioApi } from './scenario.ts'
import { startOf } from './times.ts'

const operation = 'getInvoicePdf'
const FIRST_BYTES = '%PDF-'
/** Only whitespace follows; a truncated file lacks it. */
const LAST_BYTES = '%%EOF'

export const pdfScenarios: readonly Scenario[] = [
  {
    name: 'a PDF is named after its invoice, and pdf_url leads to it',
    operations: ['listInvoices', operation],
    async run(api: ScenarioApi) {
      const [one, two] = await twoInvoices(api)
      const numbers = (await readList<Invoice>(api, lists.invoices)).rows.map(({ number }) => number)
      for (const { id, number, pdf_url } of [one, two]) {
        const pdf = await pdfOf(api, id)
        api.check(pdf.text.startsWith(FIRST_BYTES), `the PDF of ${id} should start with ${FIRST_BYTES}`)
        api.check(pdf.text.trimEnd().endsWith(LAST_BYTES), `the PDF of ${id} should end with ${LAST_BYTES}`)
        const name = `attachment; filename="${number.replaceAll('/', '-')}.pdf"`
        api.equal(pdf.headers.get('content-disposition'), name, 'Content-Disposition')
        const linked = await api.get(pdf_url)
        api.equal([linked.status, etagOf(linked)], [200, etagOf(pdf)], 'status and ETag of pdf_url')
        // The metadata of a document may be compressed; if it is not, it must be about this invoice.
        const named = numbers.filter(other => names(pdf, other))
        api.check(
          named.length === 0 || named.includes(number),
          `the PDF of ${number} should not be the one of ${named}`,
        )
      }
    },
  },
  {
    name: 'an invoice always gives the same PDF and ETag, different invoices different ones',
    operations: ['listInvoices', operation],
    async run(api: ScenarioApi) {
      const [one, two] = await twoInvoices(api)
      const first = await pdfOf(api, one.id)
      const again = await pdfOf(api, one.id, { Accept: 'text/html' })
      api.equal(etagOf(again), etagOf(first), 'the ETag of a second request')
      api.check(Buffer.compare(again.bytes, first.bytes) === 0, 'the same invoice should give the same bytes')
      const other = await pdfOf(api, two.id)
      api.check(etagOf(other) !== etagOf(first), 'another invoice should have another ETag')
      api.check(Buffer.compare(other.bytes, first.bytes) !== 0, 'another invoice should give different bytes')
    },
  },
  {
    name: 'a PDF does not depend on the current day',
    operations: ['listInvoices', operation],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const { id, due_date } = await newestWith<Invoice>(api, lists.invoices, 'unpaid')
      const before = await pdfOf(api, id)
      await api.clock(startOf(due_date, 400))
      const after = await pdfOf(api, id)
      api.equal(etagOf(after), etagOf(before), 'the ETag once it is overdue')
      api.check(Buffer.compare(after.bytes, before.bytes) === 0, 'the bytes should be the same once it is overdue')
    },
  },
]

const pdfOf = (api: ScenarioApi, id: number, headers: Record<string, string> = {}) =>
  expectStatus(api, operation, { id, headers }, 200)

const etagOf = ({ headers }: ReceivedResponse) => headers.get('etag') ?? ''

async function twoInvoices(api: ScenarioApi): Promise<[Invoice, Invoice]> {
  const [one, two] = (await readList<Invoice>(api, lists.invoices)).rows
  return one && two ? [one, two] : api.skip('there are fewer than two invoices')
}

/** Whether a number appears uncompressed, in one of the encodings of PDF text: Latin-1 or UTF-16BE. */
function names({ bytes }: ReceivedResponse, number: string): boolean {
  const file = Buffer.from(bytes)
  const wide = Buffer.from(number, 'utf16le').swap16()
  return file.includes(number, 0, 'latin1') || file.includes(wide)
}
