import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Connection } from './connection.ts'
import { DatabaseRefused } from './database.ts'
import { checkOrigin, migrate } from './migrate.ts'

/** What better-sqlite3 takes for a database that lives and dies with its connection. */
const IN_MEMORY = ':memory:'

/** SQLite's own wait for a lock blocks the whole process, so it only bridges the commit of another one: 20 ms. */
const BLOCKING_WAIT = 20

export interface OpenOptions {
  /** With `:memory:`: the bytes to start from, as serialize() returned them. */
  from?: Buffer
  /** Milliseconds to wait for a lock that another process holds, before DatabaseUnavailable. */
  patience?: number
}

/**
 * Opens the database, makes the file and its folder when there are none, and brings it to the current version.
 * Throws DatabaseRefused when the file is damaged, locked, unwritable, somebody else's or a newer release's.
 * @param file a path, or `:memory:`
 */
export function openDatabase(file: string, { from, patience = 1000 }: OpenOptions = {}): Connection {
  let sqlite: Sqlite.Database | undefined
  try {
    if (file !== IN_MEMORY) mkdirSync(dirname(file), { recursive: true })
    sqlite = new Sqlite(from ?? file, { timeout: patience })
    // A copy was checked and migrated where it comes from.
    if (from === undefined) prepareFile(sqlite)
    configure(sqlite)
    return new Connection(sqlite, patience)
  } catch (error) {
    sqlite?.close()
    throw new DatabaseRefused(`The database ${file} cannot be used: ${reasonOf(error)}`, { cause: error })
  }
}

function prepareFile(sqlite: Sqlite.Database): void {
  checkOrigin(sqlite)
  checkPages(sqlite)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  // Takes the write lock once: a file that cannot be written is told now, not at the first customer's ticket.
  sqlite.exec('BEGIN IMMEDIATE; COMMIT')
  migrate(sqlite)
}

function configure(sqlite: Sqlite.Database): void {
  sqlite.pragma('foreign_keys = ON')
  // FULL: what was acknowledged survives a power cut, for 0.7 ms a commit.
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma(`busy_timeout = ${BLOCKING_WAIT}`)
  sqlite.pragma('journal_size_limit = 16777216')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('temp_store = MEMORY')
  sqlite.pragma('cell_size_check = ON')
}

function checkPages(sqlite: Sqlite.Database): void {
  // CHECKs held when the rows were written; evaluating them all again takes five times as long as walking the pages.
  sqlite.pragma('ignore_check_constraints = ON')
  const finding = String(sqlite.pragma('quick_check(1)', { simple: true }))
  sqlite.pragma('ignore_check_constraints = OFF')
  if (finding !== 'ok')
    throw new DatabaseRefused(`it is damaged (${finding.replaceAll(/\s+/g, ' ')}); restore a backup`)
}

const REASONS: Record<string, string> = {
  SQLITE_NOTADB: 'it is not an SQLite database',
  SQLITE_CORRUPT: 'it is damaged; restore a backup',
  SQLITE_BUSY: 'another process holds its lock',
  SQLITE_READONLY: 'it cannot be written',
  SQLITE_CANTOPEN: 'it cannot be opened, or its folder cannot be written',
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!(error instanceof Sqlite.SqliteError)) return error.message
  const reason = Object.entries(REASONS).find(([code]) => error.code.startsWith(code))?.[1]
  return reason ?? `${error.message} (${error.code})`
}
