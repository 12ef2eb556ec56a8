import { expect, test } from 'vitest'
import type { LogEntry } from '../../../server/log.ts'
import { refuseForwarded } from '../../../server/process/forwarded.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'

/** An app behind the guard. `advance` moves the monotonic clock. */
function guarded() {
  const logged: LogEntry[] = []
  let now = 5_000
  const fetch = refuseForwarded(
    async () => new Response('served'),
    entry => logged.push(entry),
    () => now,
  )
  return {
    logged,
    advance(ms: number) {
      now += ms
    },
    call: (path: string, headers: Record<string, string> = {}) =>
      fetch(new Request(`http://127.0.0.1:3000${path}`, { headers })),
  }
}

test('a request without a forwarding header is served', async () => {
  const { call, logged } = guarded()
  const response = await call('/api/v1/me', { 'X-Forward': 'x', Via: '1.1 x', 'X-Request-Id': 'x' })
  expect([await response.text(), logged]).toEqual(['served', []])
})

test.each(['Forwarded', 'X-Forwarded-For', 'x-forwarded-proto', 'X-Forwarded-Host', 'X-Forwarded-Port'])(
  'a request with %s is refused, whatever its path',
  async name => {
    const { call } = guarded()
    for (const path of ['/api/v1/me', '/healthz', '/nowhere']) {
      const response = await call(path, { [name]: '' })
      expect([response.headers.get('retry-after'), response.headers.get('cache-control')]).toEqual(['60', 'no-store'])
      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
      expect(await readResponse(response)).toEqual(errorResponse(503))
    }
  },
)

test('a refusal is logged at most once a minute', async () => {
  const { call, advance, logged } = guarded()
  const refused = () => call('/api/v1/me', { Forwarded: 'for=203.0.113.8' })
  await refused()
  await refused()
  advance(59_999)
  await refused()
  expect(logged).toEqual([
    {
      level: 'warn',
      event: 'forwarded',
      status: 503,
      error: 'Requests through a proxy are refused, because the demo passwords are public; TRUST_PROXY=on allows them',
    },
  ])
  advance(1)
  await refused()
  expect(logged).toHaveLength(2)
})
