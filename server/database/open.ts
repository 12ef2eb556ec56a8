import { existsSync } from 'node:fs'
import { type Copied, type CopyOptions, copySnapshot } from './copy/copy.ts'
import { type Database, DatabaseRefused, type MigrationProgress, type SchemaState } from './database.ts'
import type { Restored } from './sqlite/restore.ts'

/** Used when DATABASE is not set. */
export const DEFAULT_DATABASE = 'data/clustrix.db'

const IN_MEMORY = ':memory:'

/** Any scheme, even mistyped: a URL must not become a file with the password in its name. */
const isUrl = (location: string) => /^[^/]*:|:\/\//.test(location)

const isPostgres = (location: string) => /^postgres(ql)?:\/\//.test(location)

export interface DatabaseOptions {
  /** Milliseconds to wait for a lock that another process holds; on PostgreSQL, for a free connection. */
  patience?: number
  /** Refuses a missing database and one of an older version, instead of creating or migrating it. */
  mustBeCurrent?: boolean
  /** Whether closing waits until the log of SQLite is empty, which still has earlier versions of changed rows. */
  emptiesLog?: boolean
  /** Called before the whole file is checked, because it was not closed cleanly or has changed since. */
  onCheck?: () => void
  /** Called after each batch of a migration that works in batches. */
  onMigration?: (progress: MigrationProgress) => void
}

// Only the engine that is used is loaded: a server on SQLite does not load PostgreSQL's driver, and a server on PostgreSQL not SQLite's.
const postgres = () => import('./postgres/open.ts')

/**
 * Opens the database that DATABASE names and brings it to the current version. Throws DatabaseRefused, whose message has no password.
 * @param location a file path or `:memory:`, both SQLite, or `postgres://…`
 */
export async function openDatabase(location: string, options: DatabaseOptions = {}): Promise<Database> {
  if (isPostgres(location)) return (await postgres()).openPostgres(location, options)
  refuseUrl(location)
  const { openFile } = await import('./sqlite/node.ts')
  return openFile(location, { ...options, createsFolder: location === DEFAULT_DATABASE })
}

/** Reads which migrations a database has, without changing it. Throws DatabaseRefused. */
export async function readSchema(location: string): Promise<SchemaState> {
  if (isPostgres(location)) return (await postgres()).readPostgresSchema(location)
  refuseUrl(location)
  const { readFileSchema } = await import('./sqlite/schema.ts')
  return readFileSchema(location)
}

/** Whether there is a file, which may be empty. A database on PostgreSQL is made by its administrator. */
export const databaseExists = (location: string): boolean => isPostgres(location) || existsSync(location)

/** A location for messages: a URL without user and password. */
export async function describeLocation(location: string): Promise<string> {
  return isPostgres(location) ? (await postgres()).describeUrl(location) : location
}

/** Writes a copy of a database into a new file, also while a server writes. Throws DatabaseRefused and Refused. */
export async function backUpDatabase(location: string, file: string): Promise<SchemaState> {
  refusePostgres(location, 'pg_basebackup or pg_dump')
  refuseUrl(location)
  const { backUpFile } = await import('./sqlite/backup.ts')
  return backUpFile(location, file)
}

/**
 * Replaces a database by a backup, unless a process has it open. Throws DatabaseRefused and Refused.
 * @param now part of the name that the replaced file gets
 */
export async function restoreDatabase(location: string, backup: string, now: string): Promise<Restored> {
  refusePostgres(location, 'pg_restore')
  refuseUrl(location)
  const { restoreFile } = await import('./sqlite/restore.ts')
  return restoreFile(location, backup, { now, createsFolder: location === DEFAULT_DATABASE })
}

/**
 * Copies a file into a new PostgreSQL database, or continues a copy that was interrupted. Throws DatabaseRefused and Refused.
 * @returns undefined if the file, as it is now, has been copied already
 */
export async function copyDatabase(from: string, to: string, options: CopyOptions): Promise<Copied | undefined> {
  if (from === IN_MEMORY || isUrl(from)) throw new DatabaseRefused('A copy is made from the file of an SQLite database')
  if (!isPostgres(to)) throw new DatabaseRefused('A copy is made into a database whose URL begins with postgres://')
  const { withCopySource } = await import('./sqlite/copy-source.ts')
  const { withCopyTarget } = await postgres()
  return withCopySource(from, source => withCopyTarget(to, target => copySnapshot(source, target, options)))
}

function refusePostgres(location: string, programs: string): void {
  if (isPostgres(location)) {
    throw new DatabaseRefused(`This command is for SQLite. Use PostgreSQL's ${programs}: see server/postgres.md#backup`)
  }
}

/** The value is not repeated in the message: a URL may contain a password. */
function refuseUrl(location: string): void {
  if (location !== IN_MEMORY && isUrl(location)) {
    throw new DatabaseRefused('DATABASE: use a file path, :memory:, or a URL that begins with postgres://')
  }
}
