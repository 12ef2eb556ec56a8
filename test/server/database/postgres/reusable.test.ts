import { describe, expect, test } from 'vitest'
import type { Database } from '../../../../server/database/database.ts'
import { addTicket } from '../../../../server/tickets/add.ts'
import { DEMO, sharedServer } from '../../../support/postgres/demo.ts'
import { lazyDatabase } from '../../../support/postgres/lazy.ts'
import { createReusables, type Take } from '../../../support/postgres/reusable.ts'
import { rowsOf } from '../../../support/state.ts'

const server = await sharedServer()

const LAST_IDS = `SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename`
const contentsOf = async (database: Database) => [await rowsOf(database), await database.all(LAST_IDS)]

const CHANGES = [
  'DELETE FROM ticket_replies',
  `UPDATE users SET name = 'Changed'`,
  `INSERT INTO settings (name, value) VALUES ('seller', '1')`,
  `INSERT INTO rate_limit_windows (caller, started_at, count) VALUES ('user 7', 1, 1)`,
  `INSERT INTO schema_migrations VALUES (99, 'newer', 9)`,
  `SELECT nextval('invoices_id_seq'), next_ticket_number(2026), next_ticket_number(2027)`,
]

const TICKET = {
  ...{ id: 900, client_id: 4, number: 'TKT-2026-0900', subject: 's', body: 'b', state: 'open', priority: 'low' },
  ...{ category: 'general', created_by: 7, created_at: '2026-11-22T12:00:00Z', updated_at: '2026-11-22T12:00:00Z' },
}

async function change(database: Database): Promise<void> {
  for (const sql of CHANGES) await database.run(sql)
  await database.write(queries => addTicket(queries, TICKET))
}

describe.skipIf(!server)('a database that a test has given back', () => {
  const create = (): Take => createReusables(server as NonNullable<typeof server>, DEMO)

  test('has the same rows and ids as before when the next test takes it, or none', async () => {
    const take = create()
    const first = await take('demo')
    const before = await contentsOf(first.database)
    await change(first.database)
    expect(await contentsOf(first.database)).not.toEqual(before)
    first.giveBack()
    const second = await take('demo')
    expect(second.url).toBe(first.url)
    expect(await contentsOf(second.database)).toEqual(before)
    expect(await second.database.all('SELECT caller FROM rate_limit_windows')).toEqual([])
    second.giveBack()
    const [rows] = await contentsOf((await take('none')).database)
    // One for each migration.
    expect(new Set((rows as string[]).map(row => row.split(' ', 1)[0]))).toEqual(new Set(['schema_migrations']))
  })

  test('is not taken again if the test has changed its schema, or has left a lock', async () => {
    const take = create()
    const altered = await take('demo')
    await altered.database.run('ALTER TABLE settings ADD COLUMN note text')
    altered.giveBack()
    const locked = await take('demo')
    expect(locked.url).not.toBe(altered.url)
    let end = () => {}
    const holding = locked.database.write(async queries => {
      await queries.run(`UPDATE settings SET value = 'held'`)
      await new Promise<void>(resolve => (end = resolve))
    })
    await expect.poll(() => locked.database.all('SELECT 1 FROM settings FOR UPDATE SKIP LOCKED')).toEqual([])
    locked.giveBack()
    expect((await take('demo')).url).not.toBe(locked.url)
    end()
    await expect(holding).rejects.toThrow()
  })

  test('is given back by closing it, once what uses it has ended', async () => {
    const take = create()
    const database = lazyDatabase(() => take('demo'))
    let hasEnded = false
    void database.all('SELECT pg_sleep(0.05)').then(() => (hasEnded = true))
    await database.close()
    expect(hasEnded).toBe(true)
    await expect(database.all('SELECT 1')).rejects.toThrow('The database is closed')
  })
})
