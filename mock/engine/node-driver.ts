import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { Driver, Statement } from '../../server/database/sqlite/driver.ts'

const RESULT_CODES: Record<number, string> = {
  1: 'SQLITE_ERROR',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  13: 'SQLITE_FULL',
  19: 'SQLITE_CONSTRAINT',
}

/** A database in memory on the SQLite of Node.js. */
export function openNodeSqlite(Sqlite: typeof DatabaseSync, bytes?: Uint8Array): Driver {
  const db = new Sqlite(':memory:')
  if (bytes) db.deserialize(bytes)
  let isOpen = true

  /** Gives SQLite's errors the names of their result codes, as better-sqlite3 does. */
  function named<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      const { errcode } = error as { errcode?: number }
      if (error instanceof Error && errcode !== undefined) {
        throw Object.assign(error, { code: RESULT_CODES[errcode & 0xff] ?? `SQLITE_${errcode}` })
      }
      throw error
    }
  }

  const statementOf = (prepared: StatementSync): Statement => {
    // A statement ignores parameters that it does not use, as in better-sqlite3.
    prepared.setAllowUnknownNamedParameters(true)
    const columns = prepared.columns().map(({ name }) => ({ name }))
    return {
      reader: columns.length > 0,
      // It cannot be asked. Statements that return no rows change something, and of the others only INSERT, UPDATE and DELETE … RETURNING.
      readonly: columns.length > 0 && !/^\s*(INSERT|UPDATE|DELETE|REPLACE)/i.test(prepared.sourceSQL),
      columns: () => columns,
      get: params => named(() => prepared.get(params ?? {})),
      all: params => named(() => prepared.all(params ?? {})),
      run: params => named(() => ({ changes: Number(prepared.run(params ?? {}).changes) })),
    }
  }

  return {
    get open() {
      return isOpen
    },
    get inTransaction() {
      return isOpen && db.isTransaction
    },
    prepare: sql => named(() => statementOf(db.prepare(sql))),
    exec: sql => named(() => db.exec(sql)),
    pragma(text, options) {
      const rows = named(() => db.prepare(`PRAGMA ${text}`).all())
      return options?.simple ? Object.values(rows[0] ?? {})[0] : rows
    },
    serialize: () => named(() => db.serialize()),
    close() {
      isOpen = false
      db.close()
    },
  }
}
