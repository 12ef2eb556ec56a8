import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { newFile, open, put } from './files.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

/** The permissions of everything in the folder of a database. */
const modesBeside = (file: string) =>
  Object.fromEntries(readdirSync(dirname(file)).map(name => [name, modeOf(join(dirname(file), name))]))

/** A database in a folder of its own, both readable by everyone. */
async function readableByAll(): Promise<string> {
  const file = newFile()
  writeFileSync(file, (await open()).serialize(), { mode: 0o644 })
  chmodSync(dirname(file), 0o755)
  return file
}

test('only the owner can read the files of a new database', async () => {
  const file = newFile()
  const database = await open(file)
  await database.run(...put('a'))
  expect(modesBeside(file)).toEqual({ 'clustrix.db': 0o600, 'clustrix.db-wal': 0o600, 'clustrix.db-shm': 0o600 })
})

test('an existing database and its folder are closed to others', async () => {
  const file = await readableByAll()
  const other = new Sqlite(file)
  onTestFinished(() => {
    other.close()
  })
  other.pragma('journal_mode = WAL')
  other.exec("INSERT INTO settings (name, value) VALUES ('a', '')")
  expect(modesBeside(file)['clustrix.db-wal']).toBe(0o644)
  await open(file)
  expect(modesBeside(file)).toEqual({ 'clustrix.db': 0o600, 'clustrix.db-wal': 0o600, 'clustrix.db-shm': 0o600 })
  expect(modeOf(dirname(file))).toBe(0o700)
})

test('a folder that holds something else keeps its permissions', async () => {
  const file = await readableByAll()
  writeFileSync(join(dirname(file), 'package.json'), '{}')
  await open(file)
  expect([modeOf(dirname(file)), modeOf(file)]).toEqual([0o755, 0o600])
})

test('a symbolic link leads to a file that is closed to others', async () => {
  const file = await readableByAll()
  const link = join(temporaryFolder(), 'link.db')
  symlinkSync(file, link)
  await open(link)
  expect(modeOf(file)).toBe(0o600)
})

test('files of another owner keep their permissions', async () => {
  const file = await readableByAll()
  const getuid = vi.spyOn(process, 'getuid').mockReturnValue(12_345)
  onTestFinished(() => getuid.mockRestore())
  await open(file)
  expect([modeOf(file), modeOf(dirname(file))]).toEqual([0o644, 0o755])
})

test('no permission is added', async () => {
  const file = await readableByAll()
  chmodSync(file, 0o440)
  await openFile(file).then(
    database => database.close(),
    () => {},
  )
  expect(modeOf(file) & 0o077).toBe(0)
  expect(modeOf(file) & 0o200).toBe(0)
})

test('a file that is refused, and a folder in its place, keep their permissions', async () => {
  const file = newFile()
  const sqlite = new Sqlite(file)
  sqlite.exec('CREATE TABLE moz_places (id INTEGER)')
  sqlite.close()
  chmodSync(file, 0o644)
  await expect(openFile(file)).rejects.toThrow('it belongs to another program')
  expect(modeOf(file)).toBe(0o644)

  const folder = join(temporaryFolder(), 'data')
  mkdirSync(folder, { mode: 0o755 })
  await expect(openFile(folder)).rejects.toThrow('cannot be opened')
  expect(modeOf(folder)).toBe(0o755)
})
