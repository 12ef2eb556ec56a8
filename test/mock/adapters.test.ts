import { describe, expect, test } from 'vitest'
import { resolver } from '../../mock/package/msw.ts'
import { routeTo } from '../../mock/package/playwright.ts'
import { mockUsers } from '../../mock/world/seed.ts'
import { startMock } from './mocked.ts'

const { mock } = startMock()
const world = {
  fetch: (input: Request | URL | string, init?: RequestInit) => mock.fetch(new Request(input, init)),
}
const URL_OF_ME = 'https://portal.example/api/v1/me'
const headers = { Authorization: `Bearer ${mockUsers[0]?.token}` }

describe('for Mock Service Worker', () => {
  const send = (more: Record<string, string> = {}) =>
    resolver(world)({ request: new Request(URL_OF_ME, { headers: { ...headers, ...more } }) })

  test('requests are answered', async () => {
    expect((await send()).status).toBe(200)
  })

  test('a connection that is cut is a network error', async () => {
    expect((await send({ Prefer: 'fail=reset' })).type).toBe('error')
  })
})

describe('for Playwright', () => {
  /** What becomes of a request in a page. */
  async function send(more: Record<string, string> = {}) {
    const seen: unknown[] = []
    await routeTo(
      {
        async route(pattern, handler) {
          expect([pattern.test(URL_OF_ME), pattern.test('https://portal.example/index.html')]).toEqual([true, false])
          await handler({
            request: () => ({
              url: () => URL_OF_ME,
              method: () => 'GET',
              headers: () => ({ ...headers, ...more }),
              postDataBuffer: () => null,
            }),
            fulfill: async ({ status, body }) => void seen.push(status, body.toString().slice(0, 8)),
            abort: async reason => void seen.push(reason),
          })
        },
      },
      world,
    )
    return seen
  }

  test('requests are answered, also those of HTTP/2', async () => {
    expect(await send({ ':authority': 'portal.example' })).toEqual([200, '{"data":'])
  })

  test.each(['reset', 'half-body'])('fail=%s is a reset connection', async fail => {
    expect(await send({ Prefer: `fail=${fail}` })).toEqual(['connectionreset'])
  })
})
