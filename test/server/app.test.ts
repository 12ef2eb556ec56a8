import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { ACME, type Call } from '../support/app.ts'
import { caller } from '../support/caller.ts'
import { operations } from '../support/operations.ts'
import { errorResponse, readResponse } from '../support/responses.ts'

describe('the log', () => {
  test('has one line per request, with the operation, the user and the result', async () => {
    const { send, call, logged } = await caller()
    logged.length = 0
    const responses = [
      await send('/api/v1/invoices/106?x=1'),
      await send('/api/v1/invoices/102'),
      await call('/api/v1/me'),
      await call('/nope', { method: 'POST' }),
      await call('/api/v1/me', { method: 'OPTIONS' }),
    ]
    const line = { level: 'info', event: 'request', ms: expect.any(Number) }
    const who = { user_id: 7, client_id: 4 }
    const ids = responses.map(({ headers }) => headers.get('x-request-id'))
    expect(logged).toEqual([
      {
        ...line,
        ...who,
        request_id: ids[0],
        method: 'GET',
        path: '/api/v1/invoices/106',
        operation: 'getInvoice',
        status: 200,
      },
      {
        ...line,
        ...who,
        request_id: ids[1],
        method: 'GET',
        path: '/api/v1/invoices/102',
        operation: 'getInvoice',
        status: 403,
        error: 'forbidden',
        peer: 'in-process',
      },
      {
        ...line,
        request_id: ids[2],
        method: 'GET',
        path: '/api/v1/me',
        operation: 'getMe',
        status: 401,
        error: 'unauthenticated',
        peer: 'in-process',
      },
      { ...line, request_id: ids[3], method: 'POST', path: '/nope', status: 404 },
      { ...line, request_id: ids[4], method: 'OPTIONS', path: '/api/v1/me', status: 204 },
    ])
  })

  test('names the user of a login, but not when it failed', async () => {
    const { call, logged } = await caller()
    logged.length = 0
    await call('/api/v1/auth/token', { json: { email: ACME, password: DEMO_PASSWORD } })
    await call('/api/v1/auth/token', { json: { email: ACME, password: 'x' } })
    expect(logged).toMatchObject([
      { status: 200, user_id: 7, client_id: 4 },
      { status: 422, error: 'validation_failed' },
    ])
    expect(logged[1]).not.toHaveProperty('user_id')
  })

  test('contains no token, password, email, body, query or header', async () => {
    const { send, call, logged, token } = await caller()
    const marks = {
      'Idempotency-Key': 'mark-key',
      'User-Agent': 'mark-agent',
      Cookie: 'mark-cookie',
      'X-Request-Id': 'mark-id',
    }
    const calls: [string, Call][] = [
      ['/api/v1/auth/token', { json: { email: ACME, password: DEMO_PASSWORD, name: 'mark-name' } }],
      ['/api/v1/auth/token', { json: { email: 'mark@company.com', password: 'mark-password' } }],
      ['/api/v1/auth/token', { json: { email: ACME, 'mark-field': 'mark-value' } }],
      ['/api/v1/auth/token', { body: 'mark-body', headers: { 'Content-Type': 'application/json' } }],
      ['/api/v1/invoices?status=mark-query', {}],
      ['/api/v1/tickets', { json: { subject: 'mark-subject', body: 'mark-body' }, headers: marks }],
      ['/api/v1/me', { headers: { Authorization: 'Bearer mark-token' } }],
      ...operations.map(({ path, method, body }): [string, Call] => [
        path,
        { method, headers: marks, ...(body && { json: body }) },
      ]),
    ]
    for (const [path, init] of calls) await send(path, init)
    await call('/api/v1/me', { token: `${token}x` })
    const text = JSON.stringify(logged)
    const secret = token.split('|')[1] ?? ''
    for (const found of [secret, DEMO_PASSWORD, ACME, 'mark', 'Bearer', 'Jordan']) expect(text).not.toContain(found)
    expect(logged.length).toBe(calls.length + 2)
  })

  test('escapes line breaks in a path', async () => {
    const { call, logged } = await caller()
    await call('/api/v1/%0A%0D{"level":"error"}')
    expect(JSON.stringify(logged.at(-1))).not.toMatch(/[\r\n]/)
  })
})

describe('the origin in links', () => {
  const ask = async (publicUrl: string | undefined, origin: string) => {
    const { fetch, token } = await caller({ settings: { publicUrl } })
    const get = async (path: string, init: RequestInit = {}) => {
      const headers = {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
        'X-Forwarded-Host': 'evil.example',
        Forwarded: 'host=evil.example',
      }
      return fetch(new Request(`${origin}${path}`, { ...init, headers }))
    }
    const list = await readResponse(await get('/api/v1/invoices?per_page=1'))
    const invoice = await readResponse(await get('/api/v1/invoices/106'))
    const body = JSON.stringify({ subject: 's', body: 'b' })
    const created = await get('/api/v1/tickets', { method: 'POST', body })
    const { data } = await readResponse(created)
    const { links, meta } = list as unknown as { links: { next: string }; meta: { path: string } }
    return {
      next: links.next,
      path: meta.path,
      inList: (list.data as { pdf_url: string }[])[0]?.pdf_url,
      pdf: (invoice.data as { pdf_url: string }).pdf_url,
      location: created.headers.get('location')?.replace(String((data as { id: number }).id), 'ID'),
    }
  }
  const at = (origin: string) => ({
    next: `${origin}/api/v1/invoices?per_page=1&page=2&max_id=112`,
    path: `${origin}/api/v1/invoices`,
    inList: `${origin}/api/v1/invoices/112/pdf`,
    pdf: `${origin}/api/v1/invoices/106/pdf`,
    location: `${origin}/api/v1/tickets/ID`,
  })

  test.each(['http://127.0.0.1:3000', 'http://[::1]:8080', 'https://portal.example'])(
    'is the origin of the request without PUBLIC_URL: %s',
    async origin => {
      expect(await ask(undefined, origin)).toEqual(at(origin))
    },
  )

  test('is PUBLIC_URL when it is set', async () => {
    expect(await ask('https://clustrixglobal.com', 'http://10.0.0.1:3000')).toEqual(at('https://clustrixglobal.com'))
  })
})

describe('a response that violates the contract', () => {
  const violate = async (checkResponses: boolean) => {
    const session = await caller({ settings: { checkResponses } })
    await session.database.run(`UPDATE users SET created_at = 'mark-xx-xxTxx:xx:xxZ'`)
    return { ...session, response: await session.send('/api/v1/me') }
  }

  test('becomes a 500 and is logged when responses are checked', async () => {
    const { response, logged } = await violate(true)
    const requestId = response.headers.get('x-request-id')
    expect(await readResponse(response)).toEqual(errorResponse(500))
    expect(logged.slice(-2)).toMatchObject([
      { level: 'error', event: 'contract_violation', request_id: requestId },
      { level: 'info', event: 'request', request_id: requestId, status: 500 },
    ])
    expect(logged.at(-2)?.error).toMatch(/^status 200: body data\.created_at: Invalid string/)
    expect(JSON.stringify(logged)).not.toContain('mark')
  })

  test('is sent unchanged when they are not', async () => {
    const { response, logged } = await violate(false)
    expect(await readResponse(response)).toMatchObject({ status: 200, data: { created_at: 'mark-xx-xxTxx:xx:xxZ' } })
    expect(logged.filter(({ level }) => level === 'error')).toEqual([])
  })
})
