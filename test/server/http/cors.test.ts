import { describe, expect, test } from 'vitest'
import type { CorsOrigins } from '../../../server/http/cors.ts'
import { testApp } from '../../support/app.ts'
import { operations } from '../../support/operations.ts'

const LISTED = 'https://portal.example'
const EXPOSED =
  'X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, Retry-After, X-Request-Id, ETag, Location, Content-Disposition, Idempotent-Replayed'

const corsOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name === 'vary' || name.startsWith('access-control-')))

async function ask(origin: string | undefined, corsOrigins: CorsOrigins, method = 'GET', path = '/api/v1/me') {
  const headers: Record<string, string> = {
    ...(origin !== undefined && { Origin: origin }),
    ...(method === 'OPTIONS' && {
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization,content-type,idempotency-key',
    }),
  }
  return testApp({ settings: { corsOrigins } }).call(path, { method, headers })
}

const readable = (origin: string) => ({
  vary: 'Origin',
  'access-control-allow-origin': origin,
  'access-control-expose-headers': EXPOSED,
})

describe('an exact list', () => {
  test.each([LISTED, 'http://localhost:5173'])('lets %s read', async origin => {
    expect(corsOf(await ask(origin, [LISTED, 'http://localhost:5173']))).toEqual(readable(origin))
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
  ])('lets no other origin read: %j', async origin => {
    expect(corsOf(await ask(origin, [LISTED]))).toEqual({ vary: 'Origin' })
    expect(corsOf(await ask(origin, [LISTED], 'OPTIONS'))).toEqual({ vary: 'Origin' })
  })

  test('that is empty says nothing of CORS at all', async () => {
    expect(corsOf(await ask(LISTED, []))).toEqual({})
    expect(corsOf(await ask(LISTED, [], 'OPTIONS'))).toEqual({})
  })

  test('says Vary also to who sends no origin, so that no cache mixes answers up', async () => {
    expect(corsOf(await ask(undefined, [LISTED]))).toEqual({ vary: 'Origin' })
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
    expect(corsOf(await ask(origin, 'loopback'))).toEqual(readable(origin))
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
    expect(corsOf(await ask(origin, 'loopback'))).toEqual({ vary: 'Origin' })
  })
})

describe('a preflight', () => {
  test.each([...new Set(operations.map(({ path }) => path))])(
    'of %s names its methods and the headers a client sends',
    async path => {
      const response = await ask(LISTED, [LISTED], 'OPTIONS', path)
      expect([response.status, await response.text()]).toEqual([204, ''])
      expect(corsOf(response)).toEqual({
        vary: 'Origin',
        'access-control-allow-origin': LISTED,
        'access-control-allow-methods': response.headers.get('allow'),
        'access-control-allow-headers': 'Authorization, Content-Type, Idempotency-Key, If-None-Match, Accept',
        'access-control-max-age': '600',
      })
    },
  )

  test('is one only when it asks for a method', async () => {
    const { call } = testApp({ settings: { corsOrigins: [LISTED] } })
    const response = await call('/api/v1/me', { method: 'OPTIONS', headers: { Origin: LISTED } })
    expect(corsOf(response)).toEqual(readable(LISTED))
  })
})

test('errors can be read too, and credentials are never allowed', async () => {
  for (const [path, method] of [
    ['/api/v1/me', 'GET'],
    ['/nope', 'GET'],
    ['/nope', 'OPTIONS'],
    ['/api/v1/me', 'DELETE'],
    ['/api/v1/auth/token', 'POST'],
  ] as const) {
    const response = await ask(LISTED, [LISTED], method, path)
    expect(corsOf(response), `${method} ${path} ${response.status}`).toEqual(readable(LISTED))
  }
})
