/** Value of a named parameter. */
export type Param = string | number | null | Uint8Array
export type Params = Record<string, Param>

/**
 * SQL texts are constants with named parameters (`:client_id`); each text is prepared once. Date-times are ISO text
 * `2026-11-22T13:05:00Z`, dates `2026-11-22`, money is in minor units, and quantities (×10⁴), unit prices (×10⁶) and rates (×10²)
 * are integers. Every function may throw DatabaseUnavailable.
 */
export interface Queries {
  /** Returns the first row. A statement that writes is complete when the promise resolves. */
  one<Row>(sql: string, params?: Params): Promise<Row | undefined>
  all<Row>(sql: string, params?: Params): Promise<Row[]>
  /** @returns number of changed rows */
  run(sql: string, params?: Params): Promise<number>
}

/**
 * One connection. While a read() or write() runs, all other queries wait in order, so that no statement becomes part of another
 * caller's transaction. Inside, use only the queries handed in, and await nothing else.
 */
export interface Database extends Queries {
  /** Runs several reads on one snapshot. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** Runs a transaction that holds the write lock from its start. Rolled back if `work` rejects. */
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

/** This version cannot use the database. The message is one line for the operator. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
}
