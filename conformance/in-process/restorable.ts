import type { Database } from '../../server/database/database.ts'
import type { Driver } from '../../server/database/sqlite/driver.ts'
import { connectionOf, load } from '../../server/database/sqlite/node.ts'

export interface Restorable {
  /** The app's own connection to a copy of the fixture. */
  database: Database
  /** Restores every row and every counter of ids. */
  restore(): void | Promise<void>
  /** Every value of every table, one per line. */
  stored(): string | Promise<string>
}

/** Maps transactions to savepoints, since all of them run inside the transaction that restore() rolls back. */
const NESTED: Readonly<Record<string, string>> = {
  BEGIN: 'SAVEPOINT app',
  'BEGIN IMMEDIATE': 'SAVEPOINT app',
  COMMIT: 'RELEASE app',
  ROLLBACK: 'ROLLBACK TO app',
}

/**
 * A database that is reset within microseconds: everything runs in one transaction that is never committed. Prepared statements
 * survive the reset; with a new copy for each case they would be prepared again.
 * @param bytes a database as returned by serialize()
 * @param open opens a copy in memory
 */
export function openRestorable(bytes: Uint8Array, open: (bytes: Uint8Array) => Driver = load): Restorable {
  const sqlite = open(bytes)
  // The settings of configure() that affect responses.
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('recursive_triggers = ON')
  const begin = sqlite.prepare('BEGIN')
  const rollback = sqlite.prepare('ROLLBACK')
  const nested: Driver = Object.create(sqlite, {
    prepare: { value: (sql: string) => sqlite.prepare(NESTED[sql] ?? sql) },
  })
  begin.run()
  return {
    database: connectionOf(nested),
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

const tablesOf = (sqlite: Driver) => {
  const rows = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).all()
  return (rows as { name: string }[]).map(({ name }) => name)
}

const valuesOf = (sqlite: Driver, table: string) => {
  const rows = sqlite.prepare(`SELECT * FROM "${table}"`).all() as object[]
  return [table, ...rows.map(row => Object.values(row).join('\n'))]
}
