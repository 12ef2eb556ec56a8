import type { AsyncContext } from '../async-context.ts'
import { DatabaseRefused, type Migration, type MigrationProgress } from '../database.ts'
import type { CleanStop } from './clean-stop.ts'
import { Connection } from './connection.ts'
import { delay } from './delay.ts'
import { type Driver, isSqliteError } from './driver.ts'
import { isLocked } from './errors.ts'
import { assertCurrent, checkOrigin, migrate } from './migrate.ts'

export interface OpenOptions {
  /** Name of the database in messages. */
  name: string
  connect: () => Driver
  migrations: readonly Migration[]
  context: AsyncContext
  /** Milliseconds to wait for a lock that another process holds. */
  patience: number
  /** How the file was closed; undefined for a database in memory. */
  cleanStop?: CleanStop | undefined
  /** Refuses an older version instead of migrating it, and leaves the check of pages to the next process that may migrate. */
  mustBeCurrent?: boolean
  /** Whether closing waits until the log is empty, which still has earlier versions of changed rows. */
  emptiesLog?: boolean
  /** Called before all pages are checked, which takes about 3 seconds per GB. */
  onCheck?: (() => void) | undefined
  /** Called after each batch of a migration that works in batches. */
  onMigration?: ((progress: MigrationProgress) => void) | undefined
}

/**
 * Connects, checks the database and brings it to the current version. Throws DatabaseRefused when the file is damaged, locked,
 * not writable, another program's or a newer version's.
 */
export async function open(options: OpenOptions): Promise<Connection> {
  const { name, connect, context, patience, cleanStop, mustBeCurrent, emptiesLog = false } = options
  let sqlite: Driver | undefined
  try {
    sqlite = connect()
    await prepareFile(sqlite, options)
    configure(sqlite)
    // A file whose pages were not checked must be checked at the next start.
    const isChecked = !mustBeCurrent || cleanStop?.isClean
    const onClosed = isChecked ? cleanStop?.set : undefined
    return new Connection(sqlite, { context, patience, emptiesLog, onClosed })
  } catch (error) {
    sqlite?.close()
    throw refusal(name, error)
  }
}

async function prepareFile(
  sqlite: Driver,
  { migrations, patience, cleanStop, mustBeCurrent, onCheck, onMigration }: OpenOptions,
): Promise<void> {
  checkOrigin(sqlite, migrations)
  if (mustBeCurrent) assertCurrent(sqlite, migrations)
  else if (cleanStop && !cleanStop.isClean) {
    onCheck?.()
    checkPages(sqlite)
  }
  cleanStop?.clear()
  await switchToWal(sqlite, patience)
  sqlite.pragma('synchronous = FULL')
  if (mustBeCurrent) {
    assertWritable(sqlite)
    return
  }
  tryToWrite(sqlite)
  migrate(sqlite, migrations, onMigration)
}

/**
 * Writes and rolls back, so that a file that cannot be written is refused now and not at the first write. Taking the lock alone
 * proves nothing: SQLite grants it on a read-only file.
 */
const tryToWrite = (sqlite: Driver) => sqlite.exec('BEGIN IMMEDIATE; PRAGMA user_version = 0; ROLLBACK')

/** A lock of another process is no reason to wait: the command may only read. */
function assertWritable(sqlite: Driver): void {
  sqlite.pragma('busy_timeout = 0')
  try {
    tryToWrite(sqlite)
  } catch (error) {
    if (!isLocked(error)) throw error
  }
}

/** When two processes switch a new file at once, SQLite refuses one of them without waiting: each holds the lock the other needs. */
async function switchToWal(sqlite: Driver, patience: number): Promise<void> {
  const deadline = performance.now() + patience
  for (;;) {
    try {
      sqlite.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isLocked(error) || performance.now() >= deadline) throw error
    }
    await delay(10)
  }
}

/** The settings of every connection. */
export function configure(sqlite: Driver): void {
  sqlite.pragma('foreign_keys = ON')
  // FULL: acknowledged writes survive a power cut, for 0.7 ms a commit.
  sqlite.pragma('synchronous = FULL')
  // SQLite's own wait would block the whole process, once for each waiting writer: Connection waits asynchronously instead.
  sqlite.pragma('busy_timeout = 0')
  // INSERT OR REPLACE runs the delete triggers too.
  sqlite.pragma('recursive_triggers = ON')
  sqlite.pragma('journal_size_limit = 16777216')
  sqlite.pragma('trusted_schema = OFF')
  sqlite.pragma('temp_store = MEMORY')
  sqlite.pragma('cell_size_check = ON')
  // Overwrites deleted texts with zeros, so that the erasure of a client leaves nothing in unused parts of the file.
  sqlite.pragma('secure_delete = ON')
}

/** Throws DatabaseRefused if a page is damaged. Takes about 3 seconds per GB. */
export function checkPages(sqlite: Driver): void {
  // CHECK constraints held when the rows were written; checking them all again takes five times as long as reading the pages.
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

/** @param name of the database */
export const refusal = (name: string, cause: unknown): DatabaseRefused =>
  new DatabaseRefused(`The database ${name} cannot be used: ${reasonOf(cause)}`, { cause })

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!isSqliteError(error)) return error.message
  const reason = Object.entries(REASONS).find(([code]) => error.code.startsWith(code))?.[1]
  return reason ?? `${error.message} (${error.code})`
}
