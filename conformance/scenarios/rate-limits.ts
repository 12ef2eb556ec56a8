import type { ReceivedResponse } from '../exchange/exchange.ts'
import { expectStatus } from './expect-response.ts'
import { newKey } from './new-key.ts'
import type { Scenario, ScenarioApi, ScenarioRequest } from './scenario.ts'
import { later, toIsoSeconds } from './times.ts'

/** Milliseconds. */
const WINDOW = 60_000
const NO_ID = Number.MAX_SAFE_INTEGER

interface Quota {
  limit: number
  remaining: number
}

export const rateScenarios: readonly Scenario[] = [
  {
    name: 'each request counts against the limit, whatever its response',
    operations: ['getMe', 'getInvoice', 'listInvoices', 'getInvoicePdf'],
    async run(api: ScenarioApi) {
      const requests: [string, ScenarioRequest][] = [
        ['getMe', {}],
        ['getInvoice', { id: NO_ID }],
        ['listInvoices', { query: { page: 0 } }],
        ['getInvoicePdf', { id: 'x' }],
        ['getMe', {}],
      ]
      const seen: Quota[] = []
      for (const [operation, request] of requests) seen.push(quotaOf(api, await api.call(operation, request)))
      countsDown(api, seen)
    },
  },
  {
    name: 'refused requests and replays count against the limit',
    operations: ['createTicket'],
    needs: ['writes'],
    async run(api: ScenarioApi) {
      const ticket = { body: { subject: 'Counted', body: 'Each time.' }, headers: newKey(api, 'counted') }
      const other = { ...ticket, body: { subject: 'Counted', body: 'Otherwise.' } }
      const seen: Quota[] = []
      for (const request of [{ body: {} }, ticket, ticket, other])
        seen.push(quotaOf(api, await api.call('createTicket', request)))
      countsDown(api, seen)
    },
  },
  {
    name: 'unknown paths, wrong methods and invalid tokens do not count against the limit',
    operations: ['getMe'],
    async run(api: ScenarioApi) {
      const seen = [quotaOf(api, await api.call('getMe'))]
      for (const path of ['/api/v1/no-such-path', '/api/v1/auth/revoke']) {
        const { headers } = await api.get(path)
        api.check(
          !headers.has('x-ratelimit-remaining'),
          `${path} should not count and should have no X-RateLimit-Remaining`,
        )
      }
      await expectStatus(api, 'getMe', { token: '' }, 401)
      seen.push(quotaOf(api, await api.call('getMe')))
      countsDown(api, seen)
    },
  },
  {
    name: 'all tokens of a user share one counter',
    operations: ['getMe'],
    async run(api: ScenarioApi) {
      const token = await api.freshToken()
      const seen: Quota[] = []
      for (const request of [{}, { token }, {}, { token }]) seen.push(quotaOf(api, await api.call('getMe', request)))
      countsDown(api, seen)
    },
  },
  {
    name: 'every user has a separate counter',
    operations: ['getMe'],
    needs: ['second account'],
    async run(api: ScenarioApi) {
      const [own, other]: [Quota[], Quota[]] = [[], []]
      for (const _ of [1, 2, 3]) {
        own.push(quotaOf(api, await api.call('getMe')))
        other.push(quotaOf(api, await api.as(1).call('getMe')))
      }
      countsDown(api, own)
      countsDown(api, other)
    },
  },
  {
    name: 'a window ends 60 seconds after its first request',
    operations: ['getMe'],
    needs: ['reset', 'clock'],
    async run(api: ScenarioApi) {
      const began = toIsoSeconds(api.now())
      const seen = [quotaOf(api, await api.call('getMe'))]
      for (const ms of [30_000, WINDOW - 1000]) {
        await api.clock(later(began, ms))
        seen.push(quotaOf(api, await api.call('getMe')))
      }
      countsDown(api, seen)
      await api.clock(later(began, WINDOW))
      const { limit, remaining } = quotaOf(api, await api.call('getMe'))
      api.equal(remaining, limit - 1, 'X-RateLimit-Remaining after the first request of the next window')
    },
  },
  {
    name: 'a 429 tells when the window ends, in seconds and as a time',
    operations: ['getMe'],
    needs: ['fault'],
    async run(api: ScenarioApi) {
      await expectStatus(api, 'getMe', {}, 200)
      await api.fault('limited')
      // Uses up the last request of the limit, if there is one.
      await api.call('getMe')
      const { headers } = await expectStatus(api, 'getMe', {}, 429)
      const seconds = Number(headers.get('retry-after'))
      const until = Number(headers.get('x-ratelimit-reset')) - api.now() / 1000
      api.check(seconds >= 1 && seconds <= WINDOW / 1000, `Retry-After should be within the window, not ${seconds}`)
      api.check(Math.abs(until - seconds) < 1, `X-RateLimit-Reset should be in ${seconds} seconds, not in ${until}`)
    },
  },
]

function quotaOf(api: ScenarioApi, { status, headers }: ReceivedResponse): Quota {
  const [limit, remaining] = ['limit', 'remaining'].map(name =>
    Number(headers.get(`x-ratelimit-${name}`) ?? Number.NaN),
  )
  api.check(limit! > 0 && remaining! >= 0, `a ${status} should have X-RateLimit-Limit and X-RateLimit-Remaining`)
  return { limit: limit!, remaining: remaining! }
}

/** Checks that each count is one less than the one before. If the clock cannot be set, a new window may begin once. */
function countsDown(api: ScenarioApi, seen: readonly Quota[]): void {
  api.equal(new Set(seen.map(({ limit }) => limit)).size, 1, 'the number of different limits')
  let windows = 0
  for (const [index, { limit, remaining }] of seen.entries()) {
    const before = seen[index - 1]?.remaining
    if (before === undefined || remaining === before - 1) continue
    if (!api.isResettable && remaining === limit - 1) windows += 1
    else api.equal(remaining, before - 1, 'X-RateLimit-Remaining')
  }
  api.check(windows <= 1, `at most one window should have begun, not ${windows}`)
}
