import type { Database } from '../../../server/database/database.ts'

/** A database on PostgreSQL that is opened at its first use. */
export function lazyDatabase(open: () => Promise<Database>): Database {
  let opened: Promise<Database> | undefined
  const database = () => {
    opened ??= open()
    return opened
  }
  return {
    isShared: true,
    one: async (sql, params) => (await database()).one(sql, params),
    all: async (sql, params) => (await database()).all(sql, params),
    run: async (sql, params) => (await database()).run(sql, params),
    lock: async (sql, params) => (await database()).lock(sql, params),
    read: async work => (await database()).read(work),
    write: async work => (await database()).write(work),
    close: async () => (await opened)?.close(),
  }
}
