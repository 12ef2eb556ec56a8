import { ChangeUnconfirmed, DatabaseUnavailable, UniqueViolation } from '../database.ts'

/** What the driver throws when PostgreSQL reports an error. */
export interface PostgresError extends Error {
  /** SQLSTATE. https://www.postgresql.org/docs/current/errcodes-appendix.html */
  code: string
  /** The function of PostgreSQL's source code that reported it. */
  routine?: string
}

export const isPostgresError = (error: unknown): error is PostgresError =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string'

const UNIQUE = '23505'

/** Two transactions cannot both succeed; the one that is run again sees what the other one has stored. */
const CONFLICT = new RegExp(`^(40001|40P01|${UNIQUE})$`)

const isConflict = (error: unknown): boolean => isPostgresError(error) && CONFLICT.test(error.code)

/**
 * The connection's prepared statement is gone, because a pooler has discarded it, or no longer fits, because a column now has another
 * type. PostgreSQL has not run it.
 */
const isOutdated = (error: unknown): boolean =>
  isPostgresError(error) &&
  (error.code === '26000' || (error.code === '0A000' && error.routine === 'RevalidateCachedQuery'))

/** Whether the same task will succeed if it is run again at once, from its start. */
export const mayRunAgain = (error: unknown): boolean => isConflict(error) || isOutdated(error)

/**
 * Temporary problems: connections (08), resources such as disk and connections (53), a server that stops or starts (57P), cancelled by
 * a timeout (57014), a transaction that takes too long (25P03, 25P04), a lock (55P03), a standby (25006), I/O errors (58), and a conflict
 * that remains after several attempts (40).
 */
const TEMPORARY = /^(08|53|57P|58|57014|55P03|25006|25P03|25P04|40)/

/** Errors after which a connection can send no more statements, or which show that it leads to a read-only server. */
const BROKEN = /^(08|57P|25006|25P03|25P04)/

/** Mistakes of this program, such as a missing parameter. */
const isMistake = (error: unknown) => error instanceof RangeError || error instanceof TypeError

/**
 * Turns an error of the driver into UniqueViolation, or into DatabaseUnavailable if trying again later may help. An error that does not
 * come from PostgreSQL comes from the network.
 */
export function translateError(error: unknown): unknown {
  if (error instanceof DatabaseUnavailable || isMistake(error)) return error
  if (!isPostgresError(error))
    return new DatabaseUnavailable(`The connection failed: ${messageOf(error)}`, { cause: error })
  if (error.code === UNIQUE) return new UniqueViolation(messageOf(error), { cause: error })
  return TEMPORARY.test(error.code) ? new DatabaseUnavailable(messageOf(error), { cause: error }) : error
}

/** The connection was lost, or the server stopped, while a statement was running. */
const LOST = /^(08|57P)/

/** As translateError(), for the statement that makes a change permanent. */
export function translateChangeError(error: unknown): unknown {
  const isLost = isPostgresError(error) ? LOST.test(error.code) : !isMistake(error)
  if (!isLost || error instanceof DatabaseUnavailable) return translateError(error)
  const message = `It is not known whether a change was stored: ${messageOf(error)}`
  return new ChangeUnconfirmed(message, { cause: error })
}

/** Whether the connection must not be used again. */
export const breaksConnection = (error: unknown): boolean =>
  isPostgresError(error) ? BROKEN.test(error.code) || isOutdated(error) : !isMistake(error)

/** One line. */
export function messageOf(error: unknown): string {
  // When every address of a name fails, the error has no message of its own.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ')
  if (!(error instanceof Error)) return String(error)
  const code = isPostgresError(error) ? ` (${error.code})` : ''
  return `${error.message.replaceAll(/\s+/g, ' ')}${code}`
}
