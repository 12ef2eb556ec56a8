import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { DatabaseRefused } from '../database.ts'
import { Connection } from './connection.ts'
import { isLocked } from './errors.ts'
import { checkOrigin, migrate } from './migrate.ts'

/** What better-sqlite3 takes for a database that lives and dies with its connection. */
const IN_MEMORY = ':memory:'

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
    if (from === undefined) prepareFile(sqlite, patience)
    configure(sqlite)
    return new Connection(sqlite, patience)
  } catch (error) {
    sqlite?.close()
    throw new DatabaseRefused(`The database ${file} cannot be used: ${reasonOf(error)}`, { cause: error })
  }
}

function prepareFile(sqlite: Sqlite.Database, patience: number): void {
  checkOrigin(sqlite)
  checkPages(sqlite)
  switchToWal(sqlite, patience)
  sqlite.pragma('synchronous = FULL')
  // Writes once, for nothing: a file that cannot be written is told now, not at the first customer's ticket. The lock alone
  // says little: SQLite grants it on a read-only file.
  sqlite.exec('BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK')
  migrate(sqlite)
}

/** Of two that switch a new file at once SQLite refuses one without any wait: each holds what the other one needs. */
function switchToWal(sqlite: Sqlite.Database, patience: number): void {
  const deadline = performance.now() + patience
  for (;;) {
    try {
      sqlite.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw error
    }
    // Nobody is served yet, so the process may stand still.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  }
}

function configure(sqlite: Sqlite.Database): void {
  sqlite.pragma('foreign_keys = ON')
  // FULL: what was acknowledged survives a power cut, for 0.7 ms a commit.
  sqlite.pragma('synchronous = FULL')
  // SQLite's own wait would hold up the whole process, and each waiting writer anew: Connection waits by itself.
  sqlite.pragma('busy_timeout = 0')
  // So that INSERT OR REPLACE meets the triggers that keep what it would delete.
  sqlite.pragma('recursive_triggers = ON')
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
