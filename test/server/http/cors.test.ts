import { describe, expect, test } from 'vitest'
import type { CorsOrigins } from '../../../server/http/cors.ts'
import { testApp } from '../../support/app.ts'
import { operations } from '../../support/operations.ts'

const LISTED = 'https://portal.example'
const EXPOSED =
  'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-Id, ETag, Location, Content-Disposition, Idempotent-Replayed'

const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name === 'vary' || name.startsWith('access-control-')))

async function send(origin: string | undefined, corsOrigins: CorsOrigins, method = 'GET', path = '/api/v1/me') {
  const headers: Record<string, string> = {
    ...(origin !== undefined && { Origin: origin }),
    ...(method === 'OPTIONS' && {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
    }),
  }
  return testApp({ settings: { corsOrigins } }).call(path, { method, headers })
}

const allowed = (origin: string) => ({
  vary: 'Origin',
  'access-control-allow-origin': origin,
  'access-control-expose-headers': EXPOSED,
})

describe('an exact list', () => {
  test.each([LISTED, 'http://localhost:5173'])('allows %s', async origin => {
    expect(corsOf(await send(origin, [LISTED, 'http://localhost:5173']))).toEqual(allowed(origin))
  })

  test.each([
    'http://portal.example',
    'https://portal.example:443',
    'https://portal.example:8443',
    'https://portal.example/',
    'https://PORTAL.example',
    'https://evil.portal.example',
    'https://portal.example.evil.example',
    'https://portal.example, https://evil.example',
    'null',
    '*',
    '',
    'http://127.0.0.1',
  ])('allows no other origin: %j', async origin => {
    expect(corsOf(await send(origin, [LISTED]))).toEqual({ vary: 'Origin' })
    expect(corsOf(await send(origin, [LISTED], 'OPTIONS'))).toEqual({ vary: 'Origin' })
  })

  test('that is empty sends no CORS headers', async () => {
    expect(corsOf(await send(LISTED, []))).toEqual({})
    expect(corsOf(await send(LISTED, [], 'OPTIONS'))).toEqual({})
  })

  test('sends Vary without an Origin too, so that caches keep the responses apart', async () => {
    expect(corsOf(await send(undefined, [LISTED]))).toEqual({ vary: 'Origin' })
  })
})

describe('loopback', () => {
  test.each([
    'http://localhost',
    'http://localhost:5173',
    'https://localhost:1',
    'http://127.0.0.1:8080',
    'http://127.1.2.3',
    'http://[::1]:3000',
  ])('is %s', async origin => {
    expect(corsOf(await send(origin, 'loopback'))).toEqual(allowed(origin))
  })

  test.each([
    'http://localhost.evil.example',
    'http://evil.example#localhost',
    'http://127.0.0.1.evil.example',
    'http://128.0.0.1',
    'http://localhost:5173/',
    'http://xlocalhost',
    'file://localhost',
    'null',
  ])('is not %s', async origin => {
    expect(corsOf(await send(origin, 'loopback'))).toEqual({ vary: 'Origin' })
  })
})

describe('a preflight', () => {
  test.each([...new Set(operations.map(({ path }) => path))])(
    'of %s lists the methods and allows the headers that it asks for',
    async path => {
      const response = await send(LISTED, [LISTED], 'OPTIONS', path)
      expect([response.status, await response.text()]).toEqual([204, ''])
      expect(corsOf(response)).toEqual({
        vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
        'access-control-allow-origin': LISTED,
        'access-control-allow-methods': response.headers.get('allow'),
        'access-control-allow-headers': 'authorization,content-type,idempotency-key',
        'access-control-max-age': '600',
      })
    },
  )

  test.each([
    ['x-requested-with', true],
    ['authorization, traceparent,\tx-datadog-trace-id', true],
    ["!#$%&'*+-.^_`|~9", true],
    ['', false],
    ['a,,b', false],
    [',a', false],
    ['a b', false],
    ['a;b', false],
    ['"a"', false],
    ['ä', false],
  ])('allows %j only if it is a list of names', async (asked, isAllowed) => {
    const { call } = testApp({ settings: { corsOrigins: [LISTED] } })
    const headers = {
      Origin: LISTED,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': asked,
    }
    const response = await call('/api/v1/me', { method: 'OPTIONS', headers })
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-headers')).toBe(isAllowed ? asked : null)
  })

  test('needs Access-Control-Request-Method', async () => {
    const { call } = testApp({ settings: { corsOrigins: [LISTED] } })
    const response = await call('/api/v1/me', { method: 'OPTIONS', headers: { Origin: LISTED } })
    expect(corsOf(response)).toEqual(allowed(LISTED))
  })
})

test('errors can be read too, and credentials are not allowed', async () => {
  for (const [path, method] of [
    ['/api/v1/me', 'GET'],
    ['/nope', 'GET'],
    ['/nope', 'OPTIONS'],
    ['/api/v1/me', 'DELETE'],
    ['/api/v1/auth/token', 'POST'],
  ] as const) {
    const response = await send(LISTED, [LISTED], method, path)
    expect(corsOf(response), `${method} ${path} ${response.status}`).toEqual(allowed(LISTED))
  }
})
