import { DatabaseRefused, type Migration } from '../database.ts'
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

/** Applies the missing migrations, each in its own transaction. */
export function migrate(sqlite: Driver, migrations: readonly Migration[]): void {
  for (const { version, sql } of migrations) {
    if (versionOf(sqlite) >= version) continue
    inTransaction(sqlite, 'BEGIN IMMEDIATE', () => {
      // Another process that started on the same file may have migrated it before this one got the lock.
      if (versionOf(sqlite) >= version) return
      sqlite.exec(sql)
      sqlite.pragma(`application_id = ${APPLICATION_ID}`)
      sqlite.pragma(`user_version = ${version}`)
    })
  }
}

const versionOf = (sqlite: Driver) => Number(sqlite.pragma('user_version', { simple: true }))
