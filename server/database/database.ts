/** What a named parameter may hold. */
export type Param = string | number | null | Uint8Array
export type Params = Record<string, Param>

/**
 * SQL stands as constants with named parameters (`:client_id`); each text is prepared once. Instants are ISO text
 * `2026-11-22T13:05:00Z`, dates `2026-11-22`, money integer minor units, quantities integers ×10⁴, unit prices ×10⁶, rates
 * ×10². Every call may throw DatabaseUnavailable.
 */
export interface Queries {
  /** The first row. A statement that writes has been carried out wholly when this resolves. */
  one<Row>(sql: string, params?: Params): Promise<Row | undefined>
  all<Row>(sql: string, params?: Params): Promise<Row[]>
  /** @returns how many rows changed */
  run(sql: string, params?: Params): Promise<number>
}

/**
 * One connection. While a read() or write() runs, whatever else is asked of it waits in order, so that no statement lands
 * in somebody else's transaction. Inside, use only the queries handed in, and await nothing but them.
 */
export interface Database extends Queries {
  /** Reads that all see the same moment. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** All or nothing: rolled back when `work` rejects. Holds the write lock from its start. */
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

/** The database cannot serve for now: locked by another process, disk full, read-only, an I/O error, or closed. */
export class DatabaseUnavailable extends Error {
  override name = 'DatabaseUnavailable'
}

/** The file is not one this version may work on; the message is one line for the operator. */
export class DatabaseRefused extends Error {
  override name = 'DatabaseRefused'
}
