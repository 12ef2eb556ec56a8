import { writeFileSync } from 'node:fs'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Copied, copySnapshot } from '../../../../server/database/copy/copy.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { withCopySource } from '../../../../server/database/sqlite/copy-source.ts'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { testApp } from '../../../support/app.ts'
import { copyOf, newFile, PUT } from '../sqlite/files.ts'
import { type SqliteTarget, sqliteTarget } from './sqlite-target.ts'

const NOW = '2026-11-28T12:00:00Z'
const noRecord = async () => {}

const empty = await openFile(':memory:')
const emptyBytes = empty.serialize()
const newTarget = () => sqliteTarget(copyOf(emptyBytes))

const ADD_TAX = `
  INSERT INTO invoice_taxes (client_id, invoice_id, rate, category, name, taxable_amount, amount)
  VALUES (4, 101, :rate, :category, 'Tax', 0, :amount)`

/** The demo data, and more rows of two tables than a batch has. */
const bytes = await (async () => {
  const database = testApp().database as Connection
  await database.write(async queries => {
    for (let index = 0; index < 502; index++) {
      await queries.run(PUT, { name: `setting ${index}`, value: 'ä' })
      await queries.run(ADD_TAX, { rate: 9000 - (index >> 1), category: index % 2 ? 'S' : 'Z', amount: index })
    }
  })
  const serialized = database.serialize()
  await database.close()
  return serialized
})()

function sourceFile(): string {
  const file = newFile()
  writeFileSync(file, bytes)
  return file
}

const copy = (file: string, target: SqliteTarget): Promise<Copied | undefined> =>
  withCopySource(file, source => copySnapshot(source, target, { now: NOW, record: noRecord }))

/** Every row of every table. */
async function contentOf(database: Connection): Promise<Record<string, unknown[]>> {
  const tables = await database.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name`,
  )
  const contents = tables.map(async ({ name }) => [name, await database.all(`SELECT * FROM ${name}`)] as const)
  return Object.fromEntries(await Promise.all(contents))
}

async function openSource(file: string): Promise<Connection> {
  const database = await openFile(file)
  onTestFinished(() => database.close())
  return database
}

/** A process that is killed: its target ends before or after it has stored the batch with this number. */
function killedAt(target: SqliteTarget, batch: number, isStored: boolean): SqliteTarget {
  return {
    ...target,
    async insert(table, rows, progress) {
      const isLast = progress.batches === batch
      if (!isLast || isStored) await target.insert(table, rows, progress)
      if (isLast) throw new Error('killed')
    },
  }
}

describe('a copy', () => {
  test('has every row of every table', async () => {
    const file = sourceFile()
    const target = await newTarget()
    const copied = await copy(file, target)
    const expected = await contentOf(await openSource(file))
    expect(await contentOf(target.database)).toEqual(expected)
    const rows = Object.values(expected).reduce((sum, each) => sum + each.length, 0)
    expect(copied).toMatchObject({ as_of: NOW, rows, tables: Object.keys(expected).length })
    expect(rows).toBeGreaterThan(1000)
  })

  test('continues after the last stored batch, wherever the process was killed', async () => {
    const file = sourceFile()
    const target = await newTarget()
    let kills = 0
    for (let batch = 1; ; batch++) {
      const isStored = batch % 2 === 0
      const killed = await copy(file, killedAt(target, batch, isStored)).then(
        () => false,
        () => true,
      )
      if (!killed) break
      kills++
      expect(target.stored?.batches).toBe(isStored ? batch : batch - 1)
    }
    expect(kills).toBeGreaterThan(12)
    expect(target.begun).toBe(1)
    expect(await contentOf(target.database)).toEqual(await contentOf(await openSource(file)))
  })

  test('starts again when the source has changed since it was interrupted', async () => {
    const file = sourceFile()
    const target = await newTarget()
    await expect(copy(file, killedAt(target, 12, true))).rejects.toThrow('killed')
    const source = await openSource(file)
    await source.run(`DELETE FROM settings WHERE name = 'setting 7'`)
    expect(await copy(file, target)).toMatchObject({ as_of: NOW })
    expect(target.begun).toBe(2)
    expect(await contentOf(target.database)).toEqual(await contentOf(source))
  })

  test('of a file that a server writes to meanwhile is unfinished, and finished by a run after the server has stopped', async () => {
    const file = sourceFile()
    const target = await newTarget()
    const server = await openSource(file)
    const busy: SqliteTarget = {
      ...target,
      async insert(...batch) {
        await server.run('INSERT INTO settings (name, value) VALUES (:name, 0)', { name: `write ${Math.random()}` })
        await target.insert(...batch)
      },
    }
    await expect(copy(file, busy)).rejects.toThrow(/as they were at 2026-11-28T12:00:00Z, but .* has changed since/)
    expect(target.stored?.batches).toBeGreaterThan(12)
    const rows = await target.database.one<{ n: number }>(
      `SELECT count(*) AS n FROM settings WHERE name LIKE 'write %'`,
    )
    expect(rows?.n).toBe(0)
    expect(await copy(file, target)).toBeDefined()
    expect(await contentOf(target.database)).toEqual(await contentOf(server))
  })

  test('that is finished is not made again', async () => {
    const file = sourceFile()
    const target = await newTarget()
    await copy(file, target)
    expect(await copy(file, target)).toBeUndefined()
    expect(target.finished).toHaveLength(1)
  })

  test('is refused into a database with other data, which stays as it is', async () => {
    const target = await newTarget()
    const { database } = target
    await database.run(PUT, { name: 'mine', value: '' })
    await expect(copy(sourceFile(), target)).rejects.toThrow('The target has other data')
    expect(await database.all('SELECT name FROM settings')).toEqual([{ name: 'mine' }])
  })

  test.each([
    ['a lost row', 'DELETE FROM payments WHERE id = (SELECT max(id) FROM payments)', 'payments, rows'],
    ['a changed amount', 'UPDATE payments SET amount = amount + 1', 'payments, amount: sum'],
    ['a changed ordinal', `UPDATE client_lists SET last = last + 1 WHERE kind = 'tickets'`, 'client_lists, last: sum'],
    ['a changed last number', 'UPDATE number_sequences SET last = last + 1', 'number_sequences, last: sum'],
    ['a shortened text', 'UPDATE tickets SET body = substr(body, 2)', 'tickets, body: characters'],
    [
      'an empty text in place of none',
      `UPDATE clients SET region = '' WHERE region IS NULL`,
      'clients, region: values',
    ],
  ])('with %s is refused', async (_, sql, at) => {
    const target = await newTarget()
    const faulty: SqliteTarget = {
      ...target,
      facts: async table => {
        await target.database.run(sql)
        return target.facts(table)
      },
    }
    const refused = await copy(sourceFile(), faulty).catch(error => error)
    expect(refused.message).toMatch('differs from the source')
    expect(refused.problems).toContainEqual({ at, message: expect.stringMatching(/ in the source and .* in the copy/) })
    expect(target.finished).toEqual([])
  })

  test('of a text with NUL is refused, with its place', async () => {
    const file = sourceFile()
    const source = await openSource(file)
    await source.run('UPDATE clients SET line2 = :line2 WHERE id = 4', { line2: 'a\0b' })
    const target = await newTarget()
    await expect(copy(file, target)).rejects.toThrow(/^clients, id 4: line2 contains the character NUL/)
  })
})
