/** Value of a named parameter. */
export type Param = string | number | null | Uint8Array
export type Params = Record<string, Param>

/** An SQL text for every engine, or one for each where they differ. */
export type Sql = string | { readonly sqlite: string; readonly postgres: string }

/**
 * SQL texts are constants with named parameters (`:client_id`); each text is prepared once. Date-times are ISO text
 * `2026-11-22T13:05:00Z`, dates `2026-11-22`, money is in minor units, and quantities (×10⁴), unit prices (×10⁶) and rates (×10²)
 * are integers. Every function may throw DatabaseUnavailable.
 */
export interface Queries {
  /** Returns the first row. A statement that writes is complete when the promise resolves. */
  one<Row>(sql: Sql, params?: Params): Promise<Row | undefined>
  all<Row>(sql: Sql, params?: Params): Promise<Row[]>
  /** @returns number of changed rows */
  run(sql: Sql, params?: Params): Promise<number>
  /**
   * Locks the rows that a `SELECT … FOR UPDATE` selects until the transaction ends. Only in write(). Does nothing on SQLite, where a
   * write holds the lock of the whole database from its start.
   */
  lock(sql: string, params?: Params): Promise<void>
}

/**
 * Inside a read() or write(), use only the queries handed in, and await nothing else: on SQLite, which has one connection, all other
 * queries wait until it ends.
 */
export interface Database extends Queries {
  /** Whether servers on several machines can use it at the same time. What they count together must then be stored in it. */
  readonly isShared: boolean
  /** Runs several reads on one snapshot. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /**
   * Runs a transaction, which is rolled back if `work` rejects. On SQLite it holds the only write lock from its start. On PostgreSQL
   * others run at the same time, and it is run again if it conflicts with one of them, or adds a row with the same key: `work` must
   * change nothing outside the database.
   */
  write<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** One step from a version of the schema to the next. */
export interface Migration {
  /** The version that it brings the database to, counted from 1. */
  version: number
  name: string
  sql: string
}

/** What a migration that works in batches has done so far. */
export interface MigrationProgress {
  migration: string
  /** Number of rows that it has written. */
  changes: number
}

/** Which migrations a database has. */
export interface SchemaState {
  /** 0 for an empty database. */
  version: number
  /** Name and version of the database engine. */
  engine: string
  migrations: { version: number; name: string; isApplied: boolean }[]
}

/** A temporary failure: locked by another process, disk full, read-only, an I/O error, or closed. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** The connection was lost before the result of a change arrived. The change may be stored, so repeating it may make it twice. */
export class ChangeUnconfirmed extends DatabaseUnavailable {
  override name = 'ChangeUnconfirmed'
}

/**
 * Another row has the same key. Look for such a row in the same write() that adds one: if another process adds one meanwhile, PostgreSQL
 * runs the write() again, which then finds it.
 */
export class UniqueViolation extends Error {
  override name = 'UniqueViolation'
}

/** This version cannot use the database. The message is one line for the operator. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
}
