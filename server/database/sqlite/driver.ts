import type { Params } from '../database.ts'

/** The part of better-sqlite3's API that the server uses. Other builds of SQLite are adapted to it. */
export interface Driver {
  readonly open: boolean
  readonly inTransaction: boolean
  prepare(sql: string): Statement
  exec(sql: string): unknown
  pragma(text: string, options?: { simple?: boolean }): unknown
  /** The whole database as the bytes of a file. */
  serialize(): Uint8Array
  close(): unknown
}

export interface Statement {
  /** Whether it returns rows. */
  readonly reader: boolean
  /** Whether it leaves the database unchanged. */
  readonly readonly: boolean
  columns(): { name: string }[]
  get(params?: Params): unknown
  all(params?: Params): unknown[]
  run(params?: Params): { changes: number }
}

/** What a driver throws when SQLite reports an error. */
export interface SqliteError extends Error {
  /** Name of the result code: `SQLITE_BUSY`. https://www.sqlite.org/rescode.html */
  code: string
}

export const isSqliteError = (error: unknown): error is SqliteError =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_')

/** Runs synchronous work in a transaction: all or nothing. */
export function inTransaction<T>(sqlite: Driver, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  sqlite.exec(begin)
  try {
    const result = work()
    sqlite.exec('COMMIT')
    return result
  } catch (error) {
    if (sqlite.inTransaction) sqlite.exec('ROLLBACK')
    throw error
  }
}
