import Sqlite from 'better-sqlite3'
import { Connection } from '../../server/database/sqlite/connection.ts'

export interface Restorable {
  /** The app's own connection over a copy of the world. */
  database: Connection
  /** Puts back every row, counters of AUTOINCREMENT included. */
  restore(): void
  /** Every value of every table, one a line. */
  stored(): string
}

/** The connection's transactions as savepoints, since all of them lie inside the one that restore() rolls back. */
const NESTED: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT app',
  'BEGIN IMMEDIATE': 'SAVEPOINT app',
  COMMIT: 'RELEASE app',
  ROLLBACK: 'ROLLBACK TO app',
}

/**
 * A database that goes back to its start in microseconds: everything happens in one transaction that is never committed. Prepared
 * statements outlive it, which a fresh copy for each case would have to make anew.
 * @param bytes a database, as serialize() returned it
 */
export function openRestorable(bytes: Buffer): Restorable {
  const sqlite = new Sqlite(bytes)
  // Of what openDatabase() sets, all that changes an answer.
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('recursive_triggers = ON')
  const begin = sqlite.prepare('BEGIN')
  const rollback = sqlite.prepare('ROLLBACK')
  const nested: Sqlite.Database = Object.create(sqlite, {
    prepare: { value: (sql: string) => sqlite.prepare(NESTED[sql] ?? sql) },
  })
  begin.run()
  return {
    database: new Connection(nested, 0),
    restore() {
      rollback.run()
      begin.run()
    },
    stored: () =>
      tablesOf(sqlite)
        .flatMap(table => valuesOf(sqlite, table))
        .join('\n'),
  }
}

const tablesOf = (sqlite: Sqlite.Database) =>
  sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).pluck().all() as string[]

const valuesOf = (sqlite: Sqlite.Database, table: string) => [
  table,
  ...sqlite
    .prepare(`SELECT * FROM "${table}"`)
    .raw()
    .all()
    .map(row => (row as unknown[]).join('\n')),
]
