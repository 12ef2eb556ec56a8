import { describe, expect, onTestFinished, test } from 'vitest'
import { limitLogins } from '../../../server/auth/login-limits.ts'
import { type Database, DatabaseUnavailable, type Queries } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/open.ts'
import { isDemo, isNew, seedDemo } from '../../../server/demo/seed.ts'
import { ApiError } from '../../../server/http/errors.ts'
import { deleteExpiredKeys } from '../../../server/idempotency/idempotency.ts'
import { listTickets } from '../../../server/tickets/list.ts'
import { caller } from '../../support/caller.ts'
import type { DemoServer } from '../../support/postgres/demo.ts'
import { overlap, rewriting } from '../overlap.ts'
import { faultsOf, NOW, opening } from '../support.ts'

const times = <T>(count: number, each: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => each(at))

const KEYS = `
  INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
  SELECT 4, 7, 'POST', '/', 'old-' || n, 'f', 201, '{}', NULL, '2026-11-21T11:00:00Z' FROM generate_series(1, 1600) AS n`

/** Two processes: each has its own connections. */
export function processRaces(server: () => DemoServer): void {
  const openUrl = async (url: string): Promise<Database> => {
    const database = await openDatabase(url)
    onTestFinished(() => database.close())
    return database
  }
  const openTwo = async () => {
    const { url, database } = await server().lend('demo')
    return [database, await openUrl(url)] as const
  }
  const settings = { rateLimit: 1000, loginRateLimit: 1000, loginAddressRateLimit: 1000 }
  const callers = async () => {
    const [one, two] = await openTwo()
    const first = await caller({ wrap: () => one, settings })
    const second = await caller({ wrap: () => two, settings })
    const senders = [first, second].map(
      ({ call }) =>
        (path: string, key: string, json: unknown) =>
          call(path, { token: first.token, json, headers: { 'Idempotency-Key': key } }),
    )
    return { database: one, first, second, send: (at: number) => senders[at % 2]! }
  }
  const ticket = { subject: 's', body: 'b' }

  describe('two processes', () => {
    test('do the work of 16 requests with one key once', async () => {
      const { database, send } = await callers()
      const before = (await database.all('SELECT id FROM tickets')).length
      const responses = await Promise.all(times(16, at => send(at)('/api/v1/tickets', 'k', ticket)))
      const bodies = await Promise.all(responses.map(response => response.text()))
      expect([new Set(responses.map(({ status }) => status)), new Set(bodies).size]).toEqual([new Set([201]), 1])
      expect((await database.all('SELECT id FROM tickets')).length).toBe(before + 1)
    })

    test('give 16 tickets with 16 keys different numbers, in the order of the list', async () => {
      const { database, send } = await callers()
      const responses = await Promise.all(times(16, at => send(at)('/api/v1/tickets', `k-${at}`, ticket)))
      const numbers = await Promise.all(
        responses.map(async response => ((await response.json()) as { data: { number: string } }).data.number),
      )
      expect(numbers.toSorted()).toEqual(times(16, at => `TKT-2026-${String(at + 7).padStart(4, '0')}`))
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })

    test('a walk over a list that grows sees each ticket of its start once', async () => {
      const [one, two] = await openTwo()
      let isDone = false
      const writing = Promise.all(
        times(4, async () => {
          for (let count = 0; count < 6; count++) await two.write(opening(4, 7))
        }),
      ).then(() => {
        isDone = true
      })
      do {
        const query = { client_id: 4, per_page: 2 }
        const start = await listTickets(one, { ...query, page: 1 }, NOW)
        const walked = start.rows.map(({ id }) => id)
        for (let page = 2; walked.length < start.total; page++) {
          const { rows, total } = await listTickets(one, { ...query, page, max_id: start.maxId }, NOW)
          expect(total).toBe(start.total)
          walked.push(...rows.map(({ id }) => id))
        }
        const all = await one.all<{ id: number }>(
          `SELECT id FROM tickets WHERE client_id = 4 AND id <= ${start.maxId} ORDER BY id DESC`,
        )
        expect(walked).toEqual(all.map(({ id }) => id))
      } while (!isDone)
      await writing
    })

    test('refuse a token at once that the other one has revoked', async () => {
      const { first, second } = await callers()
      const statusOf = async () => (await second.call('/api/v1/me', { token: first.token })).status
      expect(await statusOf()).toBe(200)
      await first.send('/api/v1/auth/revoke', { method: 'POST' })
      expect(await statusOf()).toBe(401)
    })

    test('count 16 logins of one email together', async () => {
      const both = await openTwo()
      const clock = { now: () => Date.parse(NOW) }
      const limits = { loginRateLimit: 5, loginAddressRateLimit: 20 }
      const ends = await Promise.allSettled(
        times(16, at => limitLogins(both[at % 2]!, clock, limits, 'you@company.com', '203.0.113.1')),
      )
      const refused = ends.flatMap(end => (end.status === 'rejected' ? [end.reason] : []))
      expect(refused.map(error => error instanceof ApiError && error.status)).toEqual(times(11, () => 429))
    })

    test('that clean up at the same time do not wait: each deletes rows of its own', async () => {
      const cleaning = (queries: Queries) => deleteExpiredKeys(queries, Date.parse(NOW), 100)
      const left = async (database: Database) => {
        await database.run(KEYS)
        const { hasWaited } = await overlap(database, cleaning, cleaning)
        const [one, two] = [database, rewriting(database, 'FOR UPDATE SKIP LOCKED', '')]
        const keys = (await one.all('SELECT key FROM idempotency_keys')).length
        return { hasWaited, keys, others: await overlap(one, cleaning, cleaning, two) }
      }
      expect(await left((await openTwo())[0])).toMatchObject({
        hasWaited: false,
        keys: 1400,
        others: { hasWaited: true },
      })
    })

    test('delete all expired keys when 16 clean up at the same time', async () => {
      const both = await openTwo()
      await both[0].run(KEYS)
      const counts = await Promise.all(times(16, at => deleteExpiredKeys(both[at % 2]!, Date.parse(NOW), 100)))
      expect(counts).toEqual(times(16, () => 100))
    })

    test('migrate and seed a new database once', async () => {
      const url = server().url(await server().newDatabase())
      const both = await Promise.all([openUrl(url), openUrl(url), openUrl(url)])
      const ends = await Promise.allSettled(both.map(each => seedDemo(each, { passwordHash: async () => 'plain:x' })))
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect([await isNew(both[0]), await isDemo(both[0])]).toEqual([false, true])
      expect(await both[1].one('SELECT count(*) AS n FROM clients')).toEqual(
        await (await openTwo())[0].one('SELECT count(*) AS n FROM clients'),
      )
    })
  })

  describe('a conflict', () => {
    test('of two transactions that wait for each other is resolved by running one of them again', async () => {
      const [database] = await openTwo()
      let attempts = 0
      let arrived = 0
      let meet = () => {}
      const met = new Promise<void>(resolve => (meet = resolve))
      const updating = (...ids: number[]) =>
        database.write(async queries => {
          attempts += 1
          // The one that runs again could otherwise take a row before the other one, and both would wait for each other again.
          if (attempts > 2) await Promise.race(both)
          await queries.run('UPDATE users SET name = name WHERE id = :id', { id: ids[0] ?? 0 })
          arrived += 1
          if (arrived === 2) meet()
          await met
          await queries.run('UPDATE users SET name = name WHERE id = :id', { id: ids[1] ?? 0 })
          return ids
        })
      const both = [updating(7, 8), updating(8, 7)]
      expect(await Promise.all(both)).toEqual([
        [7, 8],
        [8, 7],
      ])
      expect(attempts).toBe(3)
    })

    test.each([
      ['createTicket', '/api/v1/tickets', ticket],
      ['replyToTicket', '/api/v1/tickets/202/reply', { body: 'b' }],
    ])('while a key is claimed does not fail the request: %s', async (_, path, json) => {
      const [database] = await openTwo()
      let conflicts = 0
      const CONFLICT = `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`
      const conflicting = (queries: Queries): Queries => ({
        one: async (sql, params) => {
          if (String(sql).includes('INSERT INTO idempotency_keys') && conflicts++ === 0) await queries.run(CONFLICT)
          return queries.one(sql, params)
        },
        all: (sql, params) => queries.all(sql, params),
        run: (sql, params) => queries.run(sql, params),
        lock: (sql, params) => queries.lock(sql, params),
      })
      const wrap = (): Database => ({
        ...conflicting(database),
        read: work => database.read(work),
        write: work => database.write(queries => work(conflicting(queries))),
        isShared: true,
        close: () => database.close(),
      })
      const { send } = await caller({ wrap })
      const response = await send(path, { json, headers: { 'Idempotency-Key': 'k' } })
      expect([response.status, conflicts]).toEqual([201, 2])
    })

    test('that does not end is a temporary failure', async () => {
      const [database] = await openTwo()
      const conflict = `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`
      await expect(database.write(queries => queries.run(conflict))).rejects.toThrow(DatabaseUnavailable)
    })
  })
}
