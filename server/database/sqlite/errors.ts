import Sqlite from 'better-sqlite3'
import { DatabaseUnavailable } from '../database.ts'

/** Result codes that can pass without anybody changing the program. https://www.sqlite.org/rescode.html */
const PASSING = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM|INTERRUPT)/

/** What SQLite threw, as a DatabaseUnavailable where trying again later may help. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Sqlite.SqliteError) || !PASSING.test(error.code)) return error
  return new DatabaseUnavailable(`${error.message} (${error.code})`, { cause: error })
}

/** Another process holds the lock that was asked for. */
export const isLocked = (error: unknown): boolean =>
  error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
