import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { createDatabaseCounters, deleteEndedCounts } from '../../../server/auth/database-counters.ts'
import { createWindows } from '../../../server/auth/memory-counters.ts'
import type { Database, Params, Queries, Sql } from '../../../server/database/database.ts'
import { textOf } from '../../../server/database/postgres/text.ts'
import { quotaOf, WINDOW_MS } from '../../../server/http/rate-limit.ts'
import { NOON } from '../../support/app.ts'
import { sha256 } from '../../support/sha256.ts'
import type { Pair } from '../limits.ts'

export function countersInDatabase(pair: Pair): void {
  let database: Database
  let other: Database

  beforeEach(() => {
    ;[database, other] = pair()
  })

  describe('a request', () => {
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

  describe('a window', () => {
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

  describe('the plans of the statements', () => {
    test('find every row by an index', async () => {
      const sent: [sql: string, params: Params | undefined][] = []
      const send = async (sql: Sql, params?: Params) => void sent.push([textOf(sql), params])
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
      expect(steps[2]).toMatch(/Index Scan using rate_limit_windows_by_start[\s\S]*Tid Scan on rate_limit_windows/)
    })
  })
}
