import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../../server/database/open.ts'
import type { Connection } from '../../../server/database/sqlite/connection.ts'
import { testApp } from '../../support/app.ts'
import { INVOICE_FILE } from '../../support/billing-commands.ts'
import { operatorAt } from '../../support/operator.ts'
import { OPERATOR_COMMANDS } from '../../support/operator-commands.ts'
import { startDemoServer } from '../../support/postgres/demo.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { newFile } from '../database/sqlite/files.ts'

const server = await startDemoServer()
afterAll(() => server?.stop())

/** An installation with the demo data. */
interface Installation {
  location: string
  folder: string
}

function onSqlite(): Installation {
  const location = newFile()
  writeFileSync(location, (testApp().database as Connection).serialize())
  return { location, folder: temporaryFolder() }
}

const onPostgres = async (): Promise<Installation> => ({
  location: (await server?.lend('demo'))?.url ?? '',
  folder: temporaryFolder(),
})

/** A client with subscriptions that are not cancelled cannot be erased. */
const CANCEL = `
  UPDATE subscriptions SET state = 'cancelled', cancelled_at = started_at, ends_at = started_at WHERE client_id = 5`

/** What each command prints, and the file of `export`. */
async function runAll({ location, folder }: Installation, json: boolean) {
  const database = await openDatabase(location)
  await database.run(CANCEL)
  await database.close()
  const exported = path.join(folder, 'exported')
  mkdirSync(exported)
  const results: { command: string; exitCode: number; out: string; err: string }[] = []
  for (const args of OPERATOR_COMMANDS) {
    const CLOCK = args[0] === 'tick' ? '2027-03-01T00:00:00Z' : '2026-11-22T12:00:00Z'
    const run = operatorAt(location, { env: { CLOCK, DATABASE: location } })
    const given = args[0] === 'export' ? ['export', exported] : args
    const input = args[0] === 'invoice' ? INVOICE_FILE : 'Some text of a person'
    const { exitCode, out, err } = await run(json ? [...given, '--json'] : given, { input })
    results.push({ command: args.join(' '), exitCode, out: out.replaceAll(folder, 'FOLDER'), err })
  }
  return { results, file: readFileSync(path.join(exported, 'export.json'), 'utf8') }
}

describe.skipIf(!server)('the operator’s command on PostgreSQL', () => {
  test.each([
    ['text', false],
    ['JSON', true],
  ])('prints the same %s as on SQLite, for every command, and exports the same file', async (_, json) => {
    const expected = await runAll(onSqlite(), json)
    expect(expected.results.filter(({ exitCode }) => exitCode !== 0)).toEqual([])
    const found = await runAll(await onPostgres(), json)
    for (const [index, result] of found.results.entries()) expect(result).toEqual(expected.results[index])
    expect(found.file).toBe(expected.file)
    const check = await operatorAt((await server?.lend('demo'))?.url ?? '')(['check'])
    expect(check).toMatchObject({ exitCode: 0, out: 'Nothing is wrong.\n' })
  })

  test.each([
    ['backup', ['backup', 'copy.db'], 'pg_basebackup or pg_dump'],
    ['restore', ['restore', 'copy.db', '--yes'], 'pg_restore'],
  ])('%s names PostgreSQL’s own programs and the page about them', async (_, command, programs) => {
    const { location } = await onPostgres()
    const { exitCode, err } = await operatorAt(location)(command)
    expect({ exitCode, lines: err.split('\n').length }).toEqual({ exitCode: 1, lines: 2 })
    expect(err).toContain(programs)
    expect(err).toContain('server/postgres.md')
  })

  test('migrate creates the tables, shows its status, and does nothing the second time', async () => {
    const run = operatorAt(server?.url(await server.newDatabase()) ?? '')
    expect(await run(['client', 'list'])).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('clustrix migrate'),
    })
    expect(await run(['migrate', '--status'])).toMatchObject({ exitCode: 0, out: expect.stringMatching(/ missing/) })
    expect(await run(['migrate'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('from version 0') })
    expect(await run(['migrate'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('up to date') })
    expect((await run(['migrate', '--status'])).out).not.toMatch(/ missing/)
    expect(await run(['audit', 'list'])).toMatchObject({ exitCode: 0, out: expect.stringContaining('migrate') })
  })

  test('no command prints the password of the URL', async () => {
    const location = ((await server?.lend('demo'))?.url ?? '').replace('clustrix@', 'clustrix:s3cret@')
    const run = operatorAt(location)
    const commands = [['doctor'], ['doctor', '--json'], ['migrate'], ['backup', 'x'], ['restore', 'x', '--yes']]
    for (const command of commands) {
      const { out, err } = await run(command)
      expect(out + err, command.join(' ')).not.toContain('s3cret')
    }
    const closed = operatorAt('postgres://clustrix:s3cret@127.0.0.1:1/clustrix')
    expect((await closed(['client', 'list'])).err).toMatch(
      /^The database postgres:\/\/127\.0\.0\.1:1\/clustrix cannot be used/,
    )
    expect((await closed(['doctor'])).out).not.toContain('s3cret')
  })
})
