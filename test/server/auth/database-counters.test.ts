import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createDatabaseCounters, deleteEndedCounts } from '../../../server/auth/database-counters.ts'
import { createMemoryCounters, createWindows } from '../../../server/auth/memory-counters.ts'
import type { Database, Params, Queries, Sql } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/open.ts'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { quotaOf, WINDOW_MS } from '../../../server/http/rate-limit.ts'
import { ACME, ACME_SECOND, NOON, type TestApp, testApp } from '../../support/app.ts'
import { startDemoServer } from '../../support/postgres/demo.ts'
import { sha256 } from '../../support/sha256.ts'

const postgres = await startDemoServer()
const describeOnPostgres = describe.runIf(postgres)

/** Two connections to one database, as of two machines. */
let database: Database
let other: Database

beforeAll(async () => {
  if (!postgres) return
  const url = await postgres.newDemo()
  database = await openDatabase(url)
  other = await openDatabase(url)
})

afterAll(async () => {
  await database?.close()
  await other?.close()
  await postgres?.stop()
})

type Options = NonNullable<Parameters<typeof testApp>[0]>

/** Two servers on one database. */
const twoServers = (settings: Options['settings'], options: () => Options = () => ({})): TestApp[] =>
  [database, other].map(each => testApp({ wrap: () => each, ...(settings && { settings }), ...options() }))

const inMemory = () => ({ counters: createMemoryCounters(() => 0) })

beforeEach(async () => {
  if (!postgres) return
  for (const table of ['rate_limit_windows', 'login_attempts', 'tokens']) await database.run(`DELETE FROM ${table}`)
})

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

describeOnPostgres('two servers on one database share exactly', () => {
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
    await database.run('DELETE FROM login_attempts')
    const ofAddress = { loginRateLimit: 1000, loginAddressRateLimit: LIMIT }
    expect(faultsOf(await atOnce(twoServers(ofAddress), 2 * LIMIT, login), LIMIT, 200)).toEqual([])
    const separate = [testApp({ settings: ofEmail }), testApp({ settings: ofEmail })]
    expect(faultsOf(await atOnce(separate, 2 * LIMIT, login), LIMIT, 200)).toEqual(['30 were within the limit'])
  })
})

describeOnPostgres('the headers of rate limits are the same as on SQLite', () => {
  test('for any pauses between requests of two users and requests with invalid tokens', async () => {
    const kinds = fc.constantFrom('first', 'second', 'invalid', 'login')
    const steps = fc.array(fc.tuple(fc.nat(WINDOW_MS), kinds), { minLength: 15, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (conversation, rateLimit) => {
        await database.run('DELETE FROM rate_limit_windows')
        await database.run('DELETE FROM login_attempts')
        const settings = { rateLimit, loginRateLimit: 3, loginAddressRateLimit: 4 }
        const responses = [testApp({ settings }), testApp({ wrap: () => database, settings })].map(async server => {
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

describeOnPostgres('a request', () => {
  const AT = '2026-11-22T12:00:00Z'
  const clock = { now: () => NOON }
  const counters = createDatabaseCounters(clock)
  const token = { id: 1, secretHash: sha256('a secret') }
  const countsOf = () => database.all('SELECT caller, count FROM rate_limit_windows')

  beforeEach(() =>
    database.run(`INSERT INTO tokens (id, user_id, name, secret_hash, created_at) VALUES (1, 7, 'a', :hash, :at)`, {
      hash: token.secretHash,
      at: AT,
    }),
  )

  test('is counted for the user of its token, in one statement', async () => {
    const counted = await counters.countRequest(database, token, AT)
    expect(counted).toMatchObject({ row: { user_id: 7, token_id: 1 }, requests: { count: 1, endsIn: WINDOW_MS } })
    expect(await countsOf()).toEqual([{ caller: 'user 7', count: 1 }])
  })

  test.each([
    ['another secret', { secretHash: sha256('another secret') }],
    ['an unknown id', { id: 2 }],
    ['an expired token', {}, 'UPDATE tokens SET expires_at = :at'],
    ['a disabled user', {}, 'UPDATE users SET disabled_at = :at WHERE id = 7'],
    ['a disabled client', {}, 'UPDATE clients SET disabled_at = :at WHERE id = 4'],
  ])('with %s is not counted', async (_, difference, change = '') => {
    if (change) await database.run(change, { at: AT })
    const counted = await counters.countRequest(database, { ...token, ...difference }, AT)
    await database.run('UPDATE users SET disabled_at = NULL')
    await database.run('UPDATE clients SET disabled_at = NULL')
    expect([counted, await countsOf()]).toEqual([undefined, []])
  })

  test('is counted until its token expires', async () => {
    const expires_at = '2026-11-22T12:00:01Z'
    await database.run('UPDATE tokens SET expires_at = :expires_at', { expires_at })
    expect(await counters.countRequest(database, token, AT)).toBeDefined()
    expect(await counters.countRequest(database, token, expires_at)).toBeUndefined()
  })
})

describeOnPostgres('a window', () => {
  let now = NOON
  const counters = createDatabaseCounters({ now: () => now })
  const count = () => counters.countInvalidToken(database, '203.0.113.1')

  beforeEach(() => {
    now = NOON
  })

  test('is the same as in memory, whatever the pauses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(WINDOW_MS * 2), { maxLength: 20 }), async pauses => {
        await database.run('DELETE FROM rate_limit_windows')
        const countInMemory = createWindows<string>(() => now)
        for (const pause of pauses) {
          now += pause
          expect(quotaOf(await count(), 3)).toEqual(quotaOf(countInMemory(''), 3))
        }
      }),
      { seed: 1, numRuns: 10 },
    )
  })

  test.each([
    ['is shared by a server whose clock is up to 5 s behind', 5000, { count: 2, endsIn: WINDOW_MS }],
    ['starts anew when the clock was set back further', 5001, { count: 1, endsIn: WINDOW_MS }],
  ])('%s', async (_, behind, expected) => {
    await count()
    now -= behind
    expect(await count()).toEqual(expected)
  })

  test('starts anew when the table is empty, as it is after a crash, because it is not in the write-ahead log', async () => {
    expect(await database.one(`SELECT relpersistence FROM pg_class WHERE relname = 'rate_limit_windows'`)).toEqual({
      relpersistence: 'u',
    })
    await count()
    expect((await count()).count).toBe(2)
    await database.run('DELETE FROM rate_limit_windows')
    expect((await count()).count).toBe(1)
  })

  test('that has ended is deleted in the background, in batches', async () => {
    for (const address of ['a', 'b', 'c']) await counters.countInvalidToken(database, address)
    now += WINDOW_MS - 1
    expect(await deleteEndedCounts(database, now, 2)).toBe(0)
    now += 1
    await counters.countInvalidToken(other, 'c')
    expect([await deleteEndedCounts(database, now, 1), await deleteEndedCounts(other, now, 2)]).toEqual([1, 1])
    expect(await database.all('SELECT caller, count FROM rate_limit_windows')).toEqual([
      { caller: 'address c', count: 1 },
    ])
  })

  test('that is being deleted is not waited for by another server that deletes', async () => {
    await count()
    now += WINDOW_MS
    const deleted = await database.write(async queries => {
      await deleteEndedCounts(queries, now, 1)
      return deleteEndedCounts(other, now, 1)
    })
    expect(deleted).toBe(0)
  })
})

describeOnPostgres('the plans of the statements', () => {
  test('find every row by an index', async () => {
    const sent: [sql: string, params: Params | undefined][] = []
    const send = async (sql: Sql, params?: Params) => void sent.push([String(sql), params])
    const queries = { one: send, run: send } as unknown as Queries
    const counters = createDatabaseCounters({ now: () => NOON })
    await counters.countRequest(queries, { id: 1, secretHash: '' }, '')
    await counters.countInvalidToken(queries, '').catch(() => {})
    await deleteEndedCounts(queries, NOON, 1)
    const plans = await database.write(async q => {
      // Without it, the planner reads all rows of tables as small as these.
      await q.run('SET LOCAL enable_seqscan = off')
      return Promise.all(sent.map(([sql, params]) => q.all<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, params)))
    })
    const steps = plans.map(plan => plan.map(row => row['QUERY PLAN']).join('\n'))
    expect(steps.map(text => text.includes('Seq Scan'))).toEqual([false, false, false])
    expect(steps[2]).toMatch(
      /Index Scan using rate_limit_windows_by_start[\s\S]*Index Scan (on|using) rate_limit_windows_pkey/,
    )
  })
})
