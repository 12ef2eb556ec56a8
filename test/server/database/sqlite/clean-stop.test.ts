import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { names, newFile, put } from './files.ts'

/** How often all pages were checked. */
let checks = 0
beforeEach(() => {
  checks = 0
  const pragma = Sqlite.prototype.pragma
  vi.spyOn(Sqlite.prototype, 'pragma').mockImplementation(function (this: Sqlite.Database, text, options) {
    if (text.startsWith('quick_check')) checks += 1
    return pragma.call(this, text, options)
  })
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Opens a file. Returns the connection and whether all pages were checked. */
async function start(file: string) {
  const [before, told] = [checks, vi.fn()]
  const database = await openFile(file, { onCheck: told })
  onTestFinished(() => database.close())
  expect(told).toHaveBeenCalledTimes(checks - before)
  return { database, isChecked: checks > before }
}

const migrated = migratedBytes()

/** The bytes of a migrated file: copying them is faster than running the migrations for each test. */
async function migratedBytes(): Promise<Uint8Array> {
  const database = await openFile(':memory:')
  const bytes = database.serialize()
  await database.close()
  return bytes
}

/** A file that was written and closed. */
async function closed(): Promise<string> {
  const file = newFile()
  writeFileSync(file, await migrated)
  const database = await openFile(file)
  await database.run(...put('a', 'x'.repeat(20_000)))
  await database.close()
  return file
}

const isChecked = async (file: string) => (await start(file)).isChecked

test('the pages of a new file are not checked', async () => {
  expect(await isChecked(newFile())).toBe(false)
  const empty = newFile()
  writeFileSync(empty, '')
  expect(await isChecked(empty)).toBe(false)
})

test('after a clean stop they are not checked, however often', async () => {
  const file = await closed()
  for (let round = 0; round < 3; round++) {
    const { database, isChecked } = await start(file)
    expect(isChecked).toBe(false)
    await database.run(...put(`round-${round}`))
    await database.close()
  }
  expect((await names((await start(file)).database)).length).toBe(4)
})

test('nor after another program has read the file', async () => {
  const file = await closed()
  const other = new Sqlite(file, { readonly: true })
  expect(other.prepare('SELECT name FROM settings').pluck().all()).toEqual(['a'])
  other.close()
  expect(existsSync(`${file}-wal`)).toBe(true)
  expect(await isChecked(file)).toBe(false)
})

test('through a symbolic link as well', async () => {
  const link = join(temporaryFolder(), 'link.db')
  symlinkSync(await closed(), link)
  expect(await isChecked(link)).toBe(false)
})

test('the mark of a clean stop is removed while the file is open, and readable by its owner alone', async () => {
  const file = await closed()
  expect(statSync(`${file}-clean`).mode & 0o777).toBe(0o600)
  const { database } = await start(file)
  expect(readdirSync(dirname(file)).toSorted()).toEqual(['clustrix.db', 'clustrix.db-shm', 'clustrix.db-wal'])
  await database.close()
  expect(readdirSync(dirname(file)).toSorted()).toEqual(['clustrix.db', 'clustrix.db-clean'])
})

describe('they are checked', () => {
  test('when the process was killed, until the next clean stop', async () => {
    const file = await closed()
    await start(file)
    // The first connection is still open, like the files that a killed process leaves.
    const second = await start(file)
    expect(second.isChecked).toBe(true)
  })

  test('when the files of a killed process were copied', async () => {
    const file = await closed()
    const { database } = await start(file)
    await database.run(...put('b'))
    const copy = newFile()
    for (const suffix of ['', '-wal']) copyFileSync(file + suffix, copy + suffix)
    const { isChecked, database: copied } = await start(copy)
    expect([isChecked, await names(copied)]).toEqual([true, ['a', 'b']])
  })

  test.each([
    ['before the mark was written', (mark: string) => rmSync(mark)],
    ['while the mark was written', (mark: string) => writeFileSync(mark, readFileSync(mark).subarray(0, 5))],
  ])('when it was killed after closing the file, %s', async (_, change) => {
    const file = await closed()
    change(`${file}-clean`)
    expect(await isChecked(file)).toBe(true)
  })

  test('when the mark of an earlier stop is still there', async () => {
    const file = await closed()
    const mark = readFileSync(`${file}-clean`)
    const { database } = await start(file)
    await database.run(...put('b'))
    await database.close()
    writeFileSync(`${file}-clean`, mark)
    expect(await isChecked(file)).toBe(true)
  })

  test('in a copy, with and without the mark, also over the same file', async () => {
    const file = await closed()
    const [alone, both] = [newFile(), newFile()]
    copyFileSync(file, alone)
    for (const suffix of ['', '-clean']) copyFileSync(file + suffix, both + suffix)
    expect([await isChecked(alone), await isChecked(both)]).toEqual([true, true])
    writeFileSync(file, readFileSync(file))
    expect(await isChecked(file)).toBe(true)
  })

  test('when another program has changed the file, even with its time set back', async () => {
    const file = await closed()
    const { atime, mtime } = statSync(file)
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(0xff, 4096 * 2, 4096 * 3))
    utimesSync(file, atime, mtime)
    await expect(start(file)).rejects.toThrow('it is damaged')
  })

  test('when another program has written rows', async () => {
    const file = await closed()
    const other = new Sqlite(file)
    other.exec(`INSERT INTO settings (name, value) VALUES ('b', '')`)
    other.close()
    expect(await isChecked(file)).toBe(true)
  })

  test('when one of two processes stopped cleanly and the other one did not', async () => {
    const file = await closed()
    const [first, second] = [await start(file), await start(file)]
    expect([first.isChecked, second.isChecked]).toEqual([false, true])
    await first.database.close()
    expect(existsSync(`${file}-clean`)).toBe(false)
    expect(await isChecked(file)).toBe(true)
  })
})

test('after both of two processes stopped cleanly they are not checked', async () => {
  const file = await closed()
  const both = [await start(file), await start(file)]
  for (const { database } of both) await database.close()
  expect(await isChecked(file)).toBe(false)
})

test('a refused start keeps the mark', async () => {
  const file = await closed()
  const sqlite = new Sqlite(file)
  sqlite.pragma('user_version = 99')
  sqlite.close()
  const before = readdirSync(dirname(file))
  await expect(start(file)).rejects.toThrow('made by a newer release')
  expect(readdirSync(dirname(file))).toEqual(before)
})

test('a database is closed even if no mark can be written', async () => {
  const file = newFile()
  const { database } = await start(file)
  mkdirSync(`${file}-clean`)
  await database.close()
  rmdirSync(`${file}-clean`)
  expect(await isChecked(file)).toBe(true)
})

test('a database in memory is never checked', async () => {
  expect(await isChecked(':memory:')).toBe(false)
})
