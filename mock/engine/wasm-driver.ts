import type sqlite3InitModule from '@sqlite.org/sqlite-wasm'
import type { Params } from '../../server/database/database.ts'
import type { Driver, Statement } from '../../server/database/sqlite/driver.ts'

type Sqlite3 = Awaited<ReturnType<typeof sqlite3InitModule>>
type Db = InstanceType<Sqlite3['oo1']['DB']>
type PreparedStatement = ReturnType<Db['prepare']>

/**
 * A database in memory on SQLite's WebAssembly build.
 * @param bytes the whole of another database; empty for a new one
 * @see https://sqlite.org/wasm/doc/trunk/api-oo1.md
 */
export function openWasm(sqlite3: Sqlite3, bytes?: Uint8Array): Driver {
  const { capi, wasm } = sqlite3
  const db = new sqlite3.oo1.DB(':memory:')
  if (bytes) deserialize(bytes)

  /** Gives SQLite's errors the names of their result codes, as better-sqlite3 does. */
  function named<T>(work: () => T): T {
    try {
      return work()
    } catch (error) {
      if (error instanceof sqlite3.SQLite3Error) {
        const code = capi.sqlite3_js_rc_str(error.resultCode) ?? 'SQLITE_ERROR'
        throw Object.assign(new Error(capi.sqlite3_errmsg(db) || error.message), { code })
      }
      throw error
    }
  }

  function statementOf(prepared: PreparedStatement): Statement {
    const names = Array.from({ length: prepared.parameterCount }, (_, index) =>
      String(capi.sqlite3_bind_parameter_name(prepared, index + 1)).slice(1),
    )
    const columns = prepared.columnCount > 0 ? prepared.getColumnNames() : []

    function bound<T>(params: Params | undefined, work: () => T): T {
      return named(() => {
        try {
          for (const [index, name] of names.entries()) {
            const value = params?.[name]
            if (value === undefined) throw new RangeError(`Missing named parameter "${name}"`)
            prepared.bind(index + 1, value)
          }
          return work()
        } finally {
          // Also resets the statement, so that it holds no lock.
          prepared.clearBindings().reset()
        }
      })
    }

    return {
      reader: columns.length > 0,
      readonly: capi.sqlite3_stmt_readonly(prepared) !== 0,
      columns: () => columns.map(name => ({ name })),
      get: params => bound(params, () => (prepared.step() ? prepared.get({}) : undefined)),
      all: params =>
        bound(params, () => {
          const rows: unknown[] = []
          while (prepared.step()) rows.push(prepared.get({}))
          return rows
        }),
      run: params =>
        bound(params, () => {
          const before = Number(db.changes(true))
          while (prepared.step());
          return { changes: Number(db.changes(true)) - before }
        }),
    }
  }

  return {
    get open() {
      return db.isOpen()
    },
    get inTransaction() {
      return db.isOpen() && capi.sqlite3_get_autocommit(db) === 0
    },
    prepare: sql => named(() => statementOf(db.prepare(sql))),
    exec: sql => named(() => db.exec(sql)),
    pragma(text, options) {
      const rows = named(() => db.selectObjects(`PRAGMA ${text}`))
      return options?.simple ? Object.values(rows[0] ?? {})[0] : rows
    },
    serialize: () => named(() => capi.sqlite3_js_db_export(db)),
    close: () => db.close(),
  }

  function deserialize(content: Uint8Array): void {
    // SQLite's allocator does not take a subclass, such as Buffer.
    const copy = new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
    const pointer = wasm.allocFromTypedArray(copy)
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE
    db.checkRc(capi.sqlite3_deserialize(db, 'main', pointer, copy.byteLength, copy.byteLength, flags))
  }
}
