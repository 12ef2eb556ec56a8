import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { createConnector } from '../../../../server/database/postgres/connect.ts'
import { checkOrigin } from '../../../../server/database/postgres/migrate.ts'
import { migrations, openPostgres } from '../../../../server/database/postgres/open.ts'
import type { Session } from '../../../../server/database/postgres/session.ts'
import { parseUrl } from '../../../../server/database/postgres/url.ts'
import { sharedServer } from '../../../support/postgres/demo.ts'

const server = await sharedServer()

/** A database without tables, in which some statements have been run. */
async function newDatabase(...texts: string[]): Promise<{ name: string; url: string }> {
  const name = (await server?.newDatabase()) ?? ''
  for (const text of texts) await server?.admin(text, name)
  return { name, url: server?.url(name) ?? '' }
}

describe.skipIf(!server)('opening', () => {
  test('at the same time in several processes migrates once', async () => {
    const { url } = await newDatabase()
    const all = await Promise.all([1, 2, 3].map(() => openDatabase(url)))
    const rows = await all[0]?.all<{ version: number }>('SELECT version FROM schema_migrations ORDER BY version')
    expect(rows?.map(({ version }) => version)).toEqual(migrations.map(({ version }) => version))
    for (const each of all) await each.close()
  })

  test('a database that another process migrates meanwhile is not refused as that of another program', async () => {
    const { url } = await newDatabase()
    const session = await createConnector(parseUrl(url))()
    const query: Session['query'] = async (...args) => {
      const result = await session.query(...args)
      await (await openDatabase(url)).close()
      return result as never
    }
    expect(await checkOrigin({ query } as Session, migrations)).toBe(0)
    await session.close()
  })

  test('a database with extensions, which have tables and views of their own, is possible', async () => {
    const table = 'CREATE TABLE spatial (id serial PRIMARY KEY); ALTER EXTENSION pg_stat_statements ADD TABLE spatial'
    const sequence = 'ALTER EXTENSION pg_stat_statements ADD SEQUENCE spatial_id_seq'
    const { url } = await newDatabase(`CREATE EXTENSION pg_stat_statements; ${table}; ${sequence}`)
    expect(await (await openDatabase(url)).close()).toBeUndefined()
  })

  test.each([
    [
      'a database of a newer release is refused',
      99,
      `it has version 99, made by a newer release; this one knows versions up to ${migrations.at(-1)?.version}`,
    ],
    ['a database to which a newer release only added something is possible', 9, undefined],
  ])('%s', async (_, since, reason) => {
    const { url = '', database } = (await server?.lend('none')) ?? {}
    await database?.run(`INSERT INTO schema_migrations VALUES (99, 'newer', ${since})`)
    const opening = openDatabase(url, { mustBeCurrent: true })
    if (reason === undefined) expect(await (await opening).close()).toBeUndefined()
    else await expect(opening).rejects.toThrow(reason)
  })

  test.each([
    ['an empty database for a command', [], true, 'it is empty; create its tables with "clustrix migrate"'],
    ['a database of another program', ['CREATE TABLE orders (id int)'], false, 'it belongs to another program'],
  ])('%s is refused', async (_, texts, mustBeCurrent, reason) => {
    const { name, url } = await newDatabase(...texts)
    await expect(openDatabase(url, { mustBeCurrent })).rejects.toThrow(
      `The database postgres://${server?.folder}:5432/${name} cannot be used: ${reason}`,
    )
  })

  test('a database that does not exist, and an address where nothing listens, are refused in one line', async () => {
    await expect(openDatabase(server?.url('absent') ?? '')).rejects.toThrow(
      /^The database postgres:.*absent cannot be used: it does not exist; create it with createdb \(3D000\)$/,
    )
    await expect(openDatabase('postgres://u:hunter2@127.0.0.1:1/x')).rejects.toThrow(
      /^The database postgres:\/\/127\.0\.0\.1:1\/x cannot be used: nothing listens at this address$/,
    )
  })

  test.each([
    ['end what takes too long', {}, ['5s', '2s', '10s', 'read committed', 'clustrix']],
    ['let a copy take long', { isForCopy: true }, ['0', '0', '10s', 'read committed', 'clustrix']],
  ])('a database sets limits that %s, whatever its defaults are', async (_, options, expected) => {
    const { name, url } = await newDatabase()
    const defaults = [
      'statement_timeout = 1000',
      'lock_timeout = 1000',
      `default_transaction_isolation = 'serializable'`,
    ]
    for (const each of defaults) await server?.admin(`ALTER DATABASE ${name} SET ${each}`)
    const opened = await openPostgres(url, options)
    onTestFinished(() => opened.close())
    const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout', 'transaction_isolation']
    const settings = await Promise.all(
      [...names, 'application_name'].map(setting =>
        opened.one<{ value: string }>('SELECT current_setting(:setting) AS value', { setting }),
      ),
    )
    expect(settings.map(row => row?.value)).toEqual(expected)
  })
})
