import { describe, expect, test } from 'vitest'
import { mockUsers } from '../../mock/world/seed.ts'
import { startMock } from './mocked.ts'

const { mock, call, read } = startMock()

const TICKET = { subject: 'Hello', body: 'First ticket' }

describe('the mock', () => {
  test('keeps what is created, first in the list', async () => {
    const created = await read('/api/v1/tickets', { json: TICKET })
    expect(created.status).toBe(201)
    const list = await read('/api/v1/tickets')
    expect(list.body.data[0]).toMatchObject({ id: created.body.data.id, subject: 'Hello' })
  })

  test('filters lists and ends them', async () => {
    const { body } = await read('/api/v1/invoices?status=overdue')
    expect(body.data.map(({ status }: { status: string }) => status)).toEqual(['overdue'])
    expect(body.links.next).toBeNull()
  })

  test('sends a PDF with the number of the invoice', async () => {
    const response = await call('/api/v1/invoices/112/pdf')
    expect(response.headers.get('content-type')).toBe('application/pdf')
    expect(await response.text()).toContain('(Invoice INV-2026-0012)')
  })

  test.each(mockUsers)('accepts the token of $email, also after a reset', async ({ id, token }) => {
    const { status, body } = await read('/api/v1/me', { token, world: 'reset' })
    expect([status, body.data.id]).toEqual([200, id])
    await read('/__mock/reset', { method: 'POST', world: 'reset' })
    expect((await read('/api/v1/me', { token, world: 'reset' })).status).toBe(200)
  })

  test('refuses a wrong password unless any is accepted', async () => {
    const json = { email: 'you@company.com', password: 'wrong' }
    const any = startMock({}, { anyPassword: true })
    expect((await read('/api/v1/auth/token', { token: false, json })).status).toBe(422)
    expect((await any.read('/api/v1/auth/token', { token: false, json })).status).toBe(200)
    const unknown = { ...json, email: 'nobody@company.com' }
    expect((await any.read('/api/v1/auth/token', { token: false, json: unknown })).status).toBe(422)
  })

  test('allows every origin, and Prefer in a preflight', async () => {
    const headers = {
      Origin: 'https://app.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'prefer',
    }
    const preflight = await call('/api/v1/tickets', { method: 'OPTIONS', token: false, headers })
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'prefer'])
    const response = await call('/api/v1/tickets', { headers: { Origin: 'https://app.example' } })
    expect(response.headers.get('access-control-allow-origin')).toBe('https://app.example')
  })
})

describe('Prefer', () => {
  test('code and example answer from the examples of the contract', async () => {
    const { status, body } = await read('/api/v1/auth/token', {
      json: { email: 'you@company.com', password: 'x' },
      prefer: 'code=422, example=incorrect_credentials',
    })
    expect([status, body.errors]).toEqual([422, { email: ['The provided credentials are incorrect.'] }])
  })

  test('for one operation leaves the others alone', async () => {
    const prefer = 'createToken=422/incorrect_credentials'
    expect((await read('/api/v1/invoices', { prefer })).body.meta.total).toBe(8)
    const json = { email: 'you@company.com', password: 'correct horse battery staple' }
    expect((await read('/api/v1/auth/token', { json, prefer })).status).toBe(422)
  })

  test.each(['code=418', 'code=abc', 'delay=soon', 'fail=badly', 'listInvoices=418'])('%s is refused', async prefer => {
    const { status, body } = await read('/api/v1/invoices', { prefer })
    expect([status, body.code]).toEqual([400, 'malformed_request'])
    expect(body.message).toMatch(/^Prefer: /)
  })

  test('unknown preferences are ignored, as RFC 7240 asks', async () => {
    expect((await read('/api/v1/invoices', { prefer: 'respond-async, return=minimal' })).body.meta.total).toBe(8)
  })
})

describe('operations that the server does not implement', () => {
  test('are answered from the examples', async () => {
    const { read } = startMock({ notImplemented: new Set(['getMe']) })
    expect((await read('/api/v1/me', { token: '2|any' })).body.data.id).toBe(7)
    expect((await read('/api/v1/invoices', { token: '2|any' })).status).toBe(401)
  })
})

describe('worlds', () => {
  test('do not see each other', async () => {
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const world = `parallel-${index}`
        await read('/api/v1/tickets', { world, json: { ...TICKET, subject: world } })
        const { body } = await read('/api/v1/tickets', { world })
        expect(
          body.data.map(({ subject }: { subject: string }) => subject).filter((s: string) => s.startsWith('parallel')),
        ).toEqual([world])
      }),
    )
  })

  test('are chosen by a cookie where a page cannot set a header', async () => {
    await read('/api/v1/tickets', { world: 'cookie', json: TICKET })
    const { body } = await read('/api/v1/tickets', { headers: { Cookie: 'a=b; mock-world=cookie' } })
    expect(body.data[0].subject).toBe('Hello')
  })

  test.each(['a b', '../x', 'x'.repeat(101)])('cannot be called %j', async world => {
    expect((await read('/api/v1/me', { world })).status).toBe(422)
  })
})

test('every request is recorded, with what answered it', async () => {
  const world = 'recorded'
  await read('/api/v1/me', { world })
  await read('/api/v1/me', { world, prefer: 'code=429' })
  await read('/api/v1/invoices?status=paid', { world, prefer: 'fail=503' })
  expect(mock.requests(world)).toMatchObject([
    { method: 'GET', path: '/api/v1/me', operation: 'getMe', status: 200, by: 'server' },
    { operation: 'getMe', status: 429, by: 'example' },
    { path: '/api/v1/invoices?status=paid', operation: 'listInvoices', status: 503, by: 'failure' },
  ])
  expect((await read('/__mock/requests', { world })).body.counts).toEqual({ getMe: 2, listInvoices: 1 })
})
