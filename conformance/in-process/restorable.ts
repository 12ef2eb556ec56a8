import type { Connection } from '../../server/database/sqlite/connection.ts'
import type { Driver } from '../../server/database/sqlite/driver.ts'
import { connectionOf, load } from '../../server/database/sqlite/node.ts'

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
export function openRestorable(bytes: Uint8Array): Restorable {
  const sqlite = load(bytes)
  // Of what configure() sets, all that changes an answer.
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
