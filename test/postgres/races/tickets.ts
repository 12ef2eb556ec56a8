import { describe, expect, test } from 'vitest'
import type { Database, Queries } from '../../../server/database/database.ts'
import { nextNumber, reserveNumbers } from '../../../server/database/numbers.ts'
import { closeByTime } from '../../../server/tickets/close-by-time.ts'
import { setTicketState } from '../../../server/tickets/staff.ts'
import { overlap, rewriting, withoutLocks } from '../overlap.ts'
import { asItIs, faultsOf, NOW, type Open, opening, replying } from '../support.ts'

const NEXT_ID = `SELECT nextval('tickets_id_seq') AS id`

/** As if tickets took their numbers from a row, as invoices do. */
const ROW = `
  INSERT INTO number_sequences (kind, year, last) VALUES ('TKT', :year, 100)
  ON CONFLICT (kind, year) DO UPDATE SET last = number_sequences.last + 1 RETURNING last`

/** Leaves room for one more reply of 20,000 characters. */
const FILL = `
  INSERT INTO ticket_replies (client_id, ticket_id, body, author_type, author_name, created_at)
  SELECT 4, 202, repeat('x', 20000), 'client', 'Name', :now FROM generate_series(1, 48)`

const SIZE = `
  SELECT CAST(sum(length(body)) AS BIGINT) AS size FROM ticket_replies WHERE ticket_id = 202 AND internal = 0`

export function ticketRaces(open: Open): void {
  describe('tickets', () => {
    test('of one client get their ids in the order in which they are committed', async () => {
      const database = await open()
      const outcome = await overlap(database, opening(4, 7), opening(4, 7))
      expect(outcome).toEqual({ hasWaited: true, first: 'done', second: 'done' })
      // An id that was taken earlier would appear in the list below one that a client has already read.
      const { id } = (await database.one<{ id: number }>(NEXT_ID)) ?? { id: 0 }
      await database.write(opening(4, 7))
      const named = rewriting(database, 'INSERT INTO tickets (client_id', 'INSERT INTO tickets (id, client_id')
      const early = rewriting(named, 'VALUES (:client_id, :seq', `VALUES (${id}, :client_id, :seq`)
      await expect(early.write(opening(4, 7))).rejects.toThrow('highest id')
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })

    test('of two clients do not wait for each other', async () => {
      const database = await open()
      const user = await database.one<{ id: number }>('SELECT min(id) AS id FROM users WHERE client_id = 5')
      const both = (using: Database) => overlap(database, opening(4, 7), opening(5, user?.id ?? 0), using)
      expect(await both(database)).toEqual({ hasWaited: false, first: 'done', second: 'done' })
      const numbered = rewriting(database, 'SELECT next_ticket_number(:year) AS last', ROW)
      await numbered.write(opening(4, 7))
      expect((await both(numbered)).hasWaited).toBe(true)
    })

    test('have numbers that start again each year, and continue after those of a copied database', async () => {
      const database = await open()
      const next = async (year: string) => nextNumber(database, 'TKT', year)
      expect([await next('2026'), await next('2027'), await next('2027'), await next('2026')]).toEqual([
        'TKT-2026-0007',
        'TKT-2027-0001',
        'TKT-2027-0002',
        expect.stringMatching(/^TKT-2026-00(0[89]|1\d)$/),
      ])
      await reserveNumbers(database, { kind: 'TKT', year: 2027, last: 40 })
      await reserveNumbers(database, { kind: 'TKT', year: 2027, last: 30 })
      expect(await next('2027')).toMatch(/^TKT-2027-004[1-9]$/)
      await database.run(`INSERT INTO number_sequences (kind, year, last) VALUES ('TKT', 2025, 70)`)
      expect(await next('2025')).toBe('TKT-2025-0071')
    })

    test('take no more characters than a thread may have', async () => {
      const filling = async (wrap: (database: Database) => Database) => {
        const database = await open()
        await database.run(FILL, { now: NOW })
        const reply = replying('x'.repeat(20_000))
        const { second } = await overlap(database, reply, reply, wrap(database))
        const { size } = (await database.one<{ size: number }>(SIZE)) ?? { size: 0 }
        return { second, isTooLarge: size > 990_000 }
      }
      expect(await filling(asItIs)).toEqual({ second: expect.stringContaining('full'), isTooLarge: false })
      expect(await filling(withoutLocks)).toEqual({ second: 'done', isTooLarge: true })
    })

    test('are counted under the state that they have', async () => {
      const resolving = (queries: Queries) => setTicketState(queries, 202, 'resolved', NOW)
      const outcome = async (wrap: (database: Database) => Database) => {
        const database = await open()
        await database.write(queries => setTicketState(queries, 202, 'on_hold', NOW))
        const { second } = await overlap(database, replying(), resolving, wrap(database))
        return [second, await faultsOf(database)]
      }
      expect(await outcome(asItIs)).toEqual(['done', [undefined, undefined]])
      expect(await outcome(withoutLocks)).not.toEqual(['done', [undefined, undefined]])
    })

    test('are not closed by time after a reply', async () => {
      const database = await open()
      await database.write(queries => setTicketState(queries, 202, 'resolved', '2026-11-15T12:00:00Z'))
      const closing = (queries: Queries) => closeByTime(queries, { now: NOW, after: 0, limit: 100 })
      const outcome = await overlap(database, replying('b', '2026-11-22T11:00:00Z'), closing)
      expect(outcome).toEqual({ hasWaited: true, first: 'done', second: 'done' })
      expect(await database.one('SELECT state FROM tickets WHERE id = 202')).toEqual({ state: 'open' })
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })
  })
}
