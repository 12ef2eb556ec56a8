import { Worker } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkOrigin, migrate, migrations } from '../../../../server/database/sqlite/migrate.ts'
import { openDatabase } from '../../../../server/database/sqlite/open.ts'
import { seedDemo } from '../../../../server/demo/seed.ts'
import { newFile, open } from './files.ts'

function sqliteOn(file = ':memory:'): Sqlite.Database {
  const sqlite = new Sqlite(file)
  onTestFinished(() => {
    sqlite.close()
  })
  return sqlite
}

const tables = (sqlite: Sqlite.Database) =>
  sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all()
const version = (sqlite: Sqlite.Database) => sqlite.pragma('user_version', { simple: true })

const ONE = { version: 1, sql: 'CREATE TABLE one (id INTEGER)' }
const TWO = { version: 2, sql: 'CREATE TABLE two (id INTEGER)' }
const BROKEN = {
  version: 2,
  sql: 'CREATE TABLE two (id INTEGER); INSERT INTO two VALUES (1); INSERT INTO absent VALUES (1)',
}

describe('migrate()', () => {
  test('counts its files from 1 without a gap', () => {
    expect(migrations.map(migration => migration.version)).toEqual(migrations.map((_, index) => index + 1))
    expect(migrations.every(({ sql }) => sql.length > 0)).toBe(true)
  })

  test('applies what is missing, in order, and nothing twice', () => {
    const sqlite = sqliteOn()
    migrate(sqlite, [ONE])
    expect([tables(sqlite), version(sqlite)]).toEqual([['one'], 1])
    migrate(sqlite, [ONE, TWO])
    migrate(sqlite, [ONE, TWO])
    expect([tables(sqlite), version(sqlite)]).toEqual([['one', 'two'], 2])
  })

  test('leaves nothing of one that fails, and keeps those before it', () => {
    const sqlite = sqliteOn()
    expect(() => migrate(sqlite, [ONE, BROKEN])).toThrow('no such table: absent')
    expect([tables(sqlite), version(sqlite), sqlite.inTransaction]).toEqual([['one'], 1, false])
    migrate(sqlite, [ONE, TWO])
    expect([tables(sqlite), version(sqlite)]).toEqual([['one', 'two'], 2])
  })

  test('leaves nothing at all when the first one fails: the file is still new', () => {
    const sqlite = sqliteOn()
    expect(() => migrate(sqlite, [{ ...BROKEN, version: 1 }])).toThrow('no such table: absent')
    expect([tables(sqlite), version(sqlite)]).toEqual([[], 0])
    checkOrigin(sqlite)
  })

  test('does what another process has done meanwhile not again', () => {
    const file = newFile()
    const [mine, other] = [sqliteOn(file), sqliteOn(file)]
    // The version is first read outside the lock; the other one gets between that and the lock.
    const late = intercepted(mine, 'transaction', () => migrate(other, [ONE, TWO]))
    migrate(late, [ONE, TWO])
    expect([tables(mine), version(mine)]).toEqual([['one', 'two'], 2])
  })
})

describe('checkOrigin()', () => {
  test('takes a new file, one of ours, and one of an older release', () => {
    const sqlite = sqliteOn()
    expect(() => checkOrigin(sqlite)).not.toThrow()
    migrate(sqlite, [ONE])
    expect(() => checkOrigin(sqlite, [ONE])).not.toThrow()
    expect(() => checkOrigin(sqlite, [ONE, TWO])).not.toThrow()
  })

  test('refuses a newer release’s', () => {
    const sqlite = sqliteOn()
    migrate(sqlite, [ONE, TWO])
    expect(() => checkOrigin(sqlite, [ONE])).toThrow('it has version 2, made by a newer release')
  })

  test('does not take a file that another process is just setting up for somebody else’s', () => {
    const file = newFile()
    const tryToOpen = () => {
      try {
        openDatabase(file, { patience: 10 }).close()
      } catch {}
    }
    expect(() => checkOrigin(intercepted(sqliteOn(file), 'prepare', tryToOpen))).not.toThrow()
  })
})

test('three processes that start at once on no file migrate it once', async () => {
  const files = Array.from({ length: 30 }, newFile)
  const arrived = new Int32Array(new SharedArrayBuffer(4 * files.length))
  const opened = [1, 2, 3].map(() => {
    const worker = new Worker(new URL('./opener.ts', import.meta.url), { workerData: { files, arrived, openers: 3 } })
    return new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject))
  })
  const current = files.map(() => migrations.length)
  expect(await Promise.all(opened)).toEqual([current, current, current])
})

test('the row counters of a filled database are what its rows would have made them', async () => {
  const database = open()
  await seedDemo(database, { passwordHash: async password => password })
  const sqlite = new Sqlite(database.serialize())
  onTestFinished(() => {
    sqlite.close()
  })
  const counts = () => sqlite.prepare('SELECT * FROM row_counts').all()
  const triggers = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all()
  const before = counts()
  expect(before.length).toBeGreaterThan(20)
  for (const name of triggers) sqlite.exec(`DROP TRIGGER ${name}`)
  sqlite.exec('DROP TABLE row_counts; PRAGMA user_version = 1')
  migrate(sqlite)
  expect(counts()).toEqual(before)
  expect(sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`).pluck().all()).toEqual(triggers)
})

/** The same connection; the first time a method is asked for, something else happens before. */
function intercepted(sqlite: Sqlite.Database, method: 'transaction' | 'prepare', happens: () => void): Sqlite.Database {
  let happened = false
  return new Proxy(sqlite, {
    get(target, name) {
      if (name === method && !happened) {
        happened = true
        happens()
      }
      const member = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}
