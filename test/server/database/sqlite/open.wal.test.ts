import Sqlite from 'better-sqlite3'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { names, newFile, open } from './files.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Makes SQLite refuse the switch to a write-ahead log a number of times, as it does if two processes switch a new file. */
function refuseWal(times: number, code: string) {
  const pragma = Sqlite.prototype.pragma
  let tries = 0
  vi.spyOn(Sqlite.prototype, 'pragma').mockImplementation(function (this: Sqlite.Database, text, options) {
    if (text !== 'journal_mode = WAL') return pragma.call(this, text, options)
    tries += 1
    if (tries <= times) throw new Sqlite.SqliteError('refused', code)
    return pragma.call(this, text, options)
  })
  return { tries: () => tries }
}

describe('when SQLite refuses the write-ahead log at once', () => {
  test('the switch is tried again', async () => {
    const { tries } = refuseWal(2, 'SQLITE_BUSY')
    expect(await names(await open(newFile()))).toEqual([])
    expect(tries()).toBe(3)
  })

  test('until the patience runs out', async () => {
    const { tries } = refuseWal(Number.POSITIVE_INFINITY, 'SQLITE_BUSY')
    // Time passes only with the tries, however busy the machine is.
    vi.spyOn(performance, 'now').mockImplementation(() => tries() * 10)
    await expect(openFile(newFile(), { patience: 30 })).rejects.toThrow('another process holds its lock')
    expect(tries()).toBe(3)
  })

  test('but only if the reason is a lock', async () => {
    const { tries } = refuseWal(1, 'SQLITE_IOERR')
    await expect(openFile(newFile())).rejects.toThrow('refused (SQLITE_IOERR)')
    expect(tries()).toBe(1)
  })
})
