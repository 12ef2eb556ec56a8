import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { startServer } from '../../../support/postgres/server.ts'

const server = await startServer()
await server?.admin('CREATE DATABASE ours')
afterAll(() => server?.stop())

const ADD = `INSERT INTO settings (name, value) VALUES (:name, 'a')`
/** Fails, and is not run again as after a conflict. */
const ADD_NOTHING = `INSERT INTO settings (name, value) VALUES (:name, NULL)`
const VALUE = `SELECT value FROM settings WHERE name = :name`

/** A database with one connection, which has prepared a text. */
async function prepared(name: string) {
  const database = await openDatabase(`${server?.url('ours')}&pool_size=1`)
  onTestFinished(() => database.close())
  await database.run(ADD, { name })
  await database.one(VALUE, { name })
  return database
}

describe.skipIf(!server)('a prepared statement', () => {
  test('of a transaction that has failed before is prepared for the next user of its connection', async () => {
    const name = 'taken'
    const database = await prepared(name)
    for (let n = 0; n < 300; n++) {
      const text = `SELECT ${n} AS n`
      const failing = database.write(queries => Promise.all([queries.run(ADD_NOTHING, { name }), queries.one(text)]))
      const next = database.one(text)
      await expect(failing).rejects.toThrow('null value')
      expect(await next).toEqual({ n })
    }
  })

  test.each([
    ['whose column has another type since then', 'ALTER TABLE settings ALTER COLUMN value TYPE varchar COLLATE "C"'],
    ['that a pooler has discarded', 'DEALLOCATE ALL'],
  ])('%s is prepared anew', async (name, change) => {
    const database = await prepared(name)
    await database.run(change)
    expect(await database.one(VALUE, { name })).toEqual({ value: 'a' })
    const changing = await prepared(`${name}, in a transaction`)
    await changing.run(change.replace('varchar', 'text'))
    const read = () => changing.write(queries => queries.one(VALUE, { name }))
    expect(await read()).toEqual({ value: 'a' })
    expect(await read()).toEqual({ value: 'a' })
  })
})
