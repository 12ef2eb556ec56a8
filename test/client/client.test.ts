import { createClient } from '@clustrix/client'
import { beforeEach, describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { startMock } from '../mock/mocked.ts'
import { ACME, testApp } from '../support/app.ts'

const baseUrl = 'http://127.0.0.1:3000'

describe.each([
  ['the server', () => testApp().fetch],
  ['the mock', () => startMock().mock.fetch],
])('with %s', (_, start) => {
  let fetch: (request: Request) => Promise<Response>
  let api: ReturnType<typeof createClient>

  beforeEach(async () => {
    const serve = start()
    fetch = request => serve(request)
    api = createClient({ baseUrl, fetch })
    await api.login({ email: ACME, password: DEMO_PASSWORD })
  })

  test('createToken returns a token that getMe accepts', async () => {
    const anonymous = createClient({ baseUrl, fetch })
    const login = await anonymous.POST('/api/v1/auth/token', { body: { email: ACME, password: DEMO_PASSWORD } })
    const named = createClient({ baseUrl, fetch, token: login.data?.token ?? '' })
    const me = await named.GET('/api/v1/me')
    expect(me.data?.data).toMatchObject({ email: ACME, client_name: 'Acme Corp', current_token: { name: 'API token' } })
  })

  test('a wrong password is an error value with the contract’s fields', async () => {
    const login = await createClient({ baseUrl, fetch }).POST('/api/v1/auth/token', {
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

  test('items walks to the end of a list', async () => {
    const numbers = []
    for await (const { number } of api.items('/api/v1/invoices', { params: { query: { per_page: 3 } } }))
      numbers.push(number)
    expect(numbers).toEqual([12, 10, 9, 7, 6, 4, 3, 1].map(each => `INV-2026-${String(each).padStart(4, '0')}`))
  })
})
