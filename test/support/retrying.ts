import type { Database } from '../../server/database/database.ts'

/**
 * Runs every transaction twice, as a database does after a deadlock: the first time it is rolled back at its end, as if nothing had
 * happened. Whatever the work changed outside the database is still there the second time.
 */
export const retrying = (database: Database): Database => ({
  one: (sql, params) => database.one(sql, params),
  all: (sql, params) => database.all(sql, params),
  run: (sql, params) => database.run(sql, params),
  lock: (sql, params) => database.lock(sql, params),
  read: work => database.read(work),
  isShared: database.isShared,
  close: () => database.close(),
  async write(work) {
    const rolledBack = new Error('rolled back')
    await database
      .write(async queries => {
        await work(queries)
        throw rolledBack
      })
      .catch(() => {})
    return database.write(work)
  },
})
