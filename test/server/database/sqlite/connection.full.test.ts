import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../../../server/database/database.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { testApp } from '../../../support/app.ts'
import { names, newFile, open, PUT, put } from './files.ts'

/** Makes SQLite treat the disk as full after a number of further pages. */
async function leaveRoom(database: Connection, pages: number): Promise<void> {
  await database.run('VACUUM')
  const row = await database.one<{ page_count: number }>('PRAGMA page_count')
  await database.all(`PRAGMA max_page_count = ${(row?.page_count ?? 0) + pages}`)
}

const PAGE = 'x'.repeat(3_000)

type Store = (database: Connection, name: string) => Promise<unknown>

const stores: [string, Store][] = [
  ['run()', (database, name) => database.run(...put(name, PAGE))],
  ['one()', (database, name) => database.one(`${PUT} RETURNING name`, { name, value: PAGE })],
  ['write()', (database, name) => database.write(queries => queries.run(...put(name, PAGE)))],
  [
    'write() of several rows',
    (database, name) =>
      database.write(async queries => {
        await queries.run(...put(`${name}-part`))
        await queries.run(...put(name, PAGE))
      }),
  ],
]

/** @returns names whose write was acknowledged, and the errors of the others */
async function fill(database: Connection, store: Store, prefix: string, count: number) {
  const acknowledged: string[] = []
  const errors: unknown[] = []
  for (let index = 0; index < count; index++) {
    const name = `${prefix}-${index}`
    await store(database, name).then(
      () => acknowledged.push(name),
      error => errors.push(error),
    )
  }
  return { acknowledged, errors }
}

const whole = (stored: string[]) => stored.filter(name => !name.endsWith('-part')).toSorted()

describe('on a full disk', () => {
  test.each(stores)(
    '%s is unavailable, reads still work, writes work again once there is room, and no acknowledged write is lost',
    async (_, store) => {
      const file = newFile()
      const database = await open(file)
      await leaveRoom(database, 5)
      const { acknowledged, errors } = await fill(database, store, 'before', 12)
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(errors.length).toBeGreaterThan(0)
      expect(errors).toEqual(errors.map(() => expect.any(DatabaseUnavailable)))
      expect(whole(await names(database))).toEqual(acknowledged.toSorted())

      await leaveRoom(database, 100)
      const after = await fill(database, store, 'after', 5)
      expect(after.errors).toEqual([])
      const all = [...acknowledged, ...after.acknowledged].toSorted()
      expect(whole(await names(database))).toEqual(all)
      // Writes that were not acknowledged leave no partial rows.
      const parts = (await names(database)).filter(name => name.endsWith('-part'))
      expect(parts.every(part => all.includes(part.slice(0, -'-part'.length)))).toBe(true)
      await database.close()
      expect(whole(await names(await open(file)))).toEqual(all)
    },
  )

  test('a transaction that continues after the error stores everything or nothing', async () => {
    const database = await open(newFile())
    await leaveRoom(database, 3)
    const stubborn = database.write(async queries => {
      await queries.run(...put('first'))
      for (let index = 0; index < 10; index++) await queries.run(...put(`page-${index}`, PAGE)).catch(() => {})
      throw new Error('gives up')
    })
    await expect(stubborn).rejects.toThrow()
    expect(await names(database)).toEqual([])
    expect(await database.run(...put('next'))).toBe(1)
  })

  test('the API returns 503 with Retry-After for a write, 200 for a read, and 201 as soon as there is room', async () => {
    const app = testApp()
    const database = app.database as Connection
    const token = await app.login()
    const ticket = { token, json: { subject: 'Room', body: 'x'.repeat(20_000) } }
    await leaveRoom(database, 0)
    const refused = await app.call('/api/v1/tickets', ticket)
    expect([refused.status, await refused.json()]).toEqual([
      503,
      { message: 'Service unavailable.', code: 'unavailable' },
    ])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    app.clock.advance(120_000)
    expect((await app.call('/api/v1/me', { token })).status).toBe(200)
    expect((await app.call('/api/v1/tickets', { token })).status).toBe(200)

    await leaveRoom(database, 100)
    const created = await app.call('/api/v1/tickets', ticket)
    const body = await created.text()
    expect(created.status, body).toBe(201)
    // The refused ticket took no number.
    expect(JSON.parse(body).data.number).toBe('TKT-2026-0007')
  })
})
