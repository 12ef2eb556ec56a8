import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrations, openFile } from '../../../server/database/sqlite/node.ts'
import { operatorAt } from '../../support/operator.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { newFile } from '../database/sqlite/files.ts'

const CURRENT = migrations.length

/** A closed database of an older version. */
function older(version: number): string {
  const file = newFile()
  const sqlite = new Sqlite(file)
  for (const { sql } of migrations.slice(0, version)) sqlite.exec(sql)
  sqlite.pragma('application_id = 0x434c5558')
  sqlite.pragma(`user_version = ${version}`)
  sqlite.close()
  return file
}

const versionOf = (file: string) => readFileSync(file).readUInt32BE(60)

describe('clustrix migrate', () => {
  test('creates a database for its owner alone, and once', async () => {
    const file = newFile()
    const run = operatorAt(file)
    expect((await run(['migrate'])).out).toBe(`Migrated the database from version 0 to ${CURRENT}.\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect((await run(['migrate'])).out).toBe(`The database is up to date, at version ${CURRENT}.\n`)
    expect((await run(['audit', 'list', '--json'])).json.data).toMatchObject([
      { command: 'migrate', subject: `version ${CURRENT}`, details: { from: 0 } },
    ])
  })

  test('with SELLER stores the seller, once, and refuses a faulty file before it changes anything', async () => {
    const file = newFile()
    const run = (SELLER: string) => operatorAt(file, { env: { DATABASE: file, SELLER } })
    expect(await run('seller.example.yaml')(['migrate'])).toMatchObject({ exitCode: 1 })
    expect(existsSync(file)).toBe(false)
    for (const _ of [1, 2]) await run('test/support/seller.yaml')(['migrate'])
    const { json } = await operatorAt(file)(['audit', 'list', '--json'])
    expect(json.data).toMatchObject([{ subject: 'seller 1' }, { subject: `version ${CURRENT}` }])
  })

  test('brings an older database to the current version', async () => {
    const file = older(2)
    const run = operatorAt(file)
    expect((await run(['migrate'])).out).toBe(`Migrated the database from version 2 to ${CURRENT}.\n`)
    expect((await run(['client', 'list'])).exitCode).toBe(0)
  })

  test('--status shows what is missing and changes nothing', async () => {
    const file = older(2)
    const before = readFileSync(file)
    const run = operatorAt(file)
    const { json } = await run(['migrate', '--status', '--json'])
    expect(json.data).toMatchObject({ version: 2 })
    const { migrations: listed } = json.data as { migrations: { version: number; applied: boolean }[] }
    expect(listed.map(({ applied }) => applied)).toEqual(migrations.map(({ version }) => version <= 2))
    expect((await run(['migrate', '--status'])).out).toMatch(/^1 +initial +applied$/m)
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(dirname(file))).toEqual(['clustrix.db'])
  })

  test('--status works while a server has the database open', async () => {
    const file = newFile()
    const server = await openFile(file)
    const { json } = await operatorAt(file)(['migrate', '--status', '--json'])
    expect(json.data).toMatchObject({ version: CURRENT })
    await server.close()
    expect(readdirSync(dirname(file)).sort()).toEqual(['clustrix.db', 'clustrix.db-clean'])
  })
})

describe('other commands', () => {
  test.each([[['client', 'list']], [['client', 'disable', '1']], [['migrate', '--status']]])(
    '%j refuses a path that does not exist, and creates nothing',
    async args => {
      const file = join(temporaryFolder(), 'mistyped.db')
      const { exitCode, err } = await operatorAt(file)(args)
      expect({ exitCode, err }).toEqual({
        exitCode: 1,
        err: `The database ${file} cannot be used: it does not exist; set DATABASE to its path, or create it with "clustrix migrate"\n`,
      })
      expect(readdirSync(dirname(file))).toEqual([])
    },
  )

  test('refuse an older version without migrating it', async () => {
    const file = older(2)
    const { exitCode, err } = await operatorAt(file)(['client', 'list'])
    expect({ exitCode, err }).toEqual({
      exitCode: 1,
      err: `The database ${file} cannot be used: it has version 2 and this release needs version ${CURRENT}; stop the server and run "clustrix migrate"\n`,
    })
    expect(versionOf(file)).toBe(2)
  })

  test('do not check all pages, and leave that to the next start of the server', async () => {
    const file = newFile()
    await (await openFile(file)).close()
    const mark = `${file}-clean`
    const run = operatorAt(file)
    expect((await run(['client', 'list'])).exitCode).toBe(0)
    expect(existsSync(mark)).toBe(true)
    new Sqlite(file).exec('PRAGMA user_version = 0').exec(`PRAGMA user_version = ${CURRENT}`).close()
    expect((await run(['client', 'list'])).exitCode).toBe(0)
    let checks = 0
    await (
      await openFile(file, {
        onCheck: () => {
          checks += 1
        },
      })
    ).close()
    expect(checks).toBe(1)
  })
})
