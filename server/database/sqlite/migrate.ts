import { readdirSync, readFileSync } from 'node:fs'
import type Sqlite from 'better-sqlite3'
import { DatabaseRefused } from '../database.ts'

/** Marks a file as ours: `CLUX`. https://www.sqlite.org/fileformat.html#application_id */
const APPLICATION_ID = 0x434c5558

interface Migration {
  version: number
  sql: string
}

const FOLDER = new URL('./migrations/', import.meta.url)

/** The numbered files in order; `0001_initial.sql` brings the database to version 1. */
export const migrations: readonly Migration[] = readdirSync(FOLDER)
  .filter(name => name.endsWith('.sql'))
  .sort()
  .map((name, index) => {
    const version = Number(name.slice(0, 4))
    if (version !== index + 1) throw new Error(`Migration ${name} is out of order: expected number ${index + 1}`)
    return { version, sql: readFileSync(new URL(name, FOLDER), 'utf8') }
  })

/** Refuses a file that another program made or a newer version has already changed. */
export function checkOrigin(sqlite: Sqlite.Database, known = migrations): void {
  // In one transaction, or a file that another process is just setting up would look like somebody else's.
  const { applicationId, version, isEmpty } = sqlite.transaction(() => ({
    applicationId: sqlite.pragma('application_id', { simple: true }),
    version: versionOf(sqlite),
    isEmpty: sqlite.prepare('SELECT 1 FROM sqlite_schema').get() === undefined,
  }))()
  const isOurs = applicationId === APPLICATION_ID || (isEmpty && applicationId === 0 && version === 0)
  if (!isOurs) throw new DatabaseRefused('it belongs to another program')
  if (version > known.length) {
    throw new DatabaseRefused(
      `it has version ${version}, made by a newer release; this one knows versions up to ${known.length}`,
    )
  }
}

/** Applies what is missing, each migration in a transaction of its own. */
export function migrate(sqlite: Sqlite.Database, known = migrations): void {
  for (const { version, sql } of known) {
    const apply = sqlite.transaction(() => {
      // Read inside the lock: another process may be starting on the same file.
      if (versionOf(sqlite) >= version) return
      sqlite.exec(sql)
      sqlite.pragma(`application_id = ${APPLICATION_ID}`)
      sqlite.pragma(`user_version = ${version}`)
    })
    if (versionOf(sqlite) < version) apply.immediate()
  }
}

const versionOf = (sqlite: Sqlite.Database) => Number(sqlite.pragma('user_version', { simple: true }))
