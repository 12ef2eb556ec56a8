import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createMemoryCounters } from '../../../server/auth/memory-counters.ts'
import { touchToken } from '../../../server/auth/store.ts'
import { type Database, DatabaseUnavailable } from '../../../server/database/database.ts'
import { type TestApp, testApp } from '../../support/app.ts'
import { openDemo, shareDemo } from '../../support/engine.ts'
import { sha256 } from '../../support/sha256.ts'
import { rowsOf } from '../../support/state.ts'
import { sendSecrets } from './secrets.ts'

const ME = '/api/v1/me'

const me = async (app: TestApp, Authorization: string) => {
  const response = await app.call(ME, { headers: { Authorization } })
  const { 'x-request-id': _, ...headers } = Object.fromEntries(response.headers)
  return { status: response.status, body: await response.json(), headers }
}

const statusOf = async (app: TestApp, token: string) => (await app.call(ME, { token })).status

const REFUSED = {
  status: 401,
  body: { message: 'Unauthenticated.', code: 'unauthenticated' },
  headers: expect.objectContaining({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' }),
}

/** Two apps like two processes, each with its own connection to the same database. */
async function twoProcesses() {
  const { open } = await shareDemo()
  const connections = [await open(), await open()] as const
  const apps = connections.map(connection => testApp({ wrap: () => connection })) as [TestApp, TestApp]
  return { connections, apps }
}

const secretOf = (token: string) => token.slice(token.indexOf('|') + 1)

describe('the secret', () => {
  test('is stored only as its SHA-256', async () => {
    const app = testApp()
    const token = await app.login()
    expect(await app.database.all('SELECT id, secret_hash FROM tokens')).toEqual([
      { id: Number(token.split('|')[0]), secret_hash: createHash('sha256').update(secretOf(token)).digest('hex') },
    ])
  })

  test('and the password appear nowhere in the database or the log', async () => {
    const database = openDemo()
    const { logged, hidden } = await sendSecrets(database)
    const texts = [...(await rowsOf(database)), logged].join('\n')
    expect(texts).toContain('Needle')
    expect(logged).toContain('/api/v1/tickets')
    expect(hidden.filter(text => texts.includes(text))).toEqual([])
  })
})

describe('invalid tokens all get the same response:', () => {
  const bad: [why: string, spoil: (app: TestApp, token: string) => Promise<string>][] = [
    ['when it is not one', async () => 'Bearer abc'],
    ['when it is the example of the page', async () => 'Bearer 2|abc123xyz...'],
    ['when nothing follows', async () => 'Bearer '],
    ['with another scheme', async (_, token) => `Basic ${token}`],
    ['with a tab for the blank', async (_, token) => `Bearer\t${token}`],
    ['with something after it', async (_, token) => `Bearer ${token} x`],
    ['with an unknown id', async (_, token) => `Bearer 999|${secretOf(token)}`],
    [
      'with the id of another one',
      async (app, token) => `Bearer ${(await app.login()).split('|')[0]}|${secretOf(token)}`,
    ],
    [
      'once revoked',
      async (app, token) => {
        await app.call('/api/v1/auth/revoke', { method: 'POST', token })
        return `Bearer ${token}`
      },
    ],
    [
      'once expired',
      async (app, token) => {
        await app.database.run(`UPDATE tokens SET expires_at = '2026-11-22T12:00:00Z'`)
        return `Bearer ${token}`
      },
    ],
    [
      'once its user is disabled',
      async (app, token) => {
        await app.database.run(`UPDATE users SET disabled_at = '2026-11-22T12:00:00Z'`)
        return `Bearer ${token}`
      },
    ],
    [
      'once its client is disabled',
      async (app, token) => {
        await app.database.run(`UPDATE clients SET disabled_at = '2026-11-22T12:00:00Z'`)
        return `Bearer ${token}`
      },
    ],
  ]
  test.each(bad)('%s', async (_, spoil) => {
    const app = testApp()
    const token = await app.login()
    const header = await spoil(app, token)
    const missing = await app.call(ME)
    const { 'x-request-id': __, ...headers } = Object.fromEntries(missing.headers)
    const response = await me(app, header)
    expect(response).toEqual(REFUSED)
    expect(response).toEqual({ status: missing.status, body: await missing.json(), headers })
  })
})

test.each(['Bearer', 'bearer', 'BEARER', 'bEaReR'])(
  '%s is the scheme, in any case and with any blanks',
  async scheme => {
    const app = testApp()
    const token = await app.login()
    expect((await me(app, `${scheme} ${token}`)).status).toBe(200)
    expect((await me(app, `${scheme}   ${token}`)).status).toBe(200)
  },
)

test('the hash of a known token is compared in full, wherever it differs', async () => {
  const app = testApp()
  const [token, other] = [await app.login(), await app.login()]
  const read: number[] = []
  /** A hash that records which of its characters are read. */
  const watched = (data: string | Uint8Array) => {
    const hash = sha256(data)
    const charCodeAt = (at: number) => {
      read.push(at)
      return hash.charCodeAt(at)
    }
    return { length: hash.length, charCodeAt } as unknown as string
  }
  // The counters in a database compare there.
  const watching = testApp({ wrap: () => app.database, sha256: watched, counters: createMemoryCounters(() => 0) })
  await me(watching, `Bearer ${token.split('|')[0]}|${secretOf(other)}`)
  expect(read).toEqual(Array.from({ length: 64 }, (_, at) => at))
})

describe('takes effect in every process at once:', () => {
  test('a new token is accepted', async () => {
    const { apps } = await twoProcesses()
    expect(await statusOf(apps[1], await apps[0].login())).toBe(200)
  })

  test('a revoked token is refused, other tokens of its user are not', async () => {
    const { apps } = await twoProcesses()
    const [token, other] = [await apps[0].login(), await apps[0].login()]
    expect([await statusOf(apps[0], token), await statusOf(apps[1], token)]).toEqual([200, 200])
    await apps[0].call('/api/v1/auth/revoke', { method: 'POST', token })
    expect([await statusOf(apps[0], token), await statusOf(apps[1], token)]).toEqual([401, 401])
    expect([await statusOf(apps[0], other), await statusOf(apps[1], other)]).toEqual([200, 200])
  })

  test('the tokens of a disabled user are refused, and accepted again when the user is enabled', async () => {
    const { apps, connections } = await twoProcesses()
    const tokens = [await apps[0].login(), await apps[1].login()]
    const statuses = () => Promise.all(tokens.flatMap(token => apps.map(app => statusOf(app, token))))
    expect(await statuses()).toEqual([200, 200, 200, 200])
    await connections[0].run(`UPDATE users SET disabled_at = '2026-11-22T12:00:00Z' WHERE id = 7`)
    expect(await statuses()).toEqual([401, 401, 401, 401])
    await connections[1].run('UPDATE users SET disabled_at = NULL WHERE id = 7')
    expect(await statuses()).toEqual([200, 200, 200, 200])
  })
})

test('a token is accepted until the time it expires', async () => {
  const app = testApp()
  const token = await app.login()
  await app.database.run(`UPDATE tokens SET expires_at = '2026-11-22T12:00:01Z'`)
  expect(await statusOf(app, token)).toBe(200)
  app.clock.set('2026-11-22T12:00:00.999Z')
  expect(await statusOf(app, token)).toBe(200)
  app.clock.set('2026-11-22T12:00:01Z')
  expect(await statusOf(app, token)).toBe(401)
})

describe('last_used_at', () => {
  const LAST = 'SELECT last_used_at FROM tokens'

  /** An app whose writes to tokens are counted. */
  function counting(failure?: Error) {
    const state: { touches: number; touched?: Promise<number> } = { touches: 0 }
    const wrap = (database: Database): Database =>
      new Proxy(database, {
        get(target, name) {
          const member = Reflect.get(target, name)
          if (typeof member !== 'function') return member
          if (name !== 'run') return member.bind(target)
          return (sql: string, params: never) => {
            if (!sql.includes('UPDATE tokens')) return member.call(target, sql, params)
            state.touches += 1
            state.touched = failure ? Promise.reject(failure) : member.call(target, sql, params)
            return state.touched
          }
        },
      })
    const app = testApp({ wrap })
    /** Waits for the write, which the response does not wait for. */
    const lastUsed = async (token: string) => {
      const response = await app.call(ME, { token })
      await state.touched?.catch(() => {})
      const body = (await response.json()) as { data?: { current_token: { last_used_at: string | null } } }
      return { status: response.status, at: body.data?.current_token.last_used_at }
    }
    return { app, state, lastUsed }
  }

  const faults = ({ logged }: TestApp) => logged.filter(({ event }) => event === 'fault').map(({ level }) => level)

  test('is written once by requests at the same time, none of which waits for it', async () => {
    let finish = () => {}
    const writes: unknown[] = []
    const wrap = (database: Database): Database =>
      new Proxy(database, {
        get: (target, name) =>
          name === 'run'
            ? (...given: unknown[]) => {
                writes.push(given[1])
                return new Promise<void>(resolve => (finish = resolve))
              }
            : typeof Reflect.get(target, name) === 'function'
              ? Reflect.get(target, name).bind(target)
              : Reflect.get(target, name),
      })
    const app = testApp({ wrap })
    const token = await app.login()
    const requests = await Promise.all([1, 2, 3].map(() => app.call(ME, { token })))
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(writes).toEqual([{ id: 1, now: '2026-11-22T12:00:00Z', stale: '2026-11-22T11:59:00Z' }])
    finish()
    await new Promise(resolve => setImmediate(resolve))
    await app.call(ME, { token })
    expect(writes.length).toBe(2)
  })

  test('is not written again for a use that another process has recorded in the same minute', async () => {
    const app = testApp()
    await app.login()
    const touch = async (now: string, stale: string) => [
      await touchToken(app.database, 1, { now, stale }),
      await app.database.one(LAST),
    ]
    await touch('2026-11-22T12:00:00Z', '2026-11-22T11:59:00Z')
    expect(await touch('2026-11-22T12:00:59Z', '2026-11-22T11:59:59Z')).toEqual([
      0,
      { last_used_at: '2026-11-22T12:00:00Z' },
    ])
    expect(await touch('2026-11-22T12:01:00Z', '2026-11-22T12:00:00Z')).toEqual([
      1,
      { last_used_at: '2026-11-22T12:01:00Z' },
    ])
    expect(await touch('2026-11-22T11:00:00Z', '2026-11-22T10:59:00Z')).toEqual([
      1,
      { last_used_at: '2026-11-22T11:00:00Z' },
    ])
  })

  test('is written with the first request and then at most once a minute', async () => {
    const { app, state, lastUsed } = counting()
    const token = await app.login()
    expect(await app.database.one(LAST)).toEqual({ last_used_at: null })
    const steps: [advance: number, touches: number, at: string][] = [
      [0, 1, '2026-11-22T12:00:00Z'],
      [1, 1, '2026-11-22T12:00:00Z'],
      [59_998, 1, '2026-11-22T12:00:00Z'],
      [1, 2, '2026-11-22T12:01:00Z'],
      [59_999, 2, '2026-11-22T12:01:00Z'],
      [3_600_000, 3, '2026-11-22T13:01:59Z'],
    ]
    for (const [advance, touches, at] of steps) {
      app.clock.advance(advance)
      expect([await lastUsed(token), state.touches]).toEqual([{ status: 200, at }, touches])
      expect(await app.database.one(LAST)).toEqual({ last_used_at: at })
    }
  })

  test('is not written for a refused token', async () => {
    const { app, state } = counting()
    const token = await app.login()
    await app.database.run(`UPDATE users SET disabled_at = '2026-11-22T12:00:00Z'`)
    expect(await statusOf(app, token)).toBe(401)
    expect(state.touches).toBe(0)
  })

  test('is returned but not stored while the database cannot be written; requests succeed, and the write is tried once a minute', async () => {
    const { app, state, lastUsed } = counting(new DatabaseUnavailable('locked'))
    const token = await app.login()
    const steps: [advance: number, touches: number, at: string][] = [
      [0, 1, '2026-11-22T12:00:00Z'],
      [1, 1, '2026-11-22T12:00:00Z'],
      [59_998, 1, '2026-11-22T12:00:59Z'],
      [1, 2, '2026-11-22T12:01:00Z'],
    ]
    for (const [advance, touches, at] of steps) {
      app.clock.advance(advance)
      expect([await lastUsed(token), state.touches]).toEqual([{ status: 200, at }, touches])
      expect(await app.database.one(LAST)).toEqual({ last_used_at: null })
    }
    expect(faults(app)).toEqual(['warn', 'warn'])
  })

  test('any other error is logged', async () => {
    const { app, lastUsed } = counting(new Error('injected'))
    expect((await lastUsed(await app.login())).status).toBe(200)
    expect(faults(app)).toEqual(['error'])
  })

  test('is written again after the clock was set back', async () => {
    const { app, state, lastUsed } = counting()
    const token = await app.login()
    await lastUsed(token)
    app.clock.advance(-3_600_000)
    expect([await lastUsed(token), state.touches]).toEqual([{ status: 200, at: '2026-11-22T11:00:00Z' }, 2])
  })
})

describe('invalid tokens from one address', () => {
  const app = testApp({ settings: { rateLimit: 3, trustProxy: true } })
  const ask = (Authorization: string | undefined, from: string) =>
    app.call(ME, { headers: { ...(Authorization && { Authorization }), 'X-Forwarded-For': from } })

  test('get 429 after the limit; valid tokens and other addresses do not, and missing tokens do not count', async () => {
    const token = await app.login()
    const bad = 'Bearer 1|guessed'
    const failing: number[] = []
    for (let guess = 0; guess < 5; guess++) {
      expect((await ask(undefined, '192.0.2.1')).status).toBe(401)
      failing.push((await ask(bad, '192.0.2.1')).status)
    }
    expect(failing).toEqual([401, 401, 401, 429, 429])
    const limited = await ask(bad, '192.0.2.1')
    expect(await limited.json()).toEqual({ message: 'Too Many Attempts.', code: 'rate_limited' })
    expect([limited.headers.get('retry-after'), limited.headers.get('x-ratelimit-remaining')]).toEqual(['60', '0'])
    expect((await ask(`Bearer ${token}`, '192.0.2.1')).status).toBe(200)
    expect((await ask(bad, '192.0.2.2')).status).toBe(401)
    app.clock.advance(60_000)
    expect((await ask(bad, '192.0.2.1')).status).toBe(401)
  })
})
