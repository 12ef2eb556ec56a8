import { DatabaseRefused, type Migration, type MigrationProgress } from '../database.ts'
import { type Driver, inTransaction } from './driver.ts'

/** Marks a file as one of this server's: `CLUX`. https://www.sqlite.org/fileformat.html#application_id */
const APPLICATION_ID = 0x434c5558

/** Refuses a file that belongs to another program or has been migrated by a newer version. */
export function checkOrigin(sqlite: Driver, migrations: readonly Migration[]): void {
  // Reads in one transaction: another process may be setting up the file at the same time.
  const { applicationId, version, isEmpty } = inTransaction(sqlite, 'BEGIN', () => ({
    applicationId: sqlite.pragma('application_id', { simple: true }),
    version: versionOf(sqlite),
    isEmpty: sqlite.prepare('SELECT 1 FROM sqlite_schema').get() === undefined,
  }))
  const isNew = isEmpty && applicationId === 0 && version === 0
  if (applicationId !== APPLICATION_ID && !isNew) throw new DatabaseRefused('it belongs to another program')
  if (version > migrations.length) {
    throw new DatabaseRefused(
      `it has version ${version}, made by a newer release; this one knows versions up to ${migrations.length}`,
    )
  }
}

/** A command must not migrate the database of an older server that is running. */
export function assertCurrent(sqlite: Driver, migrations: readonly Migration[]): void {
  const version = versionOf(sqlite)
  if (version === migrations.length) return
  throw new DatabaseRefused(
    `it has version ${version} and this release needs version ${migrations.length}; stop the server and run "clustrix migrate"`,
  )
}

/** The first words of a migration that runs until it changes nothing, each time in a transaction of its own. */
const IN_BATCHES = '-- In batches:'

/** Before the part of such a migration that runs once, after the last batch. */
const AT_THE_END = /\n(?=-- At the end:)/

/**
 * Applies the missing migrations, each in its own transaction, or in many if it says so. A process that is killed continues at
 * its next start.
 * @param onProgress called after each batch
 */
export function migrate(
  sqlite: Driver,
  migrations: readonly Migration[],
  onProgress: (progress: MigrationProgress) => void = () => {},
): void {
  for (const migration of migrations) {
    let changes = 0
    while (versionOf(sqlite) < migration.version) {
      const changed = inTransaction(sqlite, 'BEGIN IMMEDIATE', () => applyOnce(sqlite, migration))
      changes += changed
      if (changed > 0) onProgress({ migration: migration.name, changes })
    }
  }
}

/** @returns number of changes of a batch that may have another after it */
function applyOnce(sqlite: Driver, { version, sql }: Migration): number {
  // Another process that started on the same file may have migrated it before this one got the lock.
  if (versionOf(sqlite) >= version) return 0
  const before = changesOf(sqlite)
  const [batch = '', end = ''] = sql.startsWith(IN_BATCHES) ? sql.split(AT_THE_END) : [sql]
  sqlite.exec(batch)
  const changed = changesOf(sqlite) - before
  if (sql.startsWith(IN_BATCHES) && changed > 0) return changed
  sqlite.exec(end)
  sqlite.pragma(`application_id = ${APPLICATION_ID}`)
  sqlite.pragma(`user_version = ${version}`)
  return 0
}

/** The number of rows that this connection has changed. */
const changesOf = (sqlite: Driver) =>
  (sqlite.prepare('SELECT total_changes() AS changes').get() as { changes: number }).changes

/** Such as `SQLite 3.50.4`. */
export const engineOf = (sqlite: Driver) =>
  `SQLite ${(sqlite.prepare('SELECT sqlite_version() AS version').get() as { version: string }).version}`

export const versionOf = (sqlite: Driver) => Number(sqlite.pragma('user_version', { simple: true }))
