import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { ChangeUnconfirmed, type Database, DatabaseUnavailable } from '../../../../server/database/database.ts'
import { openDatabase } from '../../../../server/database/open.ts'
import { migrations } from '../../../../server/database/postgres/open.ts'
import { migrations as sqliteMigrations } from '../../../../server/database/sqlite/node.ts'
import { sharedServer } from '../../../support/postgres/demo.ts'

const server = await sharedServer()
const url = (await server?.lend('none'))?.url ?? ''
const shared = server && (await openDatabase(url))
afterAll(() => shared?.close())

const ADD = `INSERT INTO settings (name, value) VALUES (:name, '')`
const SET = 'UPDATE settings SET value = :value WHERE name = :name'
const COUNT = 'SELECT count(*) AS n FROM settings WHERE name LIKE :like'
const CONFLICT = `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = 'serialization_failure'; END $$`

/** Cuts the connection of the transaction that has added a row, while it commits. */
const CUT_AT_COMMIT = [
  'CREATE TABLE cut (id bigint)',
  `CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'`,
  'CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON cut DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()',
]

const database = shared as Database
const countOf = async (like: string) => (await database.one<{ n: number }>(COUNT, { like }))?.n

async function opened(query = '', options = {}): Promise<Database> {
  const other = await openDatabase(url + query, options)
  onTestFinished(() => other.close())
  return other
}

test('from the first one of PostgreSQL on, both engines have migrations with the same numbers', () => {
  const numbers = sqliteMigrations.map(({ version }) => version)
  expect(migrations.map(({ version }) => version)).toEqual(numbers.slice(numbers.indexOf(9)))
})

describe.skipIf(!server)('write()', () => {
  test('is rolled back if it rejects, and later statements are not part of it', async () => {
    const failing = database.write(async queries => {
      await queries.run(ADD, { name: 'rolled back' })
      throw new Error('injected')
    })
    await expect(failing).rejects.toThrow('injected')
    expect(await database.run(ADD, { name: 'rolled forward' })).toBe(1)
    expect(await countOf('rolled%')).toBe(1)
  })

  test('that has caught an error is not reported as committed', async () => {
    const writing = database.write(async queries => {
      await queries.run(ADD, { name: 'caught' })
      await queries.run(ADD, { name: 'caught' }).catch(() => {})
    })
    await expect(writing).rejects.toThrow('duplicate key')
    expect(await countOf('caught')).toBe(0)
  })

  test.each([
    [2, 'succeeds', undefined],
    [4, 'is unavailable', 'conflict (40001)'],
  ])('that conflicts %d times %s', async (conflicts, _, message) => {
    let attempts = 0
    const writing = database.write(async queries => {
      await queries.run(ADD, { name: `conflict ${conflicts}` })
      if (++attempts <= conflicts) await queries.run(CONFLICT)
    })
    if (message === undefined) await writing
    else await expect(writing).rejects.toThrow(new DatabaseUnavailable(message))
    expect([attempts, await countOf(`conflict ${conflicts}`)]).toEqual(message === undefined ? [3, 1] : [4, 0])
  })

  test('is run again after a conflict, even if the work throws an error of its own', async () => {
    let attempts = 0
    const result = await database.write(async queries => {
      if (++attempts > 1) return 'done'
      await queries.run(CONFLICT).catch(() => {})
      throw new Error('nothing was found')
    })
    expect([result, attempts]).toEqual(['done', 2])
  })

  test('two that lock the same rows in the opposite order both succeed', async () => {
    for (const name of ['dead a', 'dead b']) await database.run(ADD, { name })
    const both = (first: string, second: string) =>
      database.write(async queries => {
        await queries.run(SET, { name: first, value: `${first}, ${second}` })
        await delay(30)
        await queries.run(SET, { name: second, value: `${first}, ${second}` })
      })
    await Promise.all([both('dead a', 'dead b'), both('dead b', 'dead a')])
    const rows = await database.all<{ value: string }>(`SELECT DISTINCT value FROM settings WHERE name LIKE 'dead %'`)
    expect(rows.length).toBe(1)
  })

  test('whose connection is cut is unavailable; nothing of it is stored, and the next one succeeds', async () => {
    const name = 'cut'
    const cutting = database.write(async queries => {
      await queries.run(ADD, { name })
      const { pid = 0 } = (await queries.one<{ pid: number }>('SELECT pg_backend_pid() AS pid')) ?? {}
      await server?.admin(`SELECT pg_terminate_backend(${pid})`)
      await queries.run(SET, { name, value: 'x' })
    })
    await expect(cutting).rejects.toThrow(DatabaseUnavailable)
    expect(await countOf(name)).toBe(0)
    expect(await database.write(queries => queries.run(ADD, { name }))).toBe(1)
  })

  test('whose connection is cut while it commits is unconfirmed, and so is a single statement that changes rows', async () => {
    for (const text of CUT_AT_COMMIT) await database.run(text)
    await expect(database.write(q => q.run('INSERT INTO cut VALUES (1)'))).rejects.toThrow(ChangeUnconfirmed)
    const CUT = `pg_terminate_backend(pg_backend_pid())`
    await expect(database.run(`UPDATE settings SET value = '' WHERE ${CUT}`)).rejects.toThrow(ChangeUnconfirmed)
    const reading = database.one(`SELECT name FROM settings WHERE ${CUT}`)
    await expect(reading).rejects.toThrow(DatabaseUnavailable)
    await expect(reading).rejects.not.toThrow(ChangeUnconfirmed)
    expect(await countOf('no such name')).toBe(0)
  })

  test('locks rows until it ends', async () => {
    await database.run(ADD, { name: 'locked' })
    const order: string[] = []
    const add = (who: string, ms: number) =>
      database.write(async queries => {
        await queries.lock(`SELECT 1 FROM settings WHERE name = 'locked' FOR UPDATE`)
        order.push(`${who} begins`)
        await delay(ms)
        order.push(`${who} ends`)
      })
    const first = add('a', 30)
    await delay(10)
    await Promise.all([first, add('b', 0)])
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  test('that takes longer than its role allows is unavailable, and the next one succeeds', async () => {
    const writing = database.write(async queries => {
      await queries.run(`SET LOCAL transaction_timeout = '20ms'`)
      await queries.all('SELECT pg_sleep(1)')
    })
    await expect(writing).rejects.toThrow(DatabaseUnavailable)
    expect(await database.write(queries => queries.one('SELECT 1 AS one'))).toEqual({ one: 1 })
  })

  test('refuses queries after its end', async () => {
    const kept = await database.write(async queries => ({ queries }))
    await expect(kept.queries.run(ADD, { name: 'late' })).rejects.toThrow('This transaction has ended')
  })
})

describe.skipIf(!server)('read()', () => {
  test('sees one state, although another transaction commits meanwhile', async () => {
    const counts = await database.read(async queries => {
      const before = await queries.one<{ n: number }>(COUNT, { like: 'snapshot%' })
      await database.run(ADD, { name: 'snapshot' })
      return [before?.n, (await queries.one<{ n: number }>(COUNT, { like: 'snapshot%' }))?.n]
    })
    expect([...counts, await countOf('snapshot%')]).toEqual([0, 0, 1])
  })

  test('cannot write or lock', async () => {
    await expect(database.read(queries => queries.run(ADD, { name: 'read' }))).rejects.toThrow('read() cannot write')
    const text = 'SELECT 1 FROM settings FOR UPDATE'
    await expect(database.read(queries => queries.lock(text))).rejects.toThrow('read() cannot lock')
    await expect(database.lock(text)).rejects.toThrow('Only write() can lock')
  })
})

describe.skipIf(!server)('the database', () => {
  test('refuses a statement with a parameter that is missing, and one that is wrong, not as unavailable', async () => {
    const failing = [
      () => database.run(ADD),
      () => database.all('SELECT absent'),
      () => database.write(queries => queries.all('SE')),
    ]
    for (const fail of failing) {
      const error = await fail().catch(thrown => thrown)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(DatabaseUnavailable)
    }
  })

  test('is unavailable while all connections are in use', async () => {
    const small = await opened('&pool_size=1', { patience: 200 })
    const busy = small.read(async queries => {
      await queries.one('SELECT 1')
      await expect(small.one('SELECT 1')).rejects.toThrow(
        'No connection was free within 200 ms; 1 of at most 1 are open',
      )
    })
    await busy
    expect(await small.one('SELECT 1 AS one')).toEqual({ one: 1 })
  })

  test('closes after what is running, and is unavailable then', async () => {
    const closing = await opened()
    await closing.one('SELECT 1')
    const writing = closing.write(async queries => {
      await queries.run(ADD, { name: 'closing' })
      await delay(20)
    })
    await delay(5)
    await closing.close()
    await writing
    await expect(closing.one('SELECT 1')).rejects.toThrow(new DatabaseUnavailable('The database is closed'))
    expect(await countOf('closing')).toBe(1)
  })
})
