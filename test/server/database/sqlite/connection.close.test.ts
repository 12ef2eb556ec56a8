import { AsyncLocalStorage } from 'node:async_hooks'
import { statSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { DatabaseUnavailable } from '../../../../server/database/database.ts'
import { Connection } from '../../../../server/database/sqlite/connection.ts'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { gate } from '../../../support/gate.ts'
import { NAMES, names, newFile, open, put } from './files.ts'

test.each([
  [true, 0],
  [false, 1],
])(
  'with emptiesLog %s, closing while another connection reads leaves a log of %i or more bytes',
  async (emptiesLog, size) => {
    const file = newFile()
    const reader = await open(file)
    await reader.run(...put('first'))
    const writer = await openFile(file, { emptiesLog, patience: 60_000 })
    await writer.run(...put('second'))
    const started = gate()
    const ended = gate()
    const reading = reader.read(async queries => {
      await queries.all(NAMES)
      started.open()
      await ended.opened
    })
    await started.opened
    const closing = writer.close()
    ended.open()
    await Promise.all([reading, closing])
    expect(Math.min(statSync(`${file}-wal`).size, 1)).toBe(size)
    expect(await names(reader)).toEqual(['first', 'second'])
  },
)

test('on a full disk, closing keeps the log, and fails only if the log has to be empty', async () => {
  const close = (emptiesLog: boolean) => {
    const sqlite = new Sqlite(':memory:')
    vi.spyOn(sqlite, 'pragma').mockImplementation(() => {
      throw new Sqlite.SqliteError('database or disk is full', 'SQLITE_FULL')
    })
    return new Connection(sqlite, { context: new AsyncLocalStorage(), patience: 0, emptiesLog }).close()
  }
  await expect(close(false)).resolves.toBeUndefined()
  await expect(close(true)).rejects.toBeInstanceOf(DatabaseUnavailable)
})
