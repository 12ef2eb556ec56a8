import { describe, expect, it, test } from 'vitest'
import type { InvoiceDetail } from '../../../server/generated/schemas.gen.ts'
import { etagOf } from '../../../server/pdf/etag.ts'
import { type PrintedInvoice, toPrintedInvoice } from '../../../server/pdf/printed-invoice.ts'
import { RendererUnavailable } from '../../../server/pdf/renderer.ts'
import { sampleSeller } from '../../../server/seller/sample.ts'
import { ACME, BJORN, type TestApp, testApp } from '../../support/app.ts'
import { sha256 } from '../../support/sha256.ts'
import { demoInvoice, sample } from './samples.ts'

const SELLER = sampleSeller().seller

const markOf = (status: InvoiceDetail['status']) => toPrintedInvoice({ ...demoInvoice(), status }, SELLER).mark

describe('toPrintedInvoice', () => {
  test.each([
    ['paid', 'PAID'],
    ['void', 'VOID'],
    ['refunded', 'REFUNDED'],
    ['unpaid', null],
    ['partially_paid', null],
    ['overdue', null],
  ] as const)('a %s invoice is marked %s', (status, mark) => expect(markOf(status)).toBe(mark))

  it('omits payments that did not succeed', () => {
    const statuses = ['pending', 'succeeded', 'failed', 'refunded'] as const
    const payments = statuses.map(status => ({ ...demoInvoice().payments[0]!, status }))
    const kept = toPrintedInvoice({ ...demoInvoice(), payments }, SELLER).payments.map(({ status }) => status)
    expect(kept).toEqual(['succeeded', 'refunded'])
  })

  it('does not depend on the date or the origin', () => {
    const invoice = demoInvoice('INV-2026-0007')
    const elsewhere = {
      ...invoice,
      status: 'unpaid' as const,
      pdf_url: 'http://127.0.0.1:1/x',
      updated_at: '2030-01-01T00:00:00Z',
    }
    expect(invoice.status).toBe('overdue')
    expect(etagOf(toPrintedInvoice(elsewhere, SELLER), sha256)).toBe(etagOf(toPrintedInvoice(invoice, SELLER), sha256))
  })
})

/** The response to a request that must succeed. */
async function get(app: TestApp, token: string, path: string) {
  const response = await app.call(path, { token })
  expect(response.status, await response.clone().text()).toBe(200)
  return response
}

describe('the PDF of an invoice', () => {
  it('keeps its ETag when the invoice becomes overdue', async () => {
    const app = testApp()
    const token = await app.login(ACME)
    const seen = []
    for (const day of ['2026-12-20T12:00:00Z', '2026-12-21T00:00:00Z']) {
      app.clock.set(day)
      const invoice = (await (await get(app, token, '/api/v1/invoices/112')).json()) as { data: InvoiceDetail }
      const etag = (await get(app, token, '/api/v1/invoices/112/pdf')).headers.get('ETag')
      seen.push([invoice.data.status, etag])
    }
    expect(seen).toEqual([
      ['unpaid', seen[0]?.[1]],
      ['overdue', seen[0]?.[1]],
    ])
  })

  /** Requests a PDF from an app whose renderer is unavailable. */
  async function requestPdf(email: string, headers: Record<string, string> = {}) {
    const rendered: string[] = []
    const render = async ({ number }: PrintedInvoice) => {
      rendered.push(number)
      throw new RendererUnavailable('Too many documents are waiting')
    }
    const app = testApp({ renderer: { render } })
    const response = await app.call('/api/v1/invoices/106/pdf', { token: await app.login(email), headers })
    return { response, rendered, logged: app.logged }
  }

  it('is not drawn for a client that has it', async () => {
    const { response, rendered } = await requestPdf(ACME, { 'If-None-Match': etagOf(sample('INV-2026-0006'), sha256) })
    expect({ status: response.status, rendered }, await response.text()).toEqual({ status: 304, rendered: [] })
  })

  it('is a 503 with Retry-After and without an ETag, not logged as a fault, while too many are waiting', async () => {
    const { response, rendered, logged } = await requestPdf(ACME, { 'If-None-Match': '"another"' })
    expect({ status: response.status, rendered }).toEqual({ status: 503, rendered: ['INV-2026-0006'] })
    expect(response.headers.get('Retry-After')).toBe('1')
    expect(response.headers.get('ETag')).toBeNull()
    expect(await response.json()).toEqual({ message: 'Service unavailable.', code: 'unavailable' })
    expect(logged.filter(({ event }) => event === 'fault')).toEqual([])
  })

  it('is a 403 without its ETag for another client, even one that sends the ETag', async () => {
    const { response, rendered } = await requestPdf(BJORN, { 'If-None-Match': etagOf(sample('INV-2026-0006'), sha256) })
    expect({ status: response.status, rendered }, await response.text()).toEqual({ status: 403, rendered: [] })
    expect(response.headers.get('ETag')).toBeNull()
  })
})
