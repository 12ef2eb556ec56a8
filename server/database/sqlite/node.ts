import { AsyncLocalStorage } from 'node:async_hooks'
import { statSync } from 'node:fs'
import BetterSqlite from 'better-sqlite3'
import { DatabaseRefused, type MigrationProgress } from '../database.ts'
import { readMigrations } from '../migrations.ts'
import { readCleanStop } from './clean-stop.ts'
import { Connection } from './connection.ts'
import type { Driver } from './driver.ts'
import { configure, open, refusal } from './open.ts'
import { assertExists, createPrivateFile, makePrivate } from './private-files.ts'

// SQLite on Node.js: better-sqlite3, files, and the migrations from their folder.

/** better-sqlite3's name for a database that lives and dies with its connection. */
const IN_MEMORY = ':memory:'

export const migrations = readMigrations(new URL('./migrations/', import.meta.url))

const context = new AsyncLocalStorage<object>()

export interface FileOptions {
  /** Milliseconds to wait for a lock that another process holds. */
  patience?: number
  /** Whether a missing folder is created. */
  createsFolder?: boolean
  /** Refuses a missing file and one of an older version, instead of creating or migrating it. */
  mustBeCurrent?: boolean
  /** Whether closing waits until the log is empty, which still has earlier versions of changed rows. */
  emptiesLog?: boolean
  /** Called before all pages are checked, because the file was not closed cleanly or has changed since. */
  onCheck?: () => void
  /** Called after each batch of a migration that works in batches. */
  onMigration?: (progress: MigrationProgress) => void
}

/**
 * Opens a file, creating it if it is missing, for its owner alone. Throws DatabaseRefused.
 * @param path a path, or `:memory:`
 */
export async function openFile(
  path: string,
  { patience = 1000, createsFolder = false, mustBeCurrent = false, ...options }: FileOptions = {},
): Promise<Connection> {
  const isFile = path !== IN_MEMORY
  const connect = () => {
    if (mustBeCurrent) assertExists(path)
    else if (isFile) createPrivateFile(path, createsFolder)
    return new BetterSqlite(path, { timeout: patience })
  }
  const cleanStop = isFile ? readCleanStop(path) : undefined
  const before = isFile ? inodeOf(path) : undefined
  const connection = await open({
    name: path,
    connect,
    migrations,
    context,
    patience,
    cleanStop,
    mustBeCurrent,
    ...options,
  })
  if (isFile) makePrivate(path)
  // A backup may have been restored between opening the file and locking it: what was opened now has another name.
  if (before !== undefined && before !== inodeOf(path)) {
    await connection.close()
    throw refusal(path, new DatabaseRefused('it was replaced while it was opened; try again'))
  }
  return connection
}

const inodeOf = (path: string): bigint | undefined => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino

/** The driver alone, for reading. Throws DatabaseRefused if there is no file. */
export function connectForReading(path: string): Driver {
  assertExists(path)
  return new BetterSqlite(path, { readonly: true, fileMustExist: true, timeout: 1000 })
}

/** The driver alone, without any settings. The file must exist. */
export const connectToFile = (path: string): Driver => new BetterSqlite(path, { fileMustExist: true, timeout: 200 })

/** A database in memory that starts as a copy: the bytes come from serialize() of one that was opened by this version. */
export function openCopy(bytes: Uint8Array): Connection {
  const sqlite = load(bytes)
  configure(sqlite)
  return connectionOf(sqlite)
}

/** The driver alone, on a copy in memory, without any settings. */
export const load = (bytes: Uint8Array): Driver =>
  new BetterSqlite(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))

/** A connection that never waits for a lock. */
export const connectionOf = (sqlite: Driver): Connection => new Connection(sqlite, { context, patience: 0 })

/**
 * A temporary database in a file of its own, for work that does not fit into memory. It has no tables and survives no crash.
 * @param path does not exist yet
 */
export function openScratch(path: string): Connection {
  createPrivateFile(path, false)
  const sqlite = new BetterSqlite(path)
  for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'locking_mode = EXCLUSIVE', 'cache_size = -8000']) {
    sqlite.pragma(setting)
  }
  return connectionOf(sqlite)
}
