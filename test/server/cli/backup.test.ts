import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrations, openFile } from '../../../server/database/sqlite/node.ts'
import { operatorAt } from '../../support/operator.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { names, newFile, open, put } from '../database/sqlite/files.ts'

const CURRENT = migrations.length
const KEPT = 'clustrix.db.before-restore-20261122T120000Z'

/** A closed database with one stored name. */
async function database(name: string, file = newFile()): Promise<string> {
  const connection = await openFile(file)
  await connection.run(...put(name))
  await connection.close()
  return file
}

const contents = async (file: string) => {
  const connection = await openFile(file)
  const found = await names(connection)
  await connection.close()
  return found
}

/** Copies a database that is open, with its log: what a killed process leaves behind. */
async function killed(name: string): Promise<string> {
  const server = await open(newFile())
  const file = newFile()
  await server.run(...put(name))
  const path =
    (await server.one<{ file: string }>(`SELECT file FROM pragma_database_list WHERE name = 'main'`))?.file ?? ''
  for (const suffix of ['', '-wal']) copyFileSync(path + suffix, file + suffix)
  return file
}

function damage(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0xff, bytes.length - 5 * 4096 + 8, bytes.length)
  writeFileSync(file, bytes)
}

const filesBeside = (file: string) => readdirSync(dirname(file)).sort()

describe('clustrix backup', () => {
  test('copies what a server has committed, into a file for its owner alone', async () => {
    const file = newFile()
    const server = await open(file)
    await server.run(...put('committed'))
    const backup = newFile()
    const { json } = await operatorAt(file)(['backup', backup, '--json'])
    expect(json.data).toEqual({ file: backup, bytes: statSync(backup).size, version: CURRENT })
    expect([statSync(backup).mode & 0o777, filesBeside(backup)]).toEqual([0o600, ['clustrix.db']])
    await server.run(...put('later'))
    expect(await contents(backup)).toEqual(['committed'])
  })

  test.each([
    ['a file that exists', 'exists.db', 'exists already; choose another name'],
    ['a folder that does not exist', 'missing/clustrix.db', 'its folder does not exist'],
  ])('refuses %s and leaves everything as it is', async (_, name, message) => {
    const file = await database('one')
    const backup = join(temporaryFolder(), name)
    writeFileSync(join(dirname(backup).replace('/missing', ''), 'exists.db'), 'kept')
    const { exitCode, err } = await operatorAt(file)(['backup', backup])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining(message) })
    const folder = dirname(backup).replace('/missing', '')
    expect([readdirSync(folder), readFileSync(join(folder, 'exists.db'), 'utf8')]).toEqual([['exists.db'], 'kept'])
  })

  test.each([
    ['does not exist', () => {}, 'it does not exist'],
    ['is damaged', async (file: string) => damage(await database('one', file)), 'cannot be used'],
    [
      'is another program’s',
      async (file: string) => new Sqlite(file).exec('CREATE TABLE a (b)').close(),
      'another program',
    ],
  ])('leaves no file if the database %s', async (_, prepare, message) => {
    const file = newFile()
    await prepare(file)
    const backup = newFile()
    const { exitCode, err } = await operatorAt(file)(['backup', backup])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining(message) })
    expect(filesBeside(backup)).toEqual([])
  })
})

describe('clustrix restore', () => {
  test('replaces the database and keeps the old one beside it', async () => {
    const [file, backup] = [await database('old'), await database('new')]
    const run = operatorAt(file)
    const { json } = await run(['restore', backup, '--yes', '--json'])
    expect(json.data).toEqual({ file: backup, kept: join(dirname(file), KEPT), version: CURRENT })
    expect([statSync(file).mode & 0o777, statSync(file).nlink]).toEqual([0o600, 1])
    // Without the mark of a clean stop: the next start of the server checks all pages.
    expect(filesBeside(file)).toEqual(['clustrix.db', KEPT])
    expect([await contents(file), await contents(join(dirname(file), KEPT)), await contents(backup)]).toEqual([
      ['new'],
      ['old'],
      ['new'],
    ])
    expect((await run(['audit', 'list', '--json'])).json.data).toMatchObject([
      { command: 'restore', subject: 'backup clustrix.db', details: { kept: KEPT } },
    ])
  })

  test('is refused while a server has the database open, even if it does nothing', async () => {
    const [file, backup] = [await database('old'), await database('new')]
    const server = await open(file)
    const { exitCode, err } = await operatorAt(file)(['restore', backup, '--yes'])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('has the database open: stop it') })
    await server.run(...put('still written'))
    expect(await names(server)).toEqual(['old', 'still written'])
    expect(filesBeside(file).filter(name => name.includes('restor'))).toEqual([])
  })

  test('keeps what a killed server had committed', async () => {
    const [file, backup] = [await killed('in the log'), await database('new')]
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
    expect((await operatorAt(file)(['restore', backup, '--yes'])).exitCode).toBe(0)
    expect(await contents(file)).toEqual(['new'])
    expect(await contents(join(dirname(file), KEPT))).toEqual(['in the log'])
  })

  test('creates a missing database, and does not apply the log of a lost one to it', async () => {
    const [file, backup] = [await killed('in the log'), await database('new')]
    rmSync(file)
    const { json } = await operatorAt(file)(['restore', backup, '--yes', '--json'])
    expect(json.data).toMatchObject({ kept: null })
    expect(await contents(file)).toEqual(['new'])
    expect(existsSync(join(dirname(file), `${KEPT}-wal`))).toBe(true)
  })

  test('takes a backup of an older version, which is then migrated', async () => {
    const [file, backup] = [await database('old'), newFile()]
    const older = new Sqlite(backup)
    older
      .exec(migrations[0]?.sql ?? '')
      .exec('PRAGMA application_id = 0x434c5558; PRAGMA user_version = 1')
      .close()
    const run = operatorAt(file)
    expect((await run(['restore', backup, '--yes'])).out).toContain('It has version 1: run "clustrix migrate"')
    expect((await run(['migrate'])).exitCode).toBe(0)
    expect(await contents(file)).toEqual([])
  })

  test.each<[string, (backup: string) => unknown, string]>([
    ['does not exist', rmSync, 'does not exist'],
    ['is damaged', damage, 'it is damaged'],
    ['is no database', backup => writeFileSync(backup, 'text of some length '.repeat(99)), 'not an SQLite database'],
    ['is empty', backup => writeFileSync(backup, ''), 'it is empty'],
    ['is another program’s', other, 'another program'],
    ['is a newer release’s', newer, 'made by a newer release'],
    ['was copied without its log', backup => writeFileSync(`${backup}-wal`, 'x'), 'has a log'],
  ])('refuses a backup that %s and changes nothing', async (_, spoil, message) => {
    const [file, backup] = [await database('old'), await database('new')]
    const before = filesBeside(file)
    spoil(backup)
    const { exitCode, err } = await operatorAt(file)(['restore', backup, '--yes'])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining(message) })
    expect(filesBeside(file)).toEqual(before)
    expect(await contents(file)).toEqual(['old'])
  })

  test('says what to do about a database that is too damaged to be locked', async () => {
    const [file, backup] = [newFile(), await database('new')]
    writeFileSync(file, 'not a database'.repeat(999))
    const { exitCode, err } = await operatorAt(file)(['restore', backup, '--yes'])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('move') })
    expect(filesBeside(file)).toEqual(['clustrix.db'])
  })

  test('refuses the database itself, and asks first', async () => {
    const file = await database('old')
    expect((await operatorAt(file)(['restore', file, '--yes'])).err).toContain('is the database itself')
    expect((await operatorAt(file)(['restore', file])).exitCode).toBe(2)
  })
})

function other(backup: string): void {
  rmSync(backup)
  new Sqlite(backup).exec('CREATE TABLE a (b)').close()
}

function newer(backup: string): void {
  new Sqlite(backup).exec(`PRAGMA user_version = ${CURRENT + 1}`).close()
}
