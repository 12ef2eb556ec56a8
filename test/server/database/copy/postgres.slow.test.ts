import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { sha256 } from '../../../../conformance/in-process/parts.ts'
import { seedMock } from '../../../../mock/world/seed.ts'
import type { Database } from '../../../../server/database/database.ts'
import { openDatabase } from '../../../../server/database/open.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { record, server as speaker } from '../../../mock/conversation/record.ts'
import { conversation } from '../../../mock/conversation/steps.ts'
import { testApp } from '../../../support/app.ts'
import { operatorAt } from '../../../support/operator.ts'
import { startServer } from '../../../support/postgres/server.ts'
import { newFile } from '../sqlite/files.ts'

const server = await startServer()
afterAll(() => server?.stop())

let databases = 0

/** URL of a new empty database. */
async function newDatabase(): Promise<string> {
  const name = `target_${++databases}`
  await server?.admin(`CREATE DATABASE ${name}`)
  return server?.url(name) ?? ''
}

const MANY = `
  WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000)
  INSERT INTO settings (name, value) SELECT 'setting ' || n, 'ä' FROM numbers`

/** A file with the demo data and more. A token with the highest id has been revoked. */
async function sourceFile(): Promise<string> {
  const file = newFile()
  writeFileSync(file, (testApp().database as Connection).serialize())
  const database = await openFile(file)
  await database.run(MANY)
  await database.run(
    `INSERT INTO tokens (id, user_id, name, secret_hash, created_at) VALUES (77, 7, 'Laptop', :hash, '2026-11-22T12:00:00Z')`,
    { hash: 'a'.repeat(64) },
  )
  await database.run('DELETE FROM tokens WHERE id = 77')
  await database.close()
  return file
}

async function open(location: string): Promise<Database> {
  const database = await openDatabase(location)
  onTestFinished(() => database.close())
  return database
}

const TABLES = `
  SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY name`

/** Every row of every table that SQLite has, as JSON with sorted columns. The audit log has one entry more in a copy. */
async function contentOf(database: Database, tables: readonly string[]): Promise<Record<string, string[]>> {
  const contents: Record<string, string[]> = {}
  for (const name of tables) {
    const rows = await database.all<Record<string, unknown>>(`SELECT * FROM ${name}`)
    const kept = rows.filter(({ command }) => command !== 'database copy')
    contents[name] = kept.map(row => JSON.stringify(Object.entries(row).toSorted())).toSorted()
  }
  return contents
}

async function expectEqual(file: string, url: string): Promise<void> {
  const source = await open(file)
  const tables = (await source.all<{ name: string }>(TABLES)).map(({ name }) => name)
  expect(tables.length).toBeGreaterThan(15)
  const [expected, copied] = [await contentOf(source, tables), await contentOf(await open(url), tables)]
  for (const name of tables) expect({ name, rows: copied[name] }).toEqual({ name, rows: expected[name] })
}

const copy = (file: string, url: string) =>
  operatorAt(file, { env: { DATABASE: file, DATABASE_TO: url } })(['database', 'copy', '--json'])

describe.skipIf(!server)('a copy into PostgreSQL', () => {
  test('has every row, and new rows get new ids', async () => {
    const [file, url] = [await sourceFile(), await newDatabase()]
    const run = await copy(file, url)
    expect(run).toMatchObject({
      exitCode: 0,
      json: { data: { tables: expect.any(Number), as_of: expect.any(String) } },
    })
    await expectEqual(file, url)
    const database = await open(url)
    const added = await database.one<{ id: number }>(
      `INSERT INTO tokens (user_id, name, secret_hash, created_at) VALUES (7, 'New', :hash, '2026-11-22T12:00:00Z') RETURNING id`,
      { hash: 'b'.repeat(64) },
    )
    expect(added).toEqual({ id: 78 })
    for (const table of ['clients', 'users', 'subscriptions', 'payments', 'ticket_replies', 'audit_log']) {
      const next = await database.one<{ id: number }>(`SELECT nextval('${table}_id_seq') AS id`)
      const newest = await database.one<{ id: number }>(`SELECT max(id) AS id FROM ${table}`)
      expect(next?.id, table).toBeGreaterThan(newest?.id ?? Number.NaN)
    }
  })

  test('gives the same responses as the file, byte for byte, to the recorded conversation', async () => {
    const [file, url] = [newFile(), await newDatabase()]
    const source = await openFile(file)
    await seedMock(source, sha256)
    await source.close()
    expect(await copy(file, url)).toMatchObject({ exitCode: 0 })
    const expected = await record(speaker(60, await open(file)), conversation)
    const received = await record(speaker(60, await open(url)), conversation)
    expect(received.length).toBeGreaterThan(200)
    expect(received).toEqual(expected)
  })

  test('that is finished is found by a second run, and another database is refused', async () => {
    const [file, url] = [await sourceFile(), await newDatabase()]
    expect(await copy(file, url)).toMatchObject({ exitCode: 0 })
    expect(await copy(file, url)).toMatchObject({ exitCode: 0, json: { data: { rows: 0 } } })
    const refused = await copy(await sourceFile(), url)
    expect(refused).toMatchObject({ exitCode: 1, json: { error: { code: 'refused' } } })
    expect(refused.json.error?.message).toMatch('The target has other data')
  })

  test.each([
    ['foreign key', 'foreign_keys = off', 'UPDATE tickets SET created_by = 99 WHERE id = 202', 'tickets, id 202'],
    ['check', 'ignore_check_constraints = on', `UPDATE clients SET country = 'x' WHERE id = 4`, 'clients, id 4'],
  ])('names the row that breaks a %s constraint, and is unfinished', async (rule, pragma, change, row) => {
    const [file, url] = [await sourceFile(), await newDatabase()]
    const source = await open(file)
    await source.run(`PRAGMA ${pragma}`)
    await source.run(change)
    const refused = await copy(file, url)
    expect(refused.json.error?.message).toMatch(new RegExp(`^${row}: PostgreSQL cannot store it: .* violates ${rule}`))
    await expect(openDatabase(url)).rejects.toThrow('a copy into it is unfinished')
  })

  test('waits for autovacuum and others that lock a table', async () => {
    const [file, url] = [await sourceFile(), await newDatabase()]
    const begun = await openDatabase(url)
    await begun.close()
    const lock = `BEGIN; LOCK TABLE tickets IN SHARE ROW EXCLUSIVE MODE; SELECT pg_sleep(3); COMMIT`
    const [run] = await Promise.all([copy(file, url), server?.admin(lock, `target_${databases}`)])
    expect(run, run.err).toMatchObject({ exitCode: 0 })
  })

  test('protects issued documents again when it is finished', async () => {
    const [file, url] = [await sourceFile(), await newDatabase()]
    await copy(file, url)
    const database = await open(url)
    await expect(database.run('DELETE FROM tickets WHERE id = 203')).rejects.toThrow('a ticket cannot be deleted')
    await expect(database.run('DELETE FROM invoices WHERE id = 101')).rejects.toThrow('cannot be deleted')
  })

  test('continues after kill -9, wherever it was, and no server starts on it before it is finished', async ({
    skip,
  }) => {
    if (!server) skip()
    const [file, url] = [await sourceFile(), await newDatabase()]
    const start = () =>
      spawn(process.execPath, ['server/cli/main.ts', 'database', 'copy', '--json'], {
        env: { PATH: process.env.PATH, DATABASE: file, DATABASE_TO: url },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    const places: number[] = []
    for (let kill = 0; kill < 8; kill++) {
      const child = start()
      // It may end before it is killed.
      const closed = once(child, 'close')
      const isReached = await untilBatch(url, places.at(-1) ?? 0, child)
      child.kill('SIGKILL')
      await closed
      if (!isReached) break
      await expect(openDatabase(url)).rejects.toThrow(
        /a copy into it is unfinished; run "clustrix database copy" again/,
      )
      places.push(await batchesOf(url))
    }
    expect(places.length).toBeGreaterThan(3)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    const child = start()
    const printed = await text(child.stdout)
    expect(JSON.parse(printed)).toMatchObject({ data: { rows: expect.any(Number) } })
    await expectEqual(file, url)
  })

  test('is refused while another one runs, which finishes', async () => {
    const [file, url] = [await sourceFile(), await newDatabase()]
    const runs = await Promise.all([copy(file, url), copy(file, url)])
    const done = runs.filter(({ exitCode }) => exitCode === 0)
    expect(done.length, JSON.stringify(runs)).toBeGreaterThan(0)
    await expectEqual(file, url)
  })
})

/** Waits until the copy has stored some more batches. @returns false if it ended before */
async function untilBatch(url: string, last: number, child: ReturnType<typeof spawn>): Promise<boolean> {
  while (child.exitCode === null) {
    if ((await batchesOf(url)) > last + Math.floor(Math.random() * 6)) return true
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return false
}

/** The number of batches that an unfinished copy has stored. */
async function batchesOf(url: string): Promise<number> {
  const database = new URL(url.replace('@/', '@host/')).pathname.slice(1)
  const rows = await server?.admin('SELECT batches FROM unfinished_copy', database).catch(() => [])
  return Number((rows as { batches: string }[] | undefined)?.[0]?.batches ?? 0)
}
