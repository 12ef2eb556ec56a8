import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../../../server/database/database.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { gate } from '../../../support/gate.ts'
import { breathe, names, newFile, open, put } from './files.ts'

/** Two connections to one file, like two processes. The first holds the write lock until `release()`. */
async function contended(patience: number) {
  const file = newFile()
  const [other, database] = [await open(file), await open(file, { patience })]
  const held = gate()
  const holding = other.write(async queries => {
    await queries.run(...put('other'))
    await held.opened
  })
  const release = async () => {
    held.open()
    await holding
  }
  return { database, other, release }
}

const PATIENT = 30_000

const asks: [string, (database: Connection) => Promise<unknown>][] = [
  ['write()', database => database.write(queries => queries.run(...put('mine')))],
  ['run()', database => database.run(...put('mine'))],
  ['one()', database => database.one(`${put('mine')[0]} RETURNING name`, put('mine')[1])],
]

describe("while another process holds the file's write lock", () => {
  test.each(asks)('%s waits for the lock, then takes effect', async (_, ask) => {
    const { database, release } = await contended(PATIENT)
    let settled = false
    const asked = ask(database).finally(() => {
      settled = true
    })
    for (let turn = 0; turn < 20; turn++) await breathe()
    expect(settled).toBe(false)
    await release()
    await asked
    expect(await names(database)).toEqual(['mine', 'other'])
  })

  test.each(asks)('%s is unavailable if the wait is too long, and works again afterwards', async (_, ask) => {
    const { database, release } = await contended(20)
    await expect(ask(database)).rejects.toThrow(DatabaseUnavailable)
    await release()
    await ask(database)
    expect(await names(database)).toEqual(['mine', 'other'])
  })

  test('reads see the state before the change', async () => {
    const { database, release } = await contended(PATIENT)
    expect(await names(database)).toEqual([])
    expect(await database.read(queries => queries.all('SELECT name FROM settings'))).toEqual([])
    await release()
    expect(await names(database)).toEqual(['other'])
  })

  test('fifty waiting writers do not delay reads', async () => {
    const { database, release } = await contended(2_000)
    let given = 0
    const writers = Array.from({ length: 50 }, (_, index) =>
      database.run(...put(`mine-${index}`)).finally(() => {
        given += 1
      }),
    )
    // If each writer blocked the process while waiting, their patience would run out before the reads end.
    for (let read = 0; read < 50; read++) {
      await breathe()
      expect(await names(database)).toEqual([])
    }
    expect(given).toBe(0)
    await release()
    expect(await Promise.all(writers)).toEqual(writers.map(() => 1))
  })
})

test('a read() sees one snapshot, even if another process writes meanwhile', async () => {
  const file = newFile()
  const [other, database] = [await open(file), await open(file)]
  const seen = await database.read(async queries => {
    const before = await queries.all('SELECT name FROM settings')
    await other.run(...put('other'))
    return [before, await queries.all('SELECT name FROM settings')]
  })
  expect(seen).toEqual([[], []])
  expect(await names(database)).toEqual(['other'])
})

test('no other process writes between a read and a write in one write()', async () => {
  const file = newFile()
  const [other, database] = [await open(file, { patience: PATIENT }), await open(file, { patience: PATIENT })]
  await database.run(...put('count', '0'))
  const add = (connection: Connection) =>
    connection.write(async queries => {
      const row = await queries.one<{ value: string }>(`SELECT value FROM settings WHERE name = 'count'`)
      await breathe()
      await queries.run(`UPDATE settings SET value = :value WHERE name = 'count'`, {
        value: `${Number(row?.value) + 1}`,
      })
    })
  await Promise.all(Array.from({ length: 20 }, (_, index) => add(index % 2 ? other : database)))
  expect(await database.one(`SELECT value FROM settings WHERE name = 'count'`)).toEqual({ value: '20' })
})
