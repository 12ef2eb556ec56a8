import { describe, expect, test } from 'vitest'
import { faultyDatabase } from '../../../conformance/in-process/faulty-database.ts'
import { type Call, type TestApp, testApp } from '../../support/app.ts'
import { foreignId, type OperationUnderTest, operations } from '../../support/operations.ts'

/** What to do to any operation so that it answers a status; it returns the answer. */
type Provoke = (operation: OperationUnderTest) => Promise<Response>

async function send(
  app: TestApp,
  operation: OperationUnderTest,
  call: Call = {},
  path = operation.path,
): Promise<Response> {
  const token = operation.isSecured ? await app.login() : undefined
  return app.call(path, { method: operation.method, ...(token && { token }), ...call })
}

const valid = (operation: OperationUnderTest): Call => (operation.body ? { json: operation.body } : {})

const succeed: Provoke = operation => send(testApp(), operation, valid(operation))

const fail =
  (fault: 'error' | 'busy'): Provoke =>
  async operation => {
    const { state, wrap } = faultyDatabase()
    const app = testApp({ wrap })
    const token = operation.isSecured ? await app.login() : undefined
    state.fault = fault
    return app.call(operation.path, { method: operation.method, ...(token && { token }), ...valid(operation) })
  }

const provoke: Record<string, Provoke> = {
  200: succeed,
  201: succeed,
  304: operation => send(testApp(), operation, { headers: { 'If-None-Match': '*' } }),
  400: operation => send(testApp(), operation, { body: '{', headers: { 'Content-Type': 'application/json' } }),
  401: operation => testApp().call(operation.path, { method: operation.method, ...valid(operation) }),
  403: operation => send(testApp(), operation, valid(operation), operation.pathOf(foreignId(operation.tag))),
  404: operation => send(testApp(), operation, valid(operation), operation.pathOf(999_999)),
  413: operation => send(testApp(), operation, { json: { body: 'x'.repeat(65_536) } }),
  415: operation => send(testApp(), operation, { body: '<a/>', headers: { 'Content-Type': 'application/xml' } }),
  422: operation =>
    operation.hasQuery && operation.method === 'GET'
      ? send(testApp(), operation, {}, `${operation.path}?per_page=0`)
      : operation.body
        ? send(testApp(), operation, { json: { unknown: true } })
        : send(testApp(), operation, { headers: { 'Idempotency-Key': '""' } }),
  429: async operation => {
    const app = testApp({ settings: { rateLimit: 1, loginRateLimit: 1 } })
    const token = await app.login()
    await app.call('/api/v1/me', { token })
    return app.call(operation.path, { method: operation.method, token, ...valid(operation) })
  },
  500: fail('error'),
  503: fail('busy'),
}

const codes: Record<string, string> = {
  400: 'malformed_body',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  429: 'rate_limited',
  500: 'server_error',
  503: 'unavailable',
}

describe.each(operations)('$id', operation => {
  // The response check is on: an answer that breaks the contract would come out as a 500 here.
  test.each(operation.statuses)('answers %s as declared', async status => {
    const response = await (provoke[status] as Provoke)(operation)
    const text = await response.text()
    expect(response.status, `${operation.method} ${operation.path}: ${text}`).toBe(Number(status))
    const code = Number(status) >= 400 ? JSON.parse(text).code : undefined
    expect(code).toBe(codes[status])
    expect(response.headers.has('x-ratelimit-remaining')).toBe(
      operation.isSecured ? !['401', '500', '503'].includes(status) : status === '429',
    )
  })
})

describe.each(operations.filter(({ isSecured }) => isSecured))('$id', operation => {
  test('refuses every kind of bad token alike', async () => {
    const app = testApp()
    const token = await app.login()
    const [id, secret = ''] = token.split('|')
    const bad = [
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${secret}`,
      `Basic ${token}`,
      `Bearer ${id}|${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`,
      `Bearer 999|${secret}`,
    ]
    for (const Authorization of bad) {
      const response = await app.call(operation.path, {
        method: operation.method,
        headers: { Authorization },
        ...valid(operation),
      })
      expect([Authorization, response.status, await response.json()]).toEqual([
        Authorization,
        401,
        { message: 'Unauthenticated.', code: 'unauthenticated' },
      ])
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
    }
  })
})

describe.each(operations.filter(({ hasId }) => hasId))('$id', operation => {
  test('refuses a foreign id before it looks at the body or the key', async () => {
    const path = operation.pathOf(foreignId(operation.tag))
    const broken: Call[] = [
      { body: '{', headers: { 'Content-Type': 'application/json' } },
      { body: '<a/>', headers: { 'Content-Type': 'text/xml' } },
      { body: 'x'.repeat(70_000), headers: { 'Content-Type': 'application/json' } },
      { json: { unknown: 1 }, headers: { 'Idempotency-Key': '""' } },
    ]
    for (const call of operation.method === 'GET' ? [{}] : broken) {
      expect((await send(testApp(), operation, call, path)).status).toBe(403)
    }
  })
})
