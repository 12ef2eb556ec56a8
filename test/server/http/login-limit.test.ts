import { describe, expect, test } from 'vitest'
import { createMemoryCounters } from '../../../server/auth/memory-counters.ts'
import type { Passwords } from '../../../server/auth/passwords.ts'
import type { Database } from '../../../server/database/database.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { unavailable } from '../../../server/http/errors.ts'
import { CLOCK_TOLERANCE_MS } from '../../../server/http/rate-limit.ts'
import { ACME, ACME_SECOND, BJORN, NOON, type TestApp, testApp } from '../../support/app.ts'
import { plainPasswords } from '../../support/plain-passwords.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'

const PATH = '/api/v1/auth/token'

/** Status codes of several logins in sequence. */
async function statuses(
  app: TestApp,
  logins: { email?: string; password?: string; from?: string }[],
): Promise<number[]> {
  const seen: number[] = []
  for (const { email = ACME, password = DEMO_PASSWORD, from } of logins) {
    const headers: Record<string, string> = from ? { 'X-Forwarded-For': from } : {}
    seen.push((await app.call(PATH, { json: { email, password }, headers })).status)
  }
  return seen
}

/** In a database that several machines use, the window of a server whose clock is up to 5 s ahead goes on. */
const setBackBy = (ms: number, { database }: TestApp) => (database.isShared ? ms - CLOCK_TOLERANCE_MS : ms)

const times = <T>(count: number, value: T): T[] => Array(count).fill(value)

describe('one email from one address', () => {
  test.each([
    ['right', DEMO_PASSWORD, 200],
    ['wrong', 'x', 422],
  ])('gets five checks in a window with %s passwords, then 429', async (_, password, status) => {
    const app = testApp()
    expect(await statuses(app, times(6, { password }))).toEqual([...times(5, status), 429])
    expect(await statuses(app, [{ password: DEMO_PASSWORD }])).toEqual([429])
  })

  test('gets rate limit headers in the 429 only', async () => {
    const app = testApp()
    const limits: [number, string[]][] = []
    for (let at = 0; at < 6; at++) {
      const { status, headers } = await app.call(PATH, { json: { email: ACME, password: 'x' } })
      limits.push([
        status,
        [...headers.keys()].filter(name => name.startsWith('x-ratelimit') || name === 'retry-after'),
      ])
    }
    const all = ['retry-after', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']
    expect(limits).toEqual([...times(5, [422, []]), [429, all]])
    app.clock.advance(20_000)
    const response = await app.call(PATH, { json: { email: ACME, password: 'x' } })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'retry-after': '40',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(NOON / 1000 + 60),
    })
    expect(await readResponse(response)).toEqual(errorResponse(429))
  })

  test('waits a whole minute when the window begins within a second', async () => {
    const app = testApp()
    app.clock.advance(900)
    await statuses(app, times(5, {}))
    app.clock.advance(59_999)
    expect(await statuses(app, [{}])).toEqual([429])
    app.clock.advance(1)
    expect(await statuses(app, [{}])).toEqual([200])
  })

  test.each([-1, -30_000, -3_600_000])('is not blocked by a clock that was set back by %i ms', async ms => {
    const app = testApp()
    await statuses(app, times(6, {}))
    app.clock.advance(setBackBy(ms, app))
    expect(await statuses(app, times(6, {}))).toEqual([...times(5, 200), 429])
  })

  test('does not use up checks while the password queue is full', async () => {
    let full = true
    const admit = () => {
      if (full) throw unavailable(2)
    }
    const app = testApp({ passwords: { ...plainPasswords, admit } })
    expect(await statuses(app, times(6, {}))).toEqual(times(6, 503))
    full = false
    expect(await statuses(app, times(6, {}))).toEqual([...times(5, 200), 429])
  })

  test('gets new checks when the window has ended', async () => {
    const app = testApp()
    await statuses(app, times(6, {}))
    app.clock.advance(59_999)
    expect(await statuses(app, [{}])).toEqual([429])
    app.clock.advance(1)
    expect(await statuses(app, times(6, {}))).toEqual([...times(5, 200), 429])
  })

  test('is the same in any case and with white space around it', async () => {
    const app = testApp()
    const emails = [ACME, ACME.toUpperCase(), 'You@Company.com', ` ${ACME}`, `${ACME}\t`, 'YOU@company.com']
    expect(
      await statuses(
        app,
        emails.map(email => ({ email })),
      ),
    ).toEqual([...times(5, 200), 429])
  })

  test('is limited even if there is no such user', async () => {
    expect(await statuses(testApp(), times(6, { email: 'nobody@example.com' }))).toEqual([...times(5, 422), 429])
  })

  test('is not checked when it is limited', async () => {
    let checks = 0
    const verify: Passwords['verify'] = (...given) => {
      checks += 1
      return plainPasswords.verify(...given)
    }
    await statuses(testApp({ passwords: { ...plainPasswords, verify } }), times(9, {}))
    expect(checks).toBe(5)
  })
})

describe('in a database that several machines use', () => {
  const shared = (database: Database): Database =>
    new Proxy(database, {
      get: (target, name) => (name === 'isShared' ? true : Reflect.get(target, name).bind(target)),
    })

  test.each([
    [-1, [429]],
    [-5000, [429]],
    [-5001, times(5, 200)],
  ])('a window of a server whose clock differs by %i ms is %j', async (ms, expected) => {
    const app = testApp({ wrap: shared, counters: createMemoryCounters(() => 0) })
    await statuses(app, times(5, {}))
    app.clock.advance(ms)
    expect(await statuses(app, times(expected.length, {}))).toEqual(expected)
    const limited = await app.call(PATH, { json: { email: ACME, password: 'x' } })
    const reset = Math.ceil((NOON + ms) / 1000) + 60
    expect([limited.headers.get('retry-after'), limited.headers.get('x-ratelimit-reset')]).toEqual([
      '60',
      String(reset),
    ])
  })
})

describe('one address', () => {
  const from = '203.0.113.66'
  const spray = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ from, email: `user${at}@spray.example` }))
  const proxied = (settings: object = {}) => testApp({ settings: { trustProxy: true, ...settings } })

  test('gets twenty checks in a window for any emails, then 429, while another is served', async () => {
    const app = proxied()
    expect(await statuses(app, spray(22))).toEqual([...times(20, 422), 429, 429])
    expect(await statuses(app, [{ from }, { from: '198.51.100.4' }])).toEqual([429, 200])
    app.clock.advance(60_000)
    expect(await statuses(app, [{ from }])).toEqual([200])
  })

  test.each([-1, -3_600_000])('is not blocked by a clock that was set back by %i ms', async ms => {
    const app = proxied({ loginAddressRateLimit: 1 })
    expect(await statuses(app, [{ from }, { from }])).toEqual([200, 429])
    app.clock.advance(setBackBy(ms, app))
    expect(await statuses(app, [{ from }])).toEqual([200])
  })

  test('uses up no check of an email when it is refused, and the other way round', async () => {
    const app = proxied({ loginRateLimit: 1, loginAddressRateLimit: 2 })
    expect(await statuses(app, [{ from }, ...times(5, { from }), { from, email: ACME_SECOND }])).toEqual([
      200,
      ...times(5, 429),
      200,
    ])
    expect(await statuses(app, times(3, { from, email: BJORN }))).toEqual(times(3, 429))
    expect(await app.database.all(`SELECT email FROM login_attempts WHERE email = '${BJORN}'`)).toEqual([])
  })

  test('gets the headers of the limit that it reached; of two, those of the one that ends later', async () => {
    const app = proxied({ loginRateLimit: 2, loginAddressRateLimit: 3 })
    const headersOf = async (email: string) => {
      const headers = { 'X-Forwarded-For': from }
      const { headers: sent } = await app.call(PATH, { json: { email, password: 'x' }, headers })
      return ['limit', 'remaining', 'reset'].map(name => Number(sent.get(`x-ratelimit-${name}`)))
    }
    const second = NOON / 1000
    await headersOf(ACME_SECOND)
    app.clock.advance(10_000)
    await headersOf(ACME)
    await headersOf(ACME)
    expect(await headersOf(BJORN)).toEqual([3, 0, second + 60])
    expect(await headersOf(ACME)).toEqual([2, 0, second + 70])
    app.clock.advance(50_000)
    expect(await headersOf(ACME)).toEqual([2, 0, second + 70])
  })

  test('uses up one check for each of several at once', async () => {
    const app = proxied({ loginAddressRateLimit: 3 })
    const sent = spray(6).map(login => statuses(app, [login]))
    expect((await Promise.all(sent)).flat().toSorted()).toEqual([422, 422, 422, 429, 429, 429])
  })
})

test.each([
  ['with a port', (at: number) => `203.0.113.8:${40_000 + at}`],
  ['of IPv6 with a port', (at: number) => `[2001:db8::7]:${40_000 + at}`],
])('a forwarded address %s is the same for every port', async (_, addressOf) => {
  const app = testApp({ settings: { trustProxy: true } })
  const logins = [1, 2, 3, 4, 5, 6].map(at => ({ from: addressOf(at) }))
  expect(await statuses(app, logins)).toEqual([...times(5, 200), 429])
})

test('another email or another address is not limited', async () => {
  const app = testApp({ settings: { trustProxy: true } })
  const from = '203.0.113.1'
  expect(await statuses(app, times(6, { from }))).toEqual([...times(5, 200), 429])
  expect(await statuses(app, [{ from, email: ACME_SECOND }, { from: '203.0.113.2' }])).toEqual([200, 200])
})

test('forged headers do not count as another address', async () => {
  const app = testApp()
  const logins = [1, 2, 3, 4, 5, 6].map(at => ({ from: `203.0.113.${at}` }))
  expect(await statuses(app, logins)).toEqual([...times(5, 200), 429])
})

test('a request refused before the password check is not counted', async () => {
  const app = testApp()
  const json = { 'Content-Type': 'application/json' }
  for (let at = 0; at < 6; at++) {
    const refusals = [
      await app.call(PATH, { json: { email: ACME } }),
      await app.call(PATH, { json: { email: ACME, password: 'x', remember: true } }),
      await app.call(PATH, { json: { email: ACME, password: 'x'.repeat(1025) } }),
      await app.call(PATH, { body: '{', headers: json }),
      await app.call(PATH, { body: `email=${ACME}&password=x`, headers: { 'Content-Type': 'text/plain' } }),
      await app.call(PATH, { body: 'x'.repeat(70_000), headers: json }),
    ]
    expect(refusals.map(({ status }) => status)).toEqual([422, 422, 422, 400, 415, 413])
  }
  expect(await statuses(app, [{}])).toEqual([200])
})

test('an invalid request is 422, even when the limit is reached', async () => {
  const app = testApp()
  await statuses(app, times(6, {}))
  expect((await app.call(PATH, { json: { email: ACME } })).status).toBe(422)
})

test('the count survives a restart and is shared by servers on the same database', async () => {
  const first = testApp()
  expect(await statuses(first, times(3, {}))).toEqual(times(3, 200))
  const second = testApp({ wrap: () => first.database })
  expect(await statuses(second, times(2, {}))).toEqual(times(2, 200))
  expect([await statuses(first, [{}]), await statuses(second, [{}])]).toEqual([[429], [429]])
})

test('concurrent logins are counted separately', async () => {
  const app = testApp()
  const responses = await Promise.all(
    times(12, 0).map(() => app.call(PATH, { json: { email: ACME, password: DEMO_PASSWORD } })),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([...times(5, 200), ...times(7, 429)])
})

test('Authorization is ignored and not counted as a failed token', async () => {
  const app = testApp({ settings: { rateLimit: 1 } })
  const headers = { Authorization: 'Bearer 1|nope' }
  for (let at = 0; at < 3; at++) {
    expect((await app.call(PATH, { json: { email: ACME, password: DEMO_PASSWORD }, headers })).status).toBe(200)
  }
  expect((await app.call('/api/v1/me', { headers })).status).toBe(401)
})
