import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultyDatabase } from '../../../conformance/in-process/faulty-database.ts'
import { createMemoryCounters, createWindows } from '../../../server/auth/memory-counters.ts'
import { quotaOf, rateLimitedHeaders, WINDOW_MS } from '../../../server/http/rate-limit.ts'
import { ACME_SECOND, BJORN, NOON, testApp } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'
import { foreignId, operations } from '../../support/operations.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'

const RATE = ['x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset', 'retry-after']
const rateOf = ({ headers }: Response) => RATE.map(name => headers.get(name))
const secured = operations.filter(({ isSecured }) => isSecured)

describe('a window', () => {
  test('is 60 s from the first counted request, on the server’s clock', async () => {
    const { send, clock } = await caller()
    for (let left = 59; left >= 0; left--) {
      const response = await send('/api/v1/me')
      expect([response.status, ...rateOf(response)]).toEqual([200, '60', String(left), null, null])
      clock.advance(100)
    }
    const second = NOON / 1000
    for (const [at, wait] of [
      [6_000, 54],
      [59_001, 1],
      [59_999, 1],
    ] as const) {
      clock.set(new Date(NOON + at).toISOString())
      const response = await send('/api/v1/me')
      expect(rateOf(response)).toEqual(['60', '0', String(second + 60), String(wait)])
      expect(await readResponse(response)).toEqual(errorResponse(429))
    }
    clock.set(new Date(NOON + WINDOW_MS).toISOString())
    expect(rateOf(await send('/api/v1/me'))).toEqual(['60', '59', null, null])
  })

  test('does not slide: after its end, the whole limit is available again', async () => {
    const { send, clock } = await caller({ settings: { rateLimit: 2 } })
    await send('/api/v1/me')
    clock.advance(WINDOW_MS - 1)
    expect((await send('/api/v1/me')).status).toBe(200)
    expect((await send('/api/v1/me')).status).toBe(429)
    clock.advance(1)
    const statuses = []
    for (let at = 0; at < 3; at++) statuses.push((await send('/api/v1/me')).status)
    expect(statuses).toEqual([200, 200, 429])
  })

  test('allows as many requests as the limit, whatever the gaps', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(WINDOW_MS * 2), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), (gaps, limit) => {
        let now = 0
        const count = createWindows(() => now)
        let start = Number.NEGATIVE_INFINITY
        let used = 0
        for (const gap of gaps) {
          now += gap
          if (now >= start + WINDOW_MS) [start, used] = [now, 0]
          used += 1
          expect(quotaOf(count('a'), limit)).toEqual({
            allowed: used <= limit,
            limit,
            remaining: Math.max(0, limit - used),
            endsIn: start + WINDOW_MS - now,
          })
        }
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  test('is removed after its end, with any number of callers', () => {
    let now = 0
    const count = createWindows(() => now)
    for (let caller = 0; caller < 10_000; caller++) count(caller)
    now += WINDOW_MS
    for (let caller = 10_000; caller < 30_000; caller++) count(caller)
    expect([count(29_999).count, count(0).count]).toEqual([2, 1])
  })

  test('ends in time when the clock is set back', async () => {
    const { send, clock, database } = await caller({ settings: { rateLimit: 1 } })
    await send('/api/v1/me')
    clock.advance(-3_600_000)
    const second = NOON / 1000 - 3600
    // In a database that several machines use, the window starts anew.
    if (database.isShared) expect((await send('/api/v1/me')).status).toBe(200)
    expect(rateOf(await send('/api/v1/me'))).toEqual(['1', '0', String(second + 60), '60'])
    clock.advance(WINDOW_MS)
    expect((await send('/api/v1/me')).status).toBe(200)
  })

  test('of failed tokens ends in time when the clock is set back', async () => {
    const { call, clock } = testApp({ settings: { rateLimit: 1 } })
    const statusOf = async () => (await call('/api/v1/me', { token: '1|x' })).status
    expect([await statusOf(), await statusOf()]).toEqual([401, 429])
    clock.advance(-3_600_000)
    clock.advance(WINDOW_MS)
    expect(await statusOf()).toBe(401)
  })

  test('belongs to the counters, so that servers can share it', async () => {
    const counters = createMemoryCounters(() => 0)
    const settings = { rateLimit: 2 }
    const statuses = []
    for (const { send } of [await caller({ counters, settings }), await caller({ counters, settings })]) {
      statuses.push((await send('/api/v1/me')).status, (await send('/api/v1/me')).status)
    }
    expect(statuses).toEqual([200, 200, 429, 429])
  })

  test.each([
    [0, '60'],
    [1, '60'],
    [999, '60'],
    [59_000, '1'],
    [59_999, '1'],
    [60_000, '1'],
  ])('gives Retry-After after %i ms: %s s', (passed, seconds) => {
    const quota = { allowed: false, limit: 1, remaining: 0, endsIn: WINDOW_MS - passed }
    const headers = rateLimitedHeaders(quota, NOON + passed)
    expect([headers['Retry-After'], headers['X-RateLimit-Reset']]).toEqual([seconds, String(NOON / 1000 + 60)])
  })
})

describe('what counts', () => {
  test.each(secured)('a request to $id, whatever the response', async operation => {
    const { send, clock } = await caller()
    const id = operation.hasId ? [operation.pathOf(foreignId(operation.tag)), operation.pathOf('x')] : []
    const paths = [operation.path, `${operation.path}?per_page=0`, ...id]
    let left = 60
    for (const path of paths) {
      const response = await send(path, { method: operation.method, body: undefined })
      left -= 1
      expect(rateOf(response), `${path} ${response.status}`).toEqual(['60', String(left), null, null])
      clock.advance(1)
      if (operation.id === 'revokeToken') break
    }
  })

  test('a 304 and a replay', async () => {
    const { send } = await caller()
    const current = await send('/api/v1/invoices/106/pdf', { headers: { 'If-None-Match': '*' } })
    expect([current.status, ...rateOf(current)]).toEqual([304, '60', '59', null, null])
    const keyed = { json: { body: 'b' }, headers: { 'Idempotency-Key': 'k' } }
    const responses = [await send('/api/v1/tickets/202/reply', keyed), await send('/api/v1/tickets/202/reply', keyed)]
    expect(responses.map(response => response.headers.get('x-ratelimit-remaining'))).toEqual(['58', '57'])
    expect(responses.map(response => response.headers.get('idempotent-replayed'))).toEqual([null, 'true'])
  })

  test('not OPTIONS, unknown paths, wrong methods, invalid tokens, logins or paths outside the contract', async () => {
    const { send, call, login } = await caller()
    await send('/api/v1/me', { method: 'OPTIONS' })
    await send('/api/v1/nope')
    await send('/api/v1/me', { method: 'DELETE' })
    await call('/api/v1/me')
    await call('/api/v1/me', { token: '1|x' })
    await login()
    await send('/healthz')
    await send('/openapi.json')
    expect(rateOf(await send('/api/v1/me'))).toEqual(['60', '59', null, null])
  })

  test.each(['error', 'busy'] as const)('a server error too, but without the headers: %s', async fault => {
    const { state, wrap } = faultyDatabase(['all'])
    const { send } = await caller({ wrap })
    const before = await send('/api/v1/me')
    state.fault = fault
    const failed = await send('/api/v1/invoices')
    expect([failed.status >= 500, ...rateOf(failed).slice(0, 3)]).toEqual([true, null, null, null])
    state.fault = undefined
    const after = await send('/api/v1/me')
    expect([rateOf(before)[1], rateOf(after)[1]]).toEqual(['59', '57'])
  })
})

describe('who is counted', () => {
  test('the user, with any token', async () => {
    const { call, login } = testApp()
    const [first, second] = [await login(), await login()]
    await call('/api/v1/me', { token: first })
    expect(rateOf(await call('/api/v1/me', { token: second }))[1]).toBe('58')
  })

  test('each user separately, also of the same client', async () => {
    const { call, login } = testApp({ settings: { rateLimit: 1 } })
    const tokens = [await login(), await login(ACME_SECOND), await login(BJORN)]
    for (const token of tokens) expect((await call('/api/v1/me', { token })).status).toBe(200)
    for (const token of tokens) expect((await call('/api/v1/me', { token })).status).toBe(429)
  })
})

describe('a 429', () => {
  test.each(secured)('comes before all errors but 401: $id', async operation => {
    const { send, call, database } = await caller({ settings: { rateLimit: 1 } })
    await send('/api/v1/me')
    const path = operation.hasId ? operation.pathOf('x') : `${operation.path}?per_page=0`
    const broken = operation.method === 'GET' ? {} : { body: 'x'.repeat(70_000), headers: { 'Idempotency-Key': '""' } }
    const limited = await send(path, { method: operation.method, ...broken })
    expect(await readResponse(limited)).toEqual(errorResponse(429))
    const anonymous = await call(path, { method: operation.method, ...broken })
    expect(await readResponse(anonymous)).toEqual(errorResponse(401))
    expect(await database.all('SELECT key FROM idempotency_keys')).toEqual([])
  })

  test('applies to HEAD too', async () => {
    const { send } = await caller({ settings: { rateLimit: 1 } })
    await send('/api/v1/me', { method: 'HEAD' })
    const response = await send('/api/v1/me', { method: 'HEAD' })
    expect([response.status, ...rateOf(response)]).toEqual([429, '1', '0', String(NOON / 1000 + 60), '60'])
  })
})

describe('failed tokens', () => {
  const bad = (call: (path: string, init: object) => Promise<Response>, headers: Record<string, string> = {}) =>
    call('/api/v1/me', { headers: { Authorization: 'Bearer 1|nope', ...headers } })

  test('give 429 above the limit until the window ends, while a valid token is still served', async () => {
    const { call, send, clock } = await caller({ settings: { rateLimit: 3 } })
    for (let at = 0; at < 3; at++) {
      const response = await bad(call)
      expect([response.status, ...rateOf(response)]).toEqual([401, null, null, null, null])
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      clock.advance(1000)
    }
    const limited = await bad(call)
    expect(rateOf(limited)).toEqual(['3', '0', String(NOON / 1000 + 60), '57'])
    expect(await readResponse(limited)).toEqual(errorResponse(429))
    expect(rateOf(await send('/api/v1/me'))).toEqual(['3', '2', null, null])
    expect(await readResponse(await call('/api/v1/me'))).toEqual(errorResponse(401))
    clock.set(new Date(NOON + WINDOW_MS).toISOString())
    expect(await readResponse(await bad(call))).toEqual(errorResponse(401))
  })

  test('count for each address separately', async () => {
    const { call } = testApp({ settings: { rateLimit: 1, trustProxy: true } })
    const statuses = []
    for (const address of ['203.0.113.1', '203.0.113.1', '203.0.113.2', '203.0.113.1, 203.0.113.2']) {
      statuses.push((await bad(call, { 'X-Forwarded-For': address })).status)
    }
    expect(statuses).toEqual([401, 429, 401, 429])
  })

  test('count with any forged header', async () => {
    const { call } = testApp({ settings: { rateLimit: 1 } })
    const statuses = []
    for (const header of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'CF-Connecting-IP', 'True-Client-IP']) {
      statuses.push((await bad(call, { [header]: header === 'Forwarded' ? 'for=203.0.113.9' : '203.0.113.9' })).status)
    }
    expect(statuses).toEqual([401, 429, 429, 429, 429])
  })

  test('are not counted when there is no token', async () => {
    const { call } = testApp({ settings: { rateLimit: 1 } })
    for (let at = 0; at < 5; at++) expect((await call('/api/v1/me')).status).toBe(401)
    expect((await bad(call)).status).toBe(401)
  })

  test('count together for all operations, and include a revoked token', async () => {
    const { call, send, token } = await caller({ settings: { rateLimit: 10 } })
    await send('/api/v1/auth/revoke', { method: 'POST' })
    const statuses = []
    for (const { path, method } of secured.slice(0, 11)) statuses.push((await call(path, { method, token })).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429])
  })
})
