import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DatabaseRefused } from '../../../server/database/database.ts'
import { DEFAULT_DATABASE, openDatabase } from '../../../server/database/open.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Runs the rest of the test in a new folder. */
function changeFolder(): string {
  const before = process.cwd()
  const folder = temporaryFolder()
  process.chdir(folder)
  onTestFinished(() => process.chdir(before))
  return folder
}

test('a path and :memory: open SQLite', async () => {
  const database = await openDatabase(':memory:')
  expect(await database.one('SELECT sqlite_version() IS NOT NULL AS yes')).toEqual({ yes: 1 })
  await database.close()
})

test.each([
  'POSTGRES://clustrix:hunter2@db.example/clustrix',
  ' postgresql://clustrix:hunter2@db.example/clustrix',
  '"postgres://clustrix:hunter2@db.example/clustrix"',
  'postgres:/clustrix:hunter2@db.example/clustrix',
  'mysql:clustrix:hunter2@db.example',
  'clustrix:hunter2@db.example/clustrix',
  'file:clustrix.db?key=hunter2',
  './postgres://clustrix:hunter2@db.example/clustrix',
])('%s is refused without repeating it, as it may contain a password, and creates nothing', async url => {
  const folder = changeFolder()
  await expect(openDatabase(url)).rejects.toThrow(
    new DatabaseRefused('DATABASE: use a file path, :memory:, or a URL that begins with postgres://'),
  )
  expect(readdirSync(folder)).toEqual([])
})

test('a name with a colon is opened with its folder', async () => {
  const file = join(temporaryFolder(), 'clustrix:1.db')
  await (await openDatabase(file)).close()
  expect(statSync(file).isFile()).toBe(true)
})

test('a path in a folder that does not exist is refused, and creates nothing', async () => {
  const folder = temporaryFolder()
  const path = join(folder, 'data', 'clustrix.db')
  await expect(openDatabase(path)).rejects.toThrow(
    new DatabaseRefused(`The database ${path} cannot be used: its folder does not exist; create it first`),
  )
  expect(readdirSync(folder)).toEqual([])
})

test('the folder of the default path is created for its owner alone', async () => {
  const folder = changeFolder()
  await (await openDatabase(DEFAULT_DATABASE)).close()
  const [data, file] = ['data', 'data/clustrix.db'].map(name => statSync(join(folder, name)).mode & 0o777)
  expect([data, file]).toEqual([0o700, 0o600])
})
