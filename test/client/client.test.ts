import { createClient } from '@clustrix/client'
import { beforeEach, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME, type TestApp, testApp } from '../support/app.ts'

const baseUrl = 'http://127.0.0.1:3000'

let app: TestApp
let api: ReturnType<typeof createClient>

const fetchOf = (app: TestApp) => (request: Request) => app.fetch(request)

beforeEach(async () => {
  app = testApp()
  api = createClient({ baseUrl, fetch: fetchOf(app), token: await app.login() })
})

test('createToken returns a token that getMe accepts', async () => {
  const anonymous = createClient({ baseUrl, fetch: fetchOf(app) })
  const login = await anonymous.POST('/api/v1/auth/token', { body: { email: ACME, password: DEMO_PASSWORD } })
  const named = createClient({ baseUrl, fetch: fetchOf(app), token: login.data?.token ?? '' })
  const me = await named.GET('/api/v1/me')
  expect(me.data?.data).toMatchObject({ email: ACME, client_name: 'Acme Corp', current_token: { name: 'API token' } })
})

test('a wrong password is an error value with the contract’s fields', async () => {
  const login = await createClient({ baseUrl, fetch: fetchOf(app) }).POST('/api/v1/auth/token', {
    body: { email: ACME, password: 'wrong' },
  })
  expect(login.error).toMatchObject({
    code: 'validation_failed',
    errors: { email: ['The provided credentials are incorrect.'] },
  })
})

test('listInvoices filters by status', async () => {
  const { data } = await api.GET('/api/v1/invoices', { params: { query: { status: 'overdue' } } })
  expect(data?.data.map(({ number }) => number)).toEqual(['INV-2026-0007'])
})

test('getInvoice returns one invoice', async () => {
  const { data } = await api.GET('/api/v1/invoices/{id}', { params: { path: { id: 112 } } })
  expect(data?.data.line_items.map(({ amount }) => amount)).toEqual(['2.37', '19.99', '100.63'])
})

test('getInvoicePdf returns a Blob', async () => {
  const { data, response } = await api.GET('/api/v1/invoices/{id}/pdf', {
    params: { path: { id: 106 } },
    parseAs: 'blob',
  })
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="INV-2026-0006.pdf"')
  expect((await data?.text())?.slice(0, 5)).toBe('%PDF-')
})

test('getTicket returns what createTicket and replyToTicket wrote', async () => {
  const created = await api.POST('/api/v1/tickets', {
    body: { subject: 'Disk full', body: 'On web-3.', priority: 'high' },
  })
  const id = created.data?.data.id ?? 0
  await api.POST('/api/v1/tickets/{id}/reply', { params: { path: { id } }, body: { body: 'Solved.' } })
  const { data } = await api.GET('/api/v1/tickets/{id}', { params: { path: { id } } })
  expect(data?.data).toMatchObject({ subject: 'Disk full', priority: 'high', category: 'general', reply_count: 1 })
  expect(data?.data.replies.map(({ body }) => body)).toEqual(['Solved.'])
})

test('another client’s invoice is an error value', async () => {
  const { error, response } = await api.GET('/api/v1/invoices/{id}', { params: { path: { id: 102 } } })
  expect(response.status).toBe(403)
  expect(error?.code).toBe('forbidden')
})
