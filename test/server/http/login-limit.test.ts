import { describe, expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { unavailable } from '../../../server/http/errors.ts'
import { ACME, ACME_SECOND, NOON, plainPasswords, type TestApp, testApp } from '../../support/app.ts'
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

  test('is not blocked by a clock that was set back', async () => {
    const app = testApp()
    await statuses(app, times(6, {}))
    app.clock.advance(-60_001)
    expect(await statuses(app, [{}])).toEqual([200])
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
    const verify = (password: string, stored: string | undefined) => {
      checks += 1
      return plainPasswords.verify(password, stored)
    }
    await statuses(testApp({ passwords: { ...plainPasswords, verify } }), times(9, {}))
    expect(checks).toBe(5)
  })
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
