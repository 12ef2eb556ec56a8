import type { Database } from '../../server/database/database.ts'
import { replacing } from './replacing.ts'

/**
 * Runs every transaction twice, as a database does after a deadlock: the first time it is rolled back at its end, as if nothing had
 * happened. Whatever the work changed outside the database is still there the second time.
 */
export const retrying = (database: Database): Database =>
  replacing(database, {
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
