import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../../../server/database/database.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { testApp } from '../../../support/app.ts'
import { names, newFile, open, PUT, put } from './files.ts'

/** A disk with room for so many pages more, as far as SQLite knows. */
async function leaveRoom(database: Connection, pages: number): Promise<void> {
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

/** @returns the names whose storing was acknowledged, and what was thrown for the others */
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
    '%s is unavailable, reads go on, room brings it back and nothing acknowledged is lost',
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
      // Of what was not acknowledged not even a part is left.
      const parts = (await names(database)).filter(name => name.endsWith('-part'))
      expect(parts.every(part => all.includes(part.slice(0, -'-part'.length)))).toBe(true)
      await database.close()
      expect(whole(await names(await open(file)))).toEqual(all)
    },
  )

  test('a transaction that goes on after the error keeps all of it or nothing', async () => {
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

  test('the API answers 503 with Retry-After to a write, 200 to a read, and 201 as soon as there is room', async () => {
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
    // No number was lost with the ticket that was refused.
    expect(JSON.parse(body).data.number).toBe('TKT-2026-0007')
  })
})
