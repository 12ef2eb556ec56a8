import { DatabaseUnavailable } from '../database.ts'
import { isSqliteError } from './driver.ts'

/** Result codes of temporary problems. https://www.sqlite.org/rescode.html */
const TEMPORARY = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM|INTERRUPT)/

/** Turns an error of SQLite into DatabaseUnavailable if trying again later may help. */
export function translateError(error: unknown): unknown {
  if (!isSqliteError(error) || !TEMPORARY.test(error.code)) return error
  return new DatabaseUnavailable(`${error.message} (${error.code})`, { cause: error })
}

/** Whether another process holds the lock that was asked for. */
export const isLocked = (error: unknown): boolean => isSqliteError(error) && error.code.startsWith('SQLITE_BUSY')
