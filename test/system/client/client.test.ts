import { createClient } from '@clustrix/client'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { ACME } from '../../support/app.ts'
import { startServer } from '../../support/process.ts'

test('the client logs in, lists, reads, downloads and writes over a real connection', async () => {
  const { origin } = await startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' } })
  const login = await createClient({ baseUrl: origin }).POST('/api/v1/auth/token', {
    body: { email: ACME, password: DEMO_PASSWORD, name: 'Nightly sync' },
  })
  const api = createClient({ baseUrl: origin, token: login.data?.token ?? '' })

  const list = await api.GET('/api/v1/invoices', { params: { query: { status: 'partially_paid' } } })
  expect(list.data?.data.map(({ number }) => number)).toEqual(['INV-2026-0006'])
  const path = { id: list.data?.data[0]?.id ?? 0 }
  const invoice = await api.GET('/api/v1/invoices/{id}', { params: { path } })
  expect(invoice.data?.data.amount_due).toBe('101.11')
  const pdf = await api.GET('/api/v1/invoices/{id}/pdf', { params: { path } })
  expect([pdf.data?.type, (await pdf.data?.text())?.slice(0, 5)]).toEqual(['application/pdf', '%PDF-'])

  const ticket = await api.POST('/api/v1/tickets', {
    params: { header: { 'Idempotency-Key': 'nightly-1' } },
    body: { subject: 'Disk full', body: 'On web-3 — 空き容量なし.' },
  })
  expect(ticket.response.headers.get('location')).toBe(`${origin}/api/v1/tickets/${ticket.data?.data.id}`)
  const read = await api.GET('/api/v1/tickets/{id}', { params: { path: { id: ticket.data?.data.id ?? 0 } } })
  expect(read.data?.data).toEqual(ticket.data?.data)
})
