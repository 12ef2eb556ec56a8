import type { Database, Queries, Sql } from '../../server/database/database.ts'
import { replacing } from '../support/replacing.ts'

const WAITING = `
  SELECT CAST(count(*) AS BIGINT) AS n FROM pg_stat_activity
  WHERE datname = current_database() AND wait_event_type = 'Lock'`

/** The same database without one of its parts, to show what that part is for. */
const changed = (database: Database, queriesOf: (queries: Queries) => Queries): Database => ({
  ...queriesOf(database),
  read: work => database.read(work),
  write: work => database.write(queries => work(queriesOf(queries))),
  isShared: database.isShared,
  close: () => database.close(),
})

/** lock() does nothing. */
export const withoutLocks = (database: Database): Database =>
  changed(database, queries => ({
    one: (sql, params) => queries.one(sql, params),
    all: (sql, params) => queries.all(sql, params),
    run: (sql, params) => queries.run(sql, params),
    lock: async () => {},
  }))

/** Statements with a changed text. */
export function rewriting(database: Database, from: string | RegExp, to: string): Database {
  const text = (sql: Sql) => (typeof sql === 'string' ? sql : sql.postgres).replace(from, to)
  return changed(database, queries => ({
    one: (sql, params) => queries.one(text(sql), params),
    all: (sql, params) => queries.all(text(sql), params),
    run: (sql, params) => queries.run(text(sql), params),
    lock: (sql, params) => queries.lock(text(sql), params),
  }))
}

type Work<T> = (queries: Queries) => Promise<T>

export interface Outcome {
  /** Whether the second transaction waited for the first one. */
  hasWaited: boolean
  first: string
  second: string
}

const outcomeOf = (end: PromiseSettledResult<unknown>) =>
  end.status === 'fulfilled' ? 'done' : String((end.reason as Error).message)

/**
 * Resolves as soon as a transaction waits for another one or has ended.
 * @param count the number of waiting transactions, with this one
 * @returns whether it waits
 */
export async function waits(database: Database, transaction: Promise<unknown>, count = 1): Promise<boolean> {
  let hasEnded = false
  const ended = Promise.allSettled([transaction]).then(() => {
    hasEnded = true
  })
  for (;;) {
    if (((await database.one<{ n: number }>(WAITING))?.n ?? 0) >= count) return true
    if (hasEnded) return false
    await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 2))])
  }
}

/**
 * A database whose transaction number `count` starts something else after its work, and commits when that waits for it or is
 * complete.
 */
export function committingAfter(database: Database, start: () => Promise<unknown>, count = 1): Database {
  let written = 0
  const write: Database['write'] = work =>
    database.write(async queries => {
      const result = await work(queries)
      if (++written === count) await waits(database, start())
      return result
    })
  return replacing(database, { write })
}

/**
 * Runs the second transaction while the first one has done its work and not committed. The first one commits when the second waits
 * for it or is complete.
 */
export async function overlap(
  database: Database,
  first: Work<unknown>,
  second: Work<unknown>,
  using = database,
): Promise<Outcome> {
  let commit = () => {}
  const mayCommit = new Promise<void>(resolve => (commit = resolve))
  let worked = () => {}
  const hasWorked = new Promise<void>(resolve => (worked = resolve))
  const one = using.write(async queries => {
    await first(queries)
    worked()
    await mayCommit
  })
  await Promise.race([hasWorked, one])
  const two = using.write(second)
  const hasWaited = await waits(database, two)
  commit()
  const [firstEnd, secondEnd] = await Promise.allSettled([one, two])
  return { hasWaited, first: outcomeOf(firstEnd), second: outcomeOf(secondEnd) }
}
