import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Database, DatabaseUnavailable, type Sql } from '../../../server/database/database.ts'
import { monitor } from '../../../server/database/health.ts'
import { textOf } from '../../../server/database/sqlite/statements.ts'
import { openEmpty } from '../../support/engine.ts'
import { gate } from '../../support/gate.ts'

const put = (name: string, value = '') =>
  ['INSERT INTO settings (name, value) VALUES (:name, :value)', { name, value }] as const

/** A database whose reads behave as told. */
const reading = (one: () => Promise<unknown>) => monitor({ one } as unknown as Database)

describe('the health of a database', () => {
  test('is ok if it can be read, which writes nothing', async () => {
    const database = openEmpty()
    const { health } = monitor(database)
    expect([await health(), await health()]).toEqual(['ok', 'ok'])
    expect(await database.all('SELECT name FROM settings')).toEqual([])
  })

  test.each([
    ['DatabaseUnavailable', new DatabaseUnavailable('disk I/O error')],
    ['another error', new Error('malformed')],
  ])('is not ok while reads fail with %s', async (_, error) => {
    let fails = true
    const { health } = reading(async () => {
      if (fails) throw error
    })
    expect(await health()).toBe('reads_failing')
    fails = false
    expect(await health()).toBe('ok')
  })

  test('is not ok, after a second, while a read takes longer, which is not repeated', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { open: finish, opened } = gate()
    const one = vi.fn(() => opened)
    const { health } = reading(one)
    const first = health()
    await vi.advanceTimersByTimeAsync(999)
    const second = health()
    await vi.advanceTimersByTimeAsync(1)
    expect(await first).toBe('reads_failing')
    await vi.advanceTimersByTimeAsync(1000)
    expect([await second, one.mock.calls.length]).toEqual(['reads_failing', 1])
    finish()
    await opened
    await vi.advanceTimersByTimeAsync(0)
    expect(await health()).toBe('ok')
  })

  test('is not ok if a read blocked the process for more than a second', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { health } = reading(async () => void vi.setSystemTime(Date.now()))
    expect(await health()).toBe('ok')
    const { health: slow } = reading(async () => {
      vi.advanceTimersByTime(1001)
    })
    expect(await slow()).toBe('reads_failing')
  })
})

describe('after a write that failed', () => {
  test.each([
    ['is not ok in a shared database, which counts requests by it', true, 'writes_failing'],
    ['is ok in another one, where requests only read by it', false, 'ok'],
  ])('by one() it %s', async (_, isShared, expected) => {
    const full = () => Promise.reject(new DatabaseUnavailable('disk full'))
    const one = (sql: Sql) => (textOf(sql).startsWith('INSERT') ? full() : Promise.resolve(undefined))
    const { database, health } = monitor({ isShared, one, write: full } as unknown as Database)
    expect(await health()).toBe('ok')
    await expect(database.one('INSERT INTO settings VALUES (1) RETURNING value')).rejects.toThrow(DatabaseUnavailable)
    expect(await health()).toBe(expected)
  })

  test('for another reason it is ok', async () => {
    const { database, health } = monitor(openEmpty())
    await database.run(...put('a'))
    await expect(database.run(...put('a'))).rejects.toThrow(/unique/i)
    await expect(database.write(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(await health()).toBe('ok')
  })
})

test('all other queries are passed on', async () => {
  const { database } = monitor(openEmpty())
  await database.run(...put('a', 'b'))
  expect(await database.one('SELECT value FROM settings')).toEqual({ value: 'b' })
  expect(await database.all('SELECT name FROM settings')).toEqual([{ name: 'a' }])
  expect(await database.read(queries => queries.one('SELECT count(*) AS count FROM settings'))).toEqual({ count: 1 })
  await database.close()
  await expect(database.one('SELECT value FROM settings')).rejects.toThrow(DatabaseUnavailable)
})
