import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { DatabaseRefused } from '../../../../server/database/database.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { migrations, openFile } from '../../../../server/database/sqlite/node.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { copyOf, names, newFile, open, put } from './files.ts'

/** The settings of every connection. */
const PRAGMAS = {
  // 2 is FULL: acknowledged writes survive a power cut.
  synchronous: 2,
  foreign_keys: 1,
  busy_timeout: 0,
  journal_size_limit: 16_777_216,
  trusted_schema: 0,
  temp_store: 2,
  cell_size_check: 1,
  recursive_triggers: 1,
  secure_delete: 1,
  ignore_check_constraints: 0,
  query_only: 0,
  writable_schema: 0,
  application_id: 0x434c5558,
  user_version: migrations.length,
}

/** A closed file with a few hundred pages. */
async function written(): Promise<string> {
  const file = newFile()
  const database = await openFile(file)
  await database.write(async queries => {
    for (let index = 0; index < 300; index++) await queries.run(...put(`name-${index}`, 'x'.repeat(3_000)))
  })
  await database.close()
  return file
}

function changeBytes(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file)
  bytes.copy(content, at)
  writeFileSync(file, content)
}

function foreign(file: string, sql: string): void {
  const sqlite = new Sqlite(file)
  sqlite.exec(sql)
  sqlite.close()
}

describe('every connection has its settings', () => {
  const openings: [string, string, () => Promise<Connection> | Connection][] = [
    ['on a new file', 'wal', () => open(newFile())],
    ['in memory', 'memory', () => open()],
    ['on a copy', 'memory', async () => copyOf((await open()).serialize())],
    [
      'on a file opened again',
      'wal',
      async () => {
        const file = newFile()
        await (await openFile(file)).close()
        return open(file)
      },
    ],
  ]
  test.each(openings)('%s', async (_, journal, opened) => {
    const database = await opened()
    const settings: Record<string, unknown> = {}
    for (const name of [...Object.keys(PRAGMAS), 'journal_mode']) {
      const row = await database.one<Record<string, unknown>>(`PRAGMA ${name}`)
      settings[name] = Object.values(row ?? {})[0]
    }
    expect(settings).toEqual({ ...PRAGMAS, journal_mode: journal })
  })
})

test('stored rows are there when the file is opened again', async () => {
  const file = newFile()
  const first = await openFile(file)
  await first.run(...put('a'))
  await first.close()
  expect(await names(await open(file))).toEqual(['a'])
})

test('stored rows are recovered from the write-ahead log if the process ended without close()', async () => {
  const file = newFile()
  const first = await open(file)
  await first.run(...put('a'))
  const copy = newFile()
  for (const suffix of ['', '-wal']) writeFileSync(copy + suffix, readFileSync(file + suffix))
  expect(await names(await open(copy))).toEqual(['a'])
})

test('a missing folder is created only on request', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'a', 'b.db')
  await expect(openFile(file)).rejects.toThrow(
    new DatabaseRefused(`The database ${file} cannot be used: its folder does not exist; create it first`),
  )
  expect(readdirSync(folder)).toEqual([])
  const database = await openFile(file, { createsFolder: true })
  expect(await names(database)).toEqual([])
  await database.close()
})

test('an empty file is a new database', async () => {
  const file = newFile()
  writeFileSync(file, '')
  expect(await names(await open(file))).toEqual([])
})

test('a copy is independent of its original', async () => {
  const original = await open()
  await original.run(...put('a'))
  const copy = copyOf(original.serialize())
  await copy.run(...put('b'))
  expect([await names(original), await names(copy)]).toEqual([['a'], ['a', 'b']])
})

describe('refuses with one line that says why, and leaves the file unchanged:', () => {
  const refusals: [string, () => string | Promise<string>, RegExp][] = [
    [
      'a page in the middle overwritten',
      async () => {
        const file = await written()
        changeBytes(file, 150 * 4096, Buffer.alloc(4096, 0xff))
        return file
      },
      /^it is damaged \(.+\); restore a backup$/,
    ],
    [
      'a few bytes of a page header overwritten',
      async () => {
        const file = await written()
        changeBytes(file, 150 * 4096, Buffer.from([0x0d, 0xff, 0xff, 0xff, 0xff]))
        return file
      },
      /^it is damaged \(.+\); restore a backup$/,
    ],
    [
      'the page with the schema overwritten',
      async () => {
        const file = await written()
        changeBytes(file, 100, Buffer.alloc(3996, 0xff))
        return file
      },
      /^it is damaged; restore a backup$/,
    ],
    [
      'the second half missing',
      async () => {
        const file = await written()
        writeFileSync(file, readFileSync(file).subarray(0, 100 * 4096))
        return file
      },
      /^it is damaged.*; restore a backup$/,
    ],
    [
      'not a database',
      () => {
        const file = newFile()
        writeFileSync(file, 'Dear diary, '.repeat(1_000))
        return file
      },
      /^it is not an SQLite database$/,
    ],
    [
      'a newer release’s version',
      async () => {
        const file = newFile()
        await (await openFile(file)).close()
        foreign(file, `PRAGMA user_version = ${migrations.length + 1}`)
        return file
      },
      new RegExp(
        `^it has version ${migrations.length + 1}, made by a newer release; this one knows versions up to ${migrations.length}$`,
      ),
    ],
    [
      'another program’s tables',
      () => {
        const file = newFile()
        foreign(file, 'CREATE TABLE moz_places (id INTEGER)')
        return file
      },
      /^it belongs to another program$/,
    ],
    [
      'another program’s mark on an empty file',
      () => {
        const file = newFile()
        foreign(file, 'PRAGMA application_id = 252006675')
        return file
      },
      /^it belongs to another program$/,
    ],
    [
      'a version on an empty file',
      () => {
        const file = newFile()
        foreign(file, 'PRAGMA user_version = 1')
        return file
      },
      /^it belongs to another program$/,
    ],
    [
      'a file that cannot be written',
      async () => {
        const file = await written()
        // A write version that SQLite does not know makes the file read-only, for root as well.
        // https://www.sqlite.org/fileformat.html#file_format_version_numbers
        changeBytes(file, 18, Buffer.from([3]))
        return file
      },
      /^it cannot be written$/,
    ],
  ]
  test.each(refusals)('%s', async (_, make, reason) => {
    const file = await make()
    const before = readFileSync(file)
    const error = await openFile(file, { patience: 10 }).then(
      () => undefined,
      (thrown: Error) => thrown,
    )
    expect(error).toBeInstanceOf(DatabaseRefused)
    const start = `The database ${file} cannot be used: `
    expect(error?.message.startsWith(start), error?.message).toBe(true)
    expect(error?.message.slice(start.length)).toMatch(reason)
    expect(error?.message).not.toContain('\n')
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

describe('refuses a path that is', () => {
  test('a folder', async () => {
    const folder = temporaryFolder()
    await expect(openFile(folder)).rejects.toThrow(
      new DatabaseRefused(
        `The database ${folder} cannot be used: it cannot be opened, or its folder cannot be written`,
      ),
    )
  })

  test('inside a file', async () => {
    const file = newFile()
    writeFileSync(file, '')
    const path = join(file, 'a.db')
    await expect(openFile(path)).rejects.toThrow(
      new DatabaseRefused(`The database ${path} cannot be used: its folder does not exist; create it first`),
    )
  })

  test('locked by another process, after the patience', async () => {
    const file = await written()
    const other = new Sqlite(file)
    onTestFinished(() => {
      other.close()
    })
    other.exec('BEGIN IMMEDIATE')
    await expect(openFile(file, { patience: 10 })).rejects.toThrow(
      new DatabaseRefused(`The database ${file} cannot be used: another process holds its lock`),
    )
    other.exec('COMMIT')
    expect((await names(await open(file))).length).toBe(300)
  })
})

test('a refused file is closed', async () => {
  const file = newFile()
  mkdirSync(dirname(file), { recursive: true })
  foreign(file, 'CREATE TABLE theirs (id INTEGER)')
  await expect(openFile(file)).rejects.toThrow(DatabaseRefused)
  foreign(file, 'PRAGMA locking_mode = EXCLUSIVE; INSERT INTO theirs VALUES (1)')
})
