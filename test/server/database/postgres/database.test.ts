import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../../server/database/database.ts'
import { openDatabase } from '../../../../server/database/open.ts'
import { startDemoServer } from '../../../support/postgres/demo.ts'

const server = await startDemoServer()
afterAll(() => server?.stop())

const ADD = `INSERT INTO settings (name, value) VALUES (:name, '')`
const NAMES = `SELECT name FROM settings WHERE name <> 'demo' ORDER BY name`
const namesOf = async (database: Database) => (await database.all<{ name: string }>(NAMES)).map(({ name }) => name)

async function openNew(): Promise<Database> {
  const database = await openDatabase((await server?.newDemo()) ?? '')
  onTestFinished(() => database.close())
  return database
}

describe.skipIf(!server)('on PostgreSQL', () => {
  test('write() is rolled back if it rejects, and later statements are not part of it', async () => {
    const database = await openNew()
    const failing = database.write(async queries => {
      await queries.run(ADD, { name: 'a' })
      throw new Error('injected')
    })
    await expect(failing).rejects.toThrow('injected')
    expect(await database.run(ADD, { name: 'b' })).toBe(1)
    expect(await namesOf(database)).toEqual(['b'])
  })

  test('a transaction that has caught an error is not reported as committed', async () => {
    const database = await openNew()
    const writing = database.write(async queries => {
      await queries.run(ADD, { name: 'a' })
      await queries.run(ADD, { name: 'a' }).catch(() => {})
    })
    await expect(writing).rejects.toThrow('duplicate key')
    expect(await namesOf(database)).toEqual([])
  })
})
