import { describe, expect, test } from 'vitest'
import { normaliseEmail } from '../../../server/auth/email.ts'
import type { Passwords } from '../../../server/auth/passwords.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { unavailable } from '../../../server/http/errors.ts'
import { ACME, ACME_SECOND, type TestApp, testApp } from '../../support/app.ts'
import { shareDemo } from '../../support/engine.ts'
import { plainPasswords } from '../../support/plain-passwords.ts'

const LOGIN = '/api/v1/auth/token'

async function login(app: TestApp, email: string, password = DEMO_PASSWORD, from?: string) {
  const response = await app.call(LOGIN, {
    json: { email, password },
    headers: from ? { 'X-Forwarded-For': from } : {},
  })
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, body: (await response.json()) as { user?: { email: string } }, headers }
}

/** Records every password check. */
function observed(): { passwords: Passwords; checks: [password: string, isKnown: boolean][] } {
  const checks: [string, boolean][] = []
  const passwords: Passwords = {
    ...plainPasswords,
    verify(password, stored, address) {
      checks.push([password, stored !== undefined])
      return plainPasswords.verify(password, stored, address)
    },
  }
  return { passwords, checks }
}

async function addUser(app: TestApp, email: string): Promise<void> {
  await app.database.run(
    `INSERT INTO users (client_id, email, email_normalised, name, password_hash, created_at)
    VALUES (5, :email, :normalised, 'A', :hash, '2026-11-22T12:00:00Z')`,
    { email, normalised: normaliseEmail(email), hash: `plain:${DEMO_PASSWORD}` },
  )
}

const WRONG = {
  message: 'The provided credentials are incorrect.',
  code: 'validation_failed',
  errors: { email: ['The provided credentials are incorrect.'] },
}

describe('createToken', () => {
  test('the form-encoded request of the quick start returns a token that works at once', async () => {
    const app = testApp()
    const response = await app.call(LOGIN, {
      body: `email=you@company.com&password=${DEMO_PASSWORD}&name=My laptop`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    })
    const body = (await response.json()) as { token: string }
    expect([response.status, body]).toEqual([
      200,
      {
        token: expect.stringMatching(/^[1-9]\d*\|[A-Za-z0-9]{40}[0-9a-f]{8}$/),
        token_name: 'My laptop',
        user: { id: 7, email: 'you@company.com', client_id: 4, client_name: 'Acme Corp' },
      },
    ])
    expect((await app.call('/api/v1/me', { token: body.token })).status).toBe(200)
  })

  test('ignores an Authorization header', async () => {
    const json = { email: ACME, password: DEMO_PASSWORD }
    expect((await testApp().call(LOGIN, { json, token: 'nonsense' })).status).toBe(200)
  })

  test.each([
    ['as it is', ACME],
    ['in capitals', 'YOU@COMPANY.COM'],
    ['with blanks around it', '  you@company.com '],
  ])('finds an email %s', async (_, email) => {
    expect(await login(testApp(), email)).toMatchObject({ status: 200, body: { user: { email: ACME } } })
  })

  test.each([
    ['a dotted capital I for an i', 'ilk@a.example', '\u0130lk@a.example'],
    ['an Ø for an ø', 'søren@a.example', 'SØREN@a.example'],
    ['a wide letter', 'kim@a.example', '\uFF4Bim@a.example'],
  ])('never matches another user: %s', async (_, email, given) => {
    const app = testApp()
    await addUser(app, email)
    expect((await login(app, email)).status).toBe(200)
    expect(await login(app, given)).toMatchObject({ status: 422, body: WRONG })
    await addUser(app, given)
    expect((await login(app, given)).body.user?.email).toBe(given)
  })

  test.each(['jos\u00e9@a.example', 'jose\u0301@a.example', 'JOS\u00e9@a.example'])(
    'finds an email whether its letters are composed or not: %j',
    async email => {
      const app = testApp()
      await addUser(app, 'Jos\u00e9@a.example')
      expect(await login(app, email)).toMatchObject({ status: 200, body: { user: { email: 'Jos\u00e9@a.example' } } })
    },
  )

  test('limits all spellings of an email together', async () => {
    const app = testApp({ settings: { loginRateLimit: 1 } })
    const statuses = []
    for (const email of ['jos\u00e9@a.example', 'jose\u0301@a.example']) statuses.push((await login(app, email)).status)
    expect(statuses).toEqual([422, 429])
  })

  test.each([
    ['composed', 'h\u00f6rse', ['h\u00f6rse', 'ho\u0308rse']],
    ['as typed, by an import', 'ho\u0308rse', ['ho\u0308rse']],
  ])('accepts a password whose letters are composed or not, if the stored one is %s', async (_, stored, accepted) => {
    const app = testApp()
    await app.database.run('UPDATE users SET password_hash = :hash WHERE id = 7', { hash: `plain:${stored}` })
    for (const password of ['h\u00f6rse', 'ho\u0308rse', 'horse']) {
      expect((await login(app, ACME, password)).status).toBe(accepted.includes(password) ? 200 : 422)
    }
  })

  test('does the same work for a composed password of a known and an unknown user', async () => {
    const { passwords, checks } = observed()
    const app = testApp({ passwords })
    await login(app, ACME, 'ho\u0308rse')
    await login(app, 'unknown@company.com', 'ho\u0308rse')
    expect(checks).toEqual([
      ['h\u00f6rse', true],
      ['ho\u0308rse', true],
      ['h\u00f6rse', false],
      ['ho\u0308rse', false],
    ])
  })

  test('a wrong password, an unknown email and a disabled user get the same response after the same work', async () => {
    const { passwords, checks } = observed()
    const app = testApp({ passwords })
    await app.database.run(`UPDATE users SET disabled_at = '2026-11-22T12:00:00Z' WHERE email = '${ACME_SECOND}'`)
    const responses = [
      await login(app, ACME, 'wrong'),
      await login(app, 'unknown@company.com'),
      await login(app, ACME_SECOND),
      await login(app, ACME_SECOND, 'wrong'),
    ]
    expect(responses[0]).toMatchObject({ status: 422, body: WRONG })
    expect(responses).toEqual(responses.map(() => responses[0]))
    expect(checks).toEqual([
      ['wrong', true],
      [DEMO_PASSWORD, false],
      [DEMO_PASSWORD, true],
      ['wrong', true],
    ])
    expect(await app.database.all('SELECT id FROM tokens')).toEqual([])
  })

  test.each([
    ['disabled', `UPDATE users SET disabled_at = '2026-11-22T12:00:00Z'`],
    ['disabled with the client', `UPDATE clients SET disabled_at = '2026-11-22T12:00:00Z'`],
    ['given another password', `UPDATE users SET password_hash = 'plain:another'`],
  ])('a user who is %s while the password is checked gets no token', async (_, sql) => {
    const passwords: Passwords = {
      ...plainPasswords,
      verify: async (password, stored, address) => {
        const matches = await plainPasswords.verify(password, stored, address)
        await app.database.run(sql)
        return matches
      },
    }
    const app = testApp({ passwords })
    expect(await login(app, ACME)).toMatchObject({ status: 422, body: WRONG })
    expect(await app.database.all('SELECT id FROM tokens')).toEqual([])
  })

  test('a login while another one renews the imported password of the same user succeeds', async () => {
    const passwords: Passwords = {
      ...plainPasswords,
      verify: async (password, stored) => {
        const isImported = stored === `imported:${password}`
        // The other login renews the hash after this one has read it.
        if (isImported) {
          await app.database.run(`UPDATE users SET password_hash = 'plain:${DEMO_PASSWORD}', password_imported = 0`)
        }
        return isImported || stored === `plain:${password}`
      },
    }
    const app = testApp({ passwords })
    await app.database.run(`UPDATE users SET password_hash = 'imported:${DEMO_PASSWORD}', password_imported = 1`)
    expect((await login(app, ACME)).status).toBe(200)
  })

  test('never trims a password', async () => {
    const { passwords, checks } = observed()
    const app = testApp({ passwords })
    for (const password of [` ${DEMO_PASSWORD}`, `${DEMO_PASSWORD}\n`]) {
      expect(await login(app, ACME, password)).toMatchObject({ status: 422, body: WRONG })
    }
    expect(checks.map(([password]) => password)).toEqual([` ${DEMO_PASSWORD}`, `${DEMO_PASSWORD}\n`])
  })

  test('does no work for a password of more than 1,024 characters, of any size', async () => {
    const { passwords, checks } = observed()
    const app = testApp({ passwords })
    expect(await login(app, ACME, '🎄'.repeat(1_025))).toMatchObject({
      status: 422,
      body: { errors: { password: ['The password field must not be greater than 1024 characters.'] } },
    })
    expect(checks).toEqual([])
    expect(await login(app, ACME, '🎄'.repeat(1_024))).toMatchObject({ body: WRONG })
    expect(checks.length).toBe(1)
  })

  test('returns 503 with Retry-After when too many passwords are waiting', async () => {
    const passwords = { ...plainPasswords, verify: () => Promise.reject(unavailable(2)) }
    expect(await login(testApp({ passwords }), ACME)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
  })
})

describe('five password checks a minute', () => {
  const LIMITED = { status: 429, body: { message: 'Too Many Attempts.', code: 'rate_limited' } }
  const statuses = async (asks: (() => Promise<{ status: number }>)[]) => {
    const received: number[] = []
    for (const ask of asks) received.push((await ask()).status)
    return received
  }
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value)

  test('are allowed for an email, right or wrong and in any letter case; the sixth is refused', async () => {
    const { passwords, checks } = observed()
    const app = testApp({ passwords })
    const received = await statuses([
      () => login(app, ACME),
      () => login(app, ACME, 'wrong'),
      () => login(app, ACME.toUpperCase()),
      () => login(app, ` ${ACME}`),
      () => login(app, ACME, 'wrong'),
      () => login(app, ACME),
      () => login(app, 'You@Company.com', 'wrong'),
    ])
    expect(received).toEqual([200, 422, 200, 200, 422, 429, 429])
    expect(checks.length).toBe(5)
    const limited = await login(app, ACME)
    expect(limited).toMatchObject(LIMITED)
    expect(limited.headers).toMatchObject({
      'retry-after': '60',
      'x-ratelimit-limit': '5',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Date.parse('2026-11-22T12:01:00Z') / 1000),
    })
  })

  test('are allowed again 60 seconds after the first, no matter what was refused in between', async () => {
    const app = testApp()
    for (let attempt = 0; attempt < 8; attempt++) await login(app, ACME, 'wrong')
    app.clock.advance(59_999)
    expect(await login(app, ACME)).toMatchObject({ ...LIMITED, headers: { 'retry-after': '1' } })
    app.clock.advance(1)
    expect(await statuses(times(6, () => login(app, ACME)))).toEqual([200, 200, 200, 200, 200, 429])
  })

  test('do not affect another email, or the same email from another address', async () => {
    const app = testApp({ settings: { trustProxy: true } })
    const from = (address: string, email = ACME) => login(app, email, DEMO_PASSWORD, address)
    for (let attempt = 0; attempt < 6; attempt++) await login(app, ACME, 'wrong', '192.0.2.1')
    expect((await from('192.0.2.1')).status).toBe(429)
    expect([(await from('192.0.2.2')).status, (await from('192.0.2.1', ACME_SECOND)).status]).toEqual([200, 200])
  })

  test('cannot be exceeded with forged forwarding headers', async () => {
    const app = testApp()
    const forged = Array.from({ length: 7 }, (_, index) => () => login(app, ACME, 'wrong', `192.0.2.${index}`))
    expect(await statuses(forged)).toEqual([422, 422, 422, 422, 422, 429, 429])
  })

  test('are counted for unknown emails too, so that they cannot be distinguished from known ones', async () => {
    const app = testApp()
    const received = await statuses(times(6, () => login(app, 'unknown@company.com')))
    expect(received).toEqual([422, 422, 422, 422, 422, 429])
  })

  test('are shared by processes and survive a restart', async () => {
    const { open } = await shareDemo()
    const connections = [await open(), await open()] as const
    const [one, other] = connections.map(connection => testApp({ wrap: () => connection })) as [TestApp, TestApp]
    expect(await statuses([one, other, one, other, one].map(app => () => login(app, ACME, 'wrong')))).toEqual(
      times(5, 422),
    )
    expect([(await login(one, ACME)).status, (await login(other, ACME)).status]).toEqual([429, 429])
    await connections[0].close()
    const again = await open()
    expect((await login(testApp({ wrap: () => again }), ACME)).status).toBe(429)
  })

  test('are five even for simultaneous requests', async () => {
    const { passwords, checks } = observed()
    const app = testApp({ passwords })
    const responses = await Promise.all(times(20, 'wrong').map(password => login(app, ACME, password)))
    expect(responses.filter(({ status }) => status === 429).length).toBe(15)
    expect(checks.length).toBe(5)
  })
})

test('revokeToken revokes only the token of the request', async () => {
  const app = testApp()
  const [token, other] = [await app.login(), await app.login()]
  const revoked = await app.call('/api/v1/auth/revoke', { method: 'POST', token })
  expect([revoked.status, await revoked.json()]).toEqual([200, { message: 'Token revoked.' }])
  const again = await app.call('/api/v1/auth/revoke', { method: 'POST', token })
  expect([again.status, (await app.call('/api/v1/me', { token: other })).status]).toEqual([401, 200])
})
