import { describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../../../server/database/database.ts'
import { monitor } from '../../../../server/database/health.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'
import { gate } from '../../../support/gate.ts'
import { names, newFile, open, put } from './files.ts'

const PAGE = 'x'.repeat(3_000)

/** Makes SQLite treat the disk as full after a number of further pages. */
async function leaveRoom(database: Connection, pages: number): Promise<void> {
  await database.run('VACUUM')
  const row = await database.one<{ page_count: number }>('PRAGMA page_count')
  await database.all(`PRAGMA max_page_count = ${(row?.page_count ?? 0) + pages}`)
}

test('a look at the health of a database writes nothing', async () => {
  const database = await open()
  const { health } = monitor(database)
  const before = database.serialize()
  expect([await health(), await health()]).toEqual(['ok', 'ok'])
  expect(Buffer.compare(database.serialize(), before)).toBe(0)
})

describe('after a write that failed', () => {
  test('for lack of space it is not ok until a write succeeds', async () => {
    const connection = await open(newFile())
    const { database, health } = monitor(connection)
    await leaveRoom(connection, 0)
    await expect(database.write(queries => queries.run(...put('a', PAGE)))).rejects.toThrow(DatabaseUnavailable)
    expect([await health(), await health()]).toEqual(['writes_failing', 'writes_failing'])
    await leaveRoom(connection, 100)
    expect(await database.run(...put('b', PAGE))).toBe(1)
    await leaveRoom(connection, 0)
    expect(await health()).toBe('ok')
  })

  test('because of a lock it is not ok until its own attempt succeeds, which leaves nothing behind', async () => {
    const file = newFile()
    const [other, connection] = [await open(file), await open(file, { patience: 5 })]
    const { database, health } = monitor(connection)
    const held = gate()
    const holding = other.write(() => held.opened)
    await expect(database.run(...put('a'))).rejects.toThrow(DatabaseUnavailable)
    expect(await health()).toBe('writes_failing')
    held.open()
    await holding
    expect([await health(), await names(connection)]).toEqual(['ok', []])
  })
})
