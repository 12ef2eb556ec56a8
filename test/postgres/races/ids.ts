import { describe, expect, test } from 'vitest'
import type { Database, Params, Queries, Sql } from '../../../server/database/database.ts'
import { insertInto, insertWithId, reserveIds } from '../../../server/database/insert-row.ts'
import { nextNumber, reserveNumbers } from '../../../server/database/numbers.ts'
import { importing } from '../../server/import/importing.ts'
import { replacing } from '../../support/replacing.ts'
import { overlap, waits } from '../overlap.ts'
import { asItIs, faultsOf, issuing, type Open, opening } from '../support.ts'

/** Makes reserve_ids() wait for HOLD between its comparison and setval(). */
async function slowDown(database: Database): Promise<void> {
  const { sql } = (await database.one<{ sql: string }>(RESERVE_IDS)) ?? { sql: '' }
  await database.run(sql.replace('PERFORM setval', 'PERFORM pg_advisory_xact_lock(1); PERFORM setval'))
}

const RESERVE_IDS = `SELECT pg_get_functiondef(CAST('reserve_ids' AS regproc)) AS sql`

const HOLD = 'SELECT pg_advisory_xact_lock(1)'

const withoutLock = async (database: Database): Promise<Database> => {
  await database.run('CREATE OR REPLACE FUNCTION lock_sequence(sequence regclass) RETURNS void LANGUAGE sql AS $$ $$')
  return database
}

const UNRESERVED = `
  CREATE OR REPLACE FUNCTION advance_ids() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the id % is not reserved', NEW.id; END $$`

interface Id {
  id: number
}

const NEXT = `SELECT nextval('clients_id_seq') AS id`

const CLIENT = { name: 'n', line1: 'l', city: 'c', country: 'DE', currency: 'EUR' }

const TICKET = {
  external_ref: 't-1',
  client_id: 4,
  created_by: { id: 7 },
  subject: 's',
  body: 'b',
  status: 'open',
  created_at: '2026-10-02T09:00:00Z',
}

const INVOICE = {
  number: 'N-1',
  client_id: 4,
  currency: 'EUR',
  issue_date: '2026-10-01',
  due_date: '2026-10-15',
  line_items: [{ description: 'd', quantity: '1', unit_price: '1.00', tax_rate: '19.00', tax_category: 'S' }],
}

export function idRaces(open: Open): void {
  describe('ids', () => {
    test('that are given while a row brings its own are not given again', async () => {
      const outcome = async (prepare: (database: Database) => Promise<Database> | Database) => {
        const database = await prepare(await open())
        await slowDown(database)
        const id = ((await database.one<Id>(NEXT))?.id ?? 0) + 10
        let own: Promise<unknown> | undefined
        let others: Promise<Id[]> | undefined
        let hasWaited = false
        await database.write(async queries => {
          await queries.one(HOLD)
          own = insertInto(database, 'clients', { ...CLIENT, id })
          await waits(database, own)
          others = database.all<Id>(`${NEXT} FROM generate_series(1, 20)`)
          hasWaited = await waits(database, others, 2)
        })
        await own
        const given = (await others)?.map(each => each.id) ?? []
        const next = await database.one<Id>(NEXT)
        return { hasWaited, isGivenAgain: given.includes(next?.id ?? 0) || given.includes(id) }
      }
      expect(await outcome(asItIs)).toEqual({ hasWaited: true, isGivenAgain: false })
      expect(await outcome(withoutLock)).toEqual({ hasWaited: false, isGivenAgain: true })
    })

    test('that two imports reserve at the same time are never set back', async () => {
      for (const [first, second] of [
        [900, 500],
        [500, 900],
      ] as const) {
        const database = await open()
        const reserving = (last: number) => (queries: Queries) => reserveIds(queries, 'clients', last)
        const outcome = await overlap(database, reserving(first), reserving(second))
        expect(outcome).toEqual({ hasWaited: true, first: 'done', second: 'done' })
        expect(await database.one<Id>(NEXT)).toEqual({ id: 901 })
      }
    })

    test('are reserved once every transaction that has taken one has ended', async () => {
      const database = await open()
      const reserving = (queries: Queries) => reserveIds(queries, 'tickets', 900)
      expect((await overlap(database, opening(4, 7), reserving)).hasWaited).toBe(true)
      expect((await overlap(database, reserving, opening(4, 7))).hasWaited).toBe(true)
      expect(await database.one<Id>('SELECT max(id) AS id FROM tickets')).toEqual({ id: 901 })
    })

    test.each<[string, object, (queries: Queries) => Promise<unknown>]>([
      ['tickets', { tickets: [TICKET] }, opening(4, 7)],
      ['invoices', { invoices: [INVOICE] }, issuing],
    ])('of imported %s are taken when no other transaction can add a row to the list', async (table, rows, work) => {
      const database = await open()
      let adding: Promise<unknown> | undefined
      const during = (queries: Queries): Queries =>
        replacing(queries, {
          async one<Row>(sql: Sql, params?: Params) {
            const row = await queries.one<Row>(sql, params)
            if (typeof sql !== 'string' && sql.postgres.startsWith(`SELECT nextval('${table}_id_seq')`)) {
              adding = database.write(work)
              await waits(database, adding)
            }
            return row
          },
        })
      const wrapped = replacing(database, { write: work => database.write(queries => work(during(queries))) })
      expect((await importing(wrapped, rows)).json.error).toBe(undefined)
      await adding
      expect(await faultsOf(database)).toEqual([undefined, undefined])
    })

    test('that the rows of an import bring are reserved before its first row, so that two imports do not deadlock', async () => {
      const database = await open()
      await database.run(UNRESERVED)
      const [line] = INVOICE.line_items
      const payment = { id: 2030, amount: '1.19', method: 'card', status: 'succeeded', paid_at: TICKET.created_at }
      const reply = { id: 2050, author: { type: 'staff', name: 'n' }, body: 'b', created_at: TICKET.created_at }
      const run = await importing(database, {
        invoices: [{ ...INVOICE, id: 2010, line_items: [{ ...line, id: 2020 }], payments: [payment] }],
        tickets: [{ ...TICKET, id: 2040, replies: [reply] }],
      })
      expect(run.json.error).toBe(undefined)
      const last = await Promise.all(
        ['invoices', 'invoice_lines', 'payments', 'tickets', 'ticket_replies'].map(table =>
          database.one(`SELECT max(id) AS id, nextval('${table}_id_seq') AS next FROM ${table}`),
        ),
      )
      expect(last).toEqual([2010, 2020, 2030, 2040, 2050].map(id => ({ id, next: expect.toBeOneOf([id + 1, id + 2]) })))
    })

    test('that two imports bring for different rows go to the first one', async () => {
      const database = await open()
      const adding = (external_ref: string) => (queries: Queries) =>
        insertWithId(queries, 'clients', 900, { ...CLIENT, external_ref })
      await reserveIds(database, 'clients', 900)
      const outcome = await overlap(database, adding('a'), adding('b'))
      expect(outcome).toEqual({ hasWaited: true, first: 'done', second: 'done' })
      const rows = await database.all('SELECT id, external_ref FROM clients WHERE id >= 900 ORDER BY id')
      expect(rows).toEqual([
        { id: 900, external_ref: 'a' },
        { id: 901, external_ref: 'b' },
      ])
    })

    test('and numbers that an import brings are given to no one else', async () => {
      const reserving = (queries: Queries) => reserveNumbers(queries, { kind: 'TKT', year: 2026, last: 50 })
      const outcome = async (prepare: (database: Database) => Promise<Database> | Database) => {
        const database = await prepare(await open())
        let number = ''
        const { hasWaited } = await overlap(database, reserving, async queries => {
          number = await nextNumber(queries, 'TKT', '2026')
        })
        return { hasWaited, number }
      }
      expect(await outcome(asItIs)).toEqual({ hasWaited: true, number: 'TKT-2026-0051' })
      expect(await outcome(withoutLock)).toEqual({ hasWaited: false, number: 'TKT-2026-0008' })
    })
  })
}
