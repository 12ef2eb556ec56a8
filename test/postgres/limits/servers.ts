import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemoryCounters } from '../../../server/auth/memory-counters.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { WINDOW_MS } from '../../../server/http/rate-limit.ts'
import { ACME, ACME_SECOND, NOON, type TestApp, testApp } from '../../support/app.ts'
import type { Pair } from '../limits.ts'

type Options = NonNullable<Parameters<typeof testApp>[0]>

const inMemory = () => ({ counters: createMemoryCounters(() => 0) })

/** Sends requests to the servers in turn, all at once. */
const atOnce = (servers: TestApp[], requests: number, send: (server: TestApp) => Promise<Response>) =>
  Promise.all(Array.from({ length: requests }, (_, at) => send(servers[at % servers.length] as TestApp)))

const RATE = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after']
const rateOf = ({ status, headers }: Response) => [status, ...RATE.map(name => headers.get(name))]

/**
 * What is wrong with the responses of servers that share a limit, to more requests at once than it allows.
 * @param status of the responses within the limit
 */
function faultsOf(responses: Response[], limit: number, status: number): string[] {
  const passed = responses.filter(response => response.status === status)
  const refused = responses.filter(response => response.status === 429)
  const remaining = passed.map(({ headers }) => headers.get('x-ratelimit-remaining')).filter(value => value !== null)
  const expected = [429, limit, 0, NOON / 1000 + 60, 60].join()
  return [
    ...(passed.length === limit ? [] : [`${passed.length} were within the limit`]),
    ...(passed.length + refused.length === responses.length ? [] : ['another status']),
    ...(new Set(remaining).size === remaining.length ? [] : ['X-RateLimit-Remaining repeats']),
    ...(refused.every(response => rateOf(response).join() === expected) ? [] : ['the headers of a 429']),
  ]
}

/** What clients see of the limits of two servers. */
export function limitsOfServers(pair: Pair): void {
  /** Two servers on one database. */
  const twoServers = (settings: Options['settings'], options: () => Options = () => ({})): TestApp[] =>
    pair().map(each => testApp({ wrap: () => each, ...(settings && { settings }), ...options() }))

  describe('two servers on one database share exactly', () => {
    const LIMIT = 15

    const me = async (servers: TestApp[]) => {
      const token = (await servers[0]?.login()) ?? ''
      return atOnce(servers, 2 * LIMIT, server => server.call('/api/v1/me', { token }))
    }

    test('the limit of a user, which two counters in memory do not', async () => {
      const responses = await me(twoServers({ rateLimit: LIMIT }))
      expect(faultsOf(responses, LIMIT, 200)).toEqual([])
      const remaining = responses.filter(({ status }) => status === 200).map(response => Number(rateOf(response)[2]))
      expect(remaining.toSorted((a, b) => a - b)).toEqual(Array.from({ length: LIMIT }, (_, at) => at))

      expect(faultsOf(await me(twoServers({ rateLimit: LIMIT }, inMemory)), LIMIT, 200)).toEqual([
        '30 were within the limit',
        'X-RateLimit-Remaining repeats',
      ])
    })

    const sendInvalid = (server: TestApp) => server.call('/api/v1/me', { token: '1|nope' })

    test('the limit of invalid tokens from one address, which two counters in memory do not', async () => {
      const responses = await atOnce(twoServers({ rateLimit: LIMIT }), 2 * LIMIT, sendInvalid)
      expect(faultsOf(responses, LIMIT, 401)).toEqual([])
      const uncounted = await atOnce(twoServers({ rateLimit: LIMIT }, inMemory), 2 * LIMIT, sendInvalid)
      expect(faultsOf(uncounted, LIMIT, 401)).toEqual(['30 were within the limit'])
    })

    const login = (server: TestApp) =>
      server.call('/api/v1/auth/token', { json: { email: ACME, password: DEMO_PASSWORD } })

    test('the limits of logins, which two databases do not', async () => {
      const ofEmail = { loginRateLimit: LIMIT, loginAddressRateLimit: 1000 }
      expect(faultsOf(await atOnce(twoServers(ofEmail), 2 * LIMIT, login), LIMIT, 200)).toEqual([])
      await pair()[0].run('DELETE FROM login_attempts')
      const ofAddress = { loginRateLimit: 1000, loginAddressRateLimit: LIMIT }
      expect(faultsOf(await atOnce(twoServers(ofAddress), 2 * LIMIT, login), LIMIT, 200)).toEqual([])
      const separate = [testApp({ settings: ofEmail }), testApp({ settings: ofEmail })]
      expect(faultsOf(await atOnce(separate, 2 * LIMIT, login), LIMIT, 200)).toEqual(['30 were within the limit'])
    })
  })

  describe('the headers of rate limits are the same as on SQLite', () => {
    test('for any pauses between requests of two users and requests with invalid tokens', async () => {
      const kinds = fc.constantFrom('first', 'second', 'invalid', 'login')
      const steps = fc.array(fc.tuple(fc.nat(WINDOW_MS), kinds), { minLength: 15, maxLength: 25 })
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (conversation, rateLimit) => {
          await pair()[0].run('DELETE FROM rate_limit_windows')
          await pair()[0].run('DELETE FROM login_attempts')
          const settings = { rateLimit, loginRateLimit: 3, loginAddressRateLimit: 4 }
          const responses = [testApp({ settings }), testApp({ wrap: () => pair()[0], settings })].map(async server => {
            const tokens = { first: await server.login(), second: await server.login(ACME_SECOND), invalid: '1|nope' }
            const seen: unknown[] = []
            for (const [pause, kind] of conversation) {
              server.clock.advance(pause)
              const json = { email: ACME, password: 'wrong' }
              seen.push(
                rateOf(
                  await (kind === 'login'
                    ? server.call('/api/v1/auth/token', { json })
                    : server.call('/api/v1/me', { token: tokens[kind as keyof typeof tokens] })),
                ),
              )
            }
            return seen
          })
          const [sqlite, postgres] = await Promise.all(responses)
          expect(postgres).toEqual(sqlite)
        }),
        { seed: 1, numRuns: 4 },
      )
    })
  })
}
