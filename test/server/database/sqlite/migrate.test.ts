import { Worker } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { MigrationProgress, Params } from '../../../../server/database/database.ts'
import type { Driver } from '../../../../server/database/sqlite/driver.ts'
import { checkOrigin, migrate } from '../../../../server/database/sqlite/migrate.ts'
import { load, migrations } from '../../../../server/database/sqlite/node.ts'
import { seedDemo } from '../../../../server/demo/seed.ts'
import { newFile, open } from './files.ts'

function sqliteOn(file = ':memory:', options: Sqlite.Options = {}): Sqlite.Database {
  const sqlite = new Sqlite(file, options)
  onTestFinished(() => {
    sqlite.close()
  })
  return sqlite
}

const tables = (sqlite: Sqlite.Database) =>
  sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all()
const version = (sqlite: Sqlite.Database) => sqlite.pragma('user_version', { simple: true })

const ONE = { version: 1, name: 'one', sql: 'CREATE TABLE one (id INTEGER)' }
const TWO = { version: 2, name: 'two', sql: 'CREATE TABLE two (id INTEGER)' }
const BROKEN = {
  version: 2,
  name: 'broken',
  sql: 'CREATE TABLE two (id INTEGER); INSERT INTO two VALUES (1); INSERT INTO absent VALUES (1)',
}

describe('migrate()', () => {
  test('finds its files numbered from 1 without a gap', () => {
    expect(migrations.map(migration => migration.version)).toEqual(migrations.map((_, index) => index + 1))
    expect(migrations.every(({ sql }) => sql.length > 0)).toBe(true)
  })

  test('applies the missing migrations in order, each once', () => {
    const sqlite = sqliteOn()
    migrate(sqlite, [ONE])
    expect([tables(sqlite), version(sqlite)]).toEqual([['one'], 1])
    migrate(sqlite, [ONE, TWO])
    migrate(sqlite, [ONE, TWO])
    expect([tables(sqlite), version(sqlite)]).toEqual([['one', 'two'], 2])
  })

  test('rolls back a failing migration and keeps the ones before it', () => {
    const sqlite = sqliteOn()
    expect(() => migrate(sqlite, [ONE, BROKEN])).toThrow('no such table: absent')
    expect([tables(sqlite), version(sqlite), sqlite.inTransaction]).toEqual([['one'], 1, false])
    migrate(sqlite, [ONE, TWO])
    expect([tables(sqlite), version(sqlite)]).toEqual([['one', 'two'], 2])
  })

  test('leaves a new file if the first migration fails', () => {
    const sqlite = sqliteOn()
    expect(() => migrate(sqlite, [{ ...BROKEN, version: 1 }])).toThrow('no such table: absent')
    expect([tables(sqlite), version(sqlite)]).toEqual([[], 0])
    checkOrigin(sqlite, [ONE])
  })

  test('does not repeat what another process has done meanwhile', () => {
    const file = newFile()
    const [mine, other] = [sqliteOn(file), sqliteOn(file)]
    // The version is first read without the lock; the other process migrates before this one gets the lock.
    const late = intercepted(mine, 'exec', () => migrate(other, [ONE, TWO]))
    migrate(late, [ONE, TWO])
    expect([tables(mine), version(mine)]).toEqual([['one', 'two'], 2])
  })
})

describe('checkOrigin()', () => {
  test('accepts a new file, one of the current version, and one of an older version', () => {
    const sqlite = sqliteOn()
    expect(() => checkOrigin(sqlite, [ONE])).not.toThrow()
    migrate(sqlite, [ONE])
    expect(() => checkOrigin(sqlite, [ONE])).not.toThrow()
    expect(() => checkOrigin(sqlite, [ONE, TWO])).not.toThrow()
  })

  test('refuses a file of a newer version', () => {
    const sqlite = sqliteOn()
    migrate(sqlite, [ONE, TWO])
    expect(() => checkOrigin(sqlite, [ONE])).toThrow('it has version 2, made by a newer release')
  })

  test('accepts a file that another process is setting up', () => {
    const file = newFile()
    const other = sqliteOn(file, { timeout: 10 })
    const tryToMigrate = () => {
      try {
        migrate(other, [ONE])
      } catch {}
    }
    expect(() => checkOrigin(intercepted(sqliteOn(file), 'prepare', tryToMigrate), [ONE])).not.toThrow()
  })
})

test('three processes that start at the same time on a new file migrate it once', async () => {
  const files = Array.from({ length: 30 }, newFile)
  const arrived = new Int32Array(new SharedArrayBuffer(4 * files.length))
  const opened = [1, 2, 3].map(() => {
    const worker = new Worker(new URL('./opener.ts', import.meta.url), { workerData: { files, arrived, openers: 3 } })
    return new Promise((resolve, reject) => worker.on('message', resolve).on('error', reject))
  })
  const current = files.map(() => migrations.length)
  expect(await Promise.all(opened)).toEqual([current, current, current])
})

describe('a migration in batches', () => {
  const NUMBERS = {
    version: 2,
    name: 'numbers',
    sql: `-- In batches: one row at a time.
      UPDATE one SET id = -id WHERE id = (SELECT min(id) FROM one WHERE id > 0)`,
  }
  const rows = (sqlite: Sqlite.Database) => sqlite.prepare('SELECT id FROM one ORDER BY id').pluck().all()

  function withThreeRows() {
    const sqlite = sqliteOn()
    migrate(sqlite, [ONE])
    sqlite.exec('INSERT INTO one VALUES (1), (2), (3)')
    return sqlite
  }

  test('runs until it changes nothing, reports each batch, and is done', () => {
    const sqlite = withThreeRows()
    const reports: MigrationProgress[] = []
    migrate(sqlite, [ONE, NUMBERS], progress => reports.push(progress))
    expect([rows(sqlite), version(sqlite)]).toEqual([[-3, -2, -1], 2])
    expect(reports).toEqual([1, 2, 3].map(changes => ({ migration: 'numbers', changes })))
  })

  test('runs its last part once, with the batch that changes nothing', () => {
    const sqlite = withThreeRows()
    const sql = `${NUMBERS.sql};\n-- At the end: counts.\nCREATE TABLE counted AS SELECT count(*) AS rows FROM one`
    let tablesSeen = 0
    migrate(sqlite, [ONE, { ...NUMBERS, sql }], () => {
      tablesSeen = tables(sqlite).length
    })
    expect([tablesSeen, tables(sqlite), version(sqlite)]).toEqual([1, ['counted', 'one'], 2])
  })

  test('continues where a killed process stopped', () => {
    const sqlite = withThreeRows()
    const killed = () =>
      migrate(sqlite, [ONE, NUMBERS], () => {
        throw new Error('killed')
      })
    expect(killed).toThrow('killed')
    expect([rows(sqlite), version(sqlite)]).toEqual([[-1, 2, 3], 1])
    migrate(sqlite, [ONE, NUMBERS])
    expect([rows(sqlite), version(sqlite)]).toEqual([[-3, -2, -1], 2])
  })
})

describe('migrating a database of version 2 that has rows', () => {
  const COMPARED = [
    ...['invoices', 'invoice_lines', 'invoice_taxes', 'payments', 'tickets', 'ticket_replies'],
    ...['client_lists', 'block_counts'],
  ]
  const all = (sqlite: Driver, table: string) => sqlite.prepare(`SELECT * FROM ${table}`).all() as Params[]

  /** The demo data as version 2 stored it, beside the same data as it is stored now. */
  async function versionTwo() {
    const database = await open()
    await seedDemo(database, { passwordHash: async password => password })
    const now = load(database.serialize())
    const old = sqliteOn()
    old.pragma('foreign_keys = OFF')
    migrate(old, migrations.slice(0, 2))
    for (const table of tables(old).filter(name => name !== 'row_counts' && name !== 'sqlite_sequence') as string[]) {
      const columns = old.prepare(`SELECT name FROM pragma_table_info('${table}')`).pluck().all()
      const insert = old.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.map(column => `:${column}`)})`)
      for (const row of all(now, table)) insert.run(row)
    }
    onTestFinished(() => {
      now.close()
    })
    return { now, old }
  }

  test('gives the same ordinals and counts as adding the rows one by one', async () => {
    const { now, old } = await versionTwo()
    migrate(old, migrations)
    for (const table of COMPARED) {
      expect(all(now, table).length).toBeGreaterThan(2)
      expect(all(old, table)).toEqual(all(now, table))
    }
    const schema = (sqlite: Driver) =>
      sqlite.prepare(`SELECT type, name, sql FROM sqlite_schema WHERE name <> 'sqlite_sequence' ORDER BY name`).all()
    expect(schema(old)).toEqual(schema(now))
  })

  test('gives them in batches too, interrupted after each', async () => {
    const { now, old } = await versionTwo()
    const small = migrations.map(migration => ({
      ...migration,
      sql: migration.sql.replaceAll(/LIMIT \d{3,}/g, 'LIMIT 2'),
    }))
    const interrupted = () => {
      try {
        migrate(old, small, () => {
          throw new Error('killed')
        })
        return false
      } catch (error) {
        expect(error).toEqual(new Error('killed'))
        return true
      }
    }
    let batches = 0
    while (interrupted()) batches++
    expect(batches).toBeGreaterThan(5)
    for (const table of COMPARED) expect(all(old, table)).toEqual(all(now, table))
  })
})

/** The same connection, except that something happens before the first use of a method. */
function intercepted(sqlite: Driver, method: 'exec' | 'prepare', happens: () => void): Driver {
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
