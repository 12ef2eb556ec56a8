import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable, type Queries } from '../../../../server/database/database.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { gate } from '../../../support/gate.ts'
import { breathe, names, newFile, open, PUT, put } from './files.ts'

const failure = new Error('injected')

describe('a transaction', () => {
  test('makes all other statements wait, in order, until it has ended', async () => {
    const database = await open()
    await database.run('CREATE TABLE journal (id INTEGER PRIMARY KEY, entry TEXT)')
    const note = (entry: string) => ['INSERT INTO journal (entry) VALUES (:entry)', { entry }] as const
    await Promise.all([
      database.write(async queries => {
        await queries.run(...note('first'))
        await breathe()
        await queries.run(...note('still first'))
      }),
      database.run(...note('second')),
      database.write(queries => queries.run(...note('third'))),
      database.run(...note('fourth')),
    ])
    const entries = await database.all<{ entry: string }>('SELECT entry FROM journal ORDER BY id')
    expect(entries.map(({ entry }) => entry)).toEqual(['first', 'still first', 'second', 'third', 'fourth'])
  })

  test('that rejects is rolled back completely and affects no other statements', async () => {
    const database = await open()
    const failing = database.write(async queries => {
      await queries.run(...put('inside'))
      await breathe()
      throw failure
    })
    const outside = database.run(...put('outside'))
    await expect(failing).rejects.toBe(failure)
    expect(await outside).toBe(1)
    expect(await names(database)).toEqual(['outside'])
  })

  test('that throws before its first await is rolled back too', async () => {
    const database = await open()
    const failing = database.write(queries => {
      void queries.run(...put('inside'))
      throw failure
    })
    await expect(failing).rejects.toBe(failure)
    expect(await names(database)).toEqual([])
    expect(await database.run(...put('next'))).toBe(1)
  })

  test('continues after catching the error of a statement', async () => {
    const database = await open()
    await database.write(async queries => {
      await queries.run(...put('a'))
      await expect(queries.run(...put('a'))).rejects.toThrow('UNIQUE constraint failed')
      await queries.run(...put('b'))
    })
    expect(await names(database)).toEqual(['a', 'b'])
  })

  test('resolves to the result of its work', async () => {
    expect(await (await open()).write(async queries => queries.one('SELECT 1 AS yes'))).toEqual({ yes: 1 })
  })

  test('that SQLite itself has rolled back refuses further statements, which would be committed alone', async () => {
    const database = await open()
    await database.run(...put('there'))
    const failing = database.write(async queries => {
      await queries.run(...put('before'))
      await queries.run(PUT.replace('INSERT', 'INSERT OR ROLLBACK'), { name: 'there', value: '' }).catch(() => {})
      await queries.run(...put('after'))
    })
    await expect(failing).rejects.toThrow(new DatabaseUnavailable('The transaction was rolled back'))
    expect(await names(database)).toEqual(['there'])
  })

  test('that SQLite itself has rolled back rejects, even if the error was caught', async () => {
    const database = await open()
    await database.run(...put('there'))
    const failing = database.write(async queries => {
      await queries.run(PUT.replace('INSERT', 'INSERT OR ROLLBACK'), { name: 'there', value: '' }).catch(() => {})
      return 'done'
    })
    await expect(failing).rejects.toThrow('no transaction is active')
    expect(await database.run(...put('next'))).toBe(1)
  })

  test('that cannot be committed is rolled back, and the next one can begin', async () => {
    const database = await open()
    await database.run('CREATE TABLE children (id INTEGER REFERENCES clients (id) DEFERRABLE INITIALLY DEFERRED)')
    const failing = database.write(queries => queries.run('INSERT INTO children VALUES (1)'))
    await expect(failing).rejects.toThrow('FOREIGN KEY constraint failed')
    await database.write(queries => queries.run(...put('next')))
    expect(await database.all('SELECT id FROM children')).toEqual([])
  })
})

test('one() rejects if the commit fails after the first row', async () => {
  const database = await open()
  await database.run('CREATE TABLE children (id INTEGER REFERENCES clients (id) DEFERRABLE INITIALLY DEFERRED)')
  await expect(database.one('INSERT INTO children VALUES (1) RETURNING id')).rejects.toThrow('FOREIGN KEY')
  expect(await database.all('SELECT id FROM children')).toEqual([])
})

describe('using the database itself inside a transaction is refused, because it would wait forever:', () => {
  const uses: [string, (database: Connection) => Promise<unknown>][] = [
    ['one()', database => database.one('SELECT 1')],
    ['all()', database => database.all('SELECT 1')],
    ['run()', database => database.run(...put('nested'))],
    ['read()', database => database.read(async () => {})],
    ['write()', database => database.write(async () => {})],
  ]
  test.each(uses)('%s', async (_, use) => {
    const database = await open()
    const nested = database.write(async queries => {
      await queries.run(...put('outer'))
      await breathe()
      await use(database)
    })
    await expect(nested).rejects.toThrow('Inside read() and write() use the queries handed in')
    expect(await names(database)).toEqual([])
  })

  test('unless the transaction has ended', async () => {
    const database = await open()
    const ended = gate()
    let later: Promise<unknown> | undefined
    await database.write(async () => {
      later = ended.opened.then(() => database.run(...put('later')))
    })
    ended.open()
    expect(await later).toBe(1)
  })
})

describe('queries used after their transaction are refused', () => {
  const uses: [string, (queries: Queries) => Promise<unknown>][] = [
    ['one()', queries => queries.one('SELECT 1')],
    ['all()', queries => queries.all('SELECT 1')],
    ['run()', queries => queries.run(...put('late'))],
  ]
  test.each(uses)('%s', async (_, use) => {
    const database = await open()
    const kept = await database.write(async queries => ({ queries }))
    const during = database.write(async () => {
      await expect(use(kept.queries)).rejects.toThrow('This transaction has ended')
    })
    await during
    await expect(use(kept.queries)).rejects.toThrow('This transaction has ended')
    expect(await names(database)).toEqual([])
  })
})

describe('read() refuses to write', () => {
  const uses: [string, (queries: Queries) => Promise<unknown>][] = [
    ['by run()', queries => queries.run(...put('a'))],
    ['by one()', queries => queries.one(`${PUT} RETURNING name`, { name: 'a', value: '' })],
    ['by all()', queries => queries.all(`${PUT} RETURNING name`, { name: 'a', value: '' })],
    ['a table', queries => queries.run('CREATE TABLE a (id INTEGER)')],
  ]
  test.each(uses)('%s', async (_, use) => {
    const database = await open()
    await expect(database.read(use)).rejects.toThrow('read() cannot write')
    expect(await names(database)).toEqual([])
  })
})

test('an invalid statement is not reported as an unavailable database', async () => {
  const database = await open()
  await database.run(...put('a'))
  for (const failing of [database.run(...put('a')), database.one('SELECT absent'), database.write(q => q.all('SE'))]) {
    const error = await failing.catch(thrown => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(error).not.toBeInstanceOf(DatabaseUnavailable)
  }
})

test('lock() does nothing in write(), and throws elsewhere', async () => {
  const database = await open()
  const text = 'SELECT name FROM settings FOR UPDATE'
  await database.write(queries => queries.lock(text))
  await expect(database.read(queries => queries.lock(text))).rejects.toThrow('read() cannot lock')
  await expect(database.lock(text)).rejects.toThrow('Only write() can lock')
})

test('of a text for each engine, the one for SQLite is run', async () => {
  const database = await open()
  const sql = { sqlite: "SELECT 'SQLite' AS engine", postgres: 'SELECT nothing' }
  const expected = { engine: 'SQLite' }
  expect([await database.one(sql), await database.write(queries => queries.one(sql))]).toEqual([expected, expected])
})

test('without rows, one() returns undefined and all() an empty array', async () => {
  const database = await open()
  expect([await database.one('SELECT 1 WHERE 0'), await database.all('SELECT 1 WHERE 0')]).toEqual([undefined, []])
})

test('columns() returns the column names of a text', async () => {
  const database = await open()
  const texts = ['SELECT name AS key, value FROM settings', `${PUT} RETURNING name`, PUT]
  expect(texts.map(text => database.columns(text))).toEqual([['key', 'value'], ['name'], []])
  expect(() => database.columns('SELECT absent')).toThrow('no such column: absent')
})

describe('close()', () => {
  test('ends a running transaction without storing it, and all that wait for it', async () => {
    const file = newFile()
    const database = await open(file)
    const goOn = gate()
    const ended = Promise.allSettled([
      database.write(async queries => {
        await queries.run(...put('inside'))
        await goOn.opened
        await queries.run(...put('after'))
      }),
      database.run(...put('waiting')),
      database.write(queries => queries.run(...put('next'))),
    ])
    await breathe()
    await database.close()
    goOn.open()
    const reasons = (await ended).map(end => (end as PromiseRejectedResult).reason)
    expect(reasons).toEqual([1, 2, 3].map(() => expect.any(DatabaseUnavailable)))
    expect(await names(await open(file))).toEqual([])
  })

  test('makes everything after it unavailable, and may be called twice', async () => {
    const database = await open()
    await database.close()
    await database.close()
    const calls = [
      database.one('SELECT 1'),
      database.all('SELECT 1'),
      database.run(...put('a')),
      database.read(async () => {}),
      database.write(async () => {}),
    ]
    const reasons = (await Promise.allSettled(calls)).map(end => (end as PromiseRejectedResult).reason)
    expect(reasons).toEqual(calls.map(() => new DatabaseUnavailable('The database is closed')))
  })

  test('leaves one file, without a write-ahead log', async () => {
    const file = newFile()
    const database = await open(file)
    await database.run(...put('a'))
    expect(existsSync(`${file}-wal`)).toBe(true)
    await database.close()
    expect([existsSync(file), existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([true, false, false])
  })
})
