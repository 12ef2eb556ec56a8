import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { sharedServer } from '../../../support/postgres/demo.ts'

const server = await sharedServer()
const url = (await server?.lend('none'))?.url

const ADD = `INSERT INTO settings (name, value) VALUES (:name, 'a')`
/** Fails, and is not run again as after a conflict. */
const ADD_NOTHING = `INSERT INTO settings (name, value) VALUES (:name, NULL)`
const VALUE = `SELECT value FROM settings WHERE name = :name`

/** The process of PostgreSQL that serves the connection. */
const PROCESS = 'SELECT pg_backend_pid() AS pid'

/** A database with one connection, which has prepared a text. */
async function prepared(name: string) {
  const database = await openDatabase(`${url}&pool_size=1`)
  onTestFinished(() => database.close())
  await database.run(ADD, { name })
  await database.one(VALUE, { name })
  return database
}

describe.skipIf(!server)('a prepared statement', () => {
  test('of a transaction that has failed before is prepared for the next user of its connection', async () => {
    const name = 'taken'
    const database = await prepared(name)
    // A connection is replaced when it is found to lack a statement.
    const connection = await database.one(PROCESS)
    for (let n = 0; n < 100; n++) {
      const text = `${PROCESS} /* ${n} */`
      const failing = database.write(queries => Promise.all([queries.run(ADD_NOTHING, { name }), queries.one(text)]))
      const next = database.one(text)
      await expect(failing).rejects.toThrow('null value')
      expect(await next).toEqual(connection)
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
