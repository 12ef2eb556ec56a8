import { DatabaseUnavailable, UniqueViolation } from '../database.ts'
import { isSqliteError } from './driver.ts'

/** Result codes of temporary problems. https://www.sqlite.org/rescode.html */
const TEMPORARY = /^SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN|PROTOCOL|NOMEM|INTERRUPT)/

const UNIQUE = /^SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID)$/

/** Turns an error of SQLite into UniqueViolation, or into DatabaseUnavailable if trying again later may help. */
export function translateError(error: unknown): unknown {
  if (!isSqliteError(error)) return error
  if (UNIQUE.test(error.code)) return new UniqueViolation(error.message, { cause: error })
  if (!TEMPORARY.test(error.code)) return error
  return new DatabaseUnavailable(`${error.message} (${error.code})`, { cause: error })
}

/** Whether another process holds the lock that was asked for. */
export const isLocked = (error: unknown): boolean => isSqliteError(error) && error.code.startsWith('SQLITE_BUSY')
