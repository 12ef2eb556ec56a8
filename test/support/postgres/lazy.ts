import { type Database, DatabaseUnavailable } from '../../../server/database/database.ts'
import type { Reusable } from './reusable.ts'

/** A database that is taken at its first use. To close it gives it back, once everything that uses it has ended. */
export function lazyDatabase(take: () => Promise<Reusable>): Database {
  let taken: Promise<Reusable> | undefined
  let isClosed = false
  const running = new Set<Promise<unknown>>()

  async function using<T>(work: (database: Database) => Promise<T>): Promise<T> {
    if (isClosed) throw new DatabaseUnavailable('The database is closed')
    taken ??= take()
    const ended = taken.then(({ database }) => work(database))
    running.add(ended)
    try {
      return await ended
    } finally {
      running.delete(ended)
    }
  }

  return {
    isShared: true,
    one: (sql, params) => using(database => database.one(sql, params)),
    all: (sql, params) => using(database => database.all(sql, params)),
    run: (sql, params) => using(database => database.run(sql, params)),
    lock: (sql, params) => using(database => database.lock(sql, params)),
    read: work => using(database => database.read(work)),
    write: work => using(database => database.write(work)),
    async close() {
      if (isClosed) return
      isClosed = true
      await Promise.allSettled(running)
      const reusable = await taken
      reusable?.giveBack()
    },
  }
}
