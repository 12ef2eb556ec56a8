import type { Database, Sql } from '../../server/database/database.ts'
import { replacing } from './replacing.ts'

/** What a transaction of PostgreSQL that is rolled back leaves behind. */
const SEQUENCES: Sql = {
  sqlite: `SELECT '' AS name, 0 AS last WHERE 0`,
  postgres: `SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public'`,
}
const SET_BACK =
  'SELECT setval(CAST(:name AS regclass), coalesce(CAST(:last AS bigint), 1), CAST(:last AS bigint) IS NOT NULL)'

/**
 * Runs every transaction twice, as a database does after a deadlock: the first time it is rolled back at its end, as if nothing had
 * happened. Whatever the work changed outside the database is still there the second time.
 */
export const retrying = (database: Database): Database =>
  replacing(database, {
    async write(work) {
      const rolledBack = new Error('rolled back')
      const sequences = await database.all<{ name: string; last: number | null }>(SEQUENCES)
      await database
        .write(async queries => {
          await work(queries)
          throw rolledBack
        })
        .catch(() => {})
      for (const sequence of sequences) await database.one(SET_BACK, sequence)
      return database.write(work)
    },
  })
