import { ChangeUnconfirmed, DatabaseUnavailable, type Queries } from '../database/database.ts'
import { deleteExpiredSql } from '../database/delete-expired.ts'
import { insertRow } from '../database/insert-row.ts'
import type { Clock } from '../domain/clock.ts'
import { CLOCK_TOLERANCE_MS, type Count, timeLeft, WINDOW_MS } from '../http/rate-limit.ts'
import type { Counters } from './counters.ts'
import { TOKEN, type TokenRow } from './store.ts'

const HAS_ENDED = 'w.started_at <= :ended OR w.started_at > :latest'

/**
 * Counts one more. A window that has ended starts anew. The commit waits for no disk and no standby, because the table does not survive a
 * crash anyway. Otherwise it could wait although the table is not logged: PostgreSQL may log that a row was read for the first time.
 */
const COUNT = `
  ON CONFLICT (caller) DO UPDATE SET
    started_at = CASE WHEN ${HAS_ENDED} THEN excluded.started_at ELSE w.started_at END,
    count = CASE WHEN ${HAS_ENDED} THEN 1 ELSE w.count + 1 END
  RETURNING started_at, count, set_config('synchronous_commit', 'off', true)`

const COUNT_ADDRESS = `
  INSERT INTO rate_limit_windows AS w (caller, started_at, count)
  VALUES ('address ' || CAST(:address AS text), :started_at, 1) ${COUNT}`

/**
 * Comparing hashes in the database takes a time that may depend on where they differ. That could reveal a part of the hash, but no
 * secret can be found from it.
 */
const FIND_AND_COUNT = `
  WITH token AS (
    ${TOKEN} AND t.secret_hash = :secret_hash AND coalesce(u.disabled_at, c.disabled_at) IS NULL
      AND (t.expires_at IS NULL OR t.expires_at > :now)
  ), counted AS (
    INSERT INTO rate_limit_windows AS w (caller, started_at, count)
    SELECT 'user ' || user_id, CAST(:started_at AS bigint), 1 FROM token ${COUNT}
  )
  SELECT token.*, counted.started_at, counted.count FROM token, counted`

interface WindowRow {
  /** Unix milliseconds. */
  started_at: number
  count: number
}

/** Counters of all servers that use the same database. Each request is one statement, and concurrent ones are counted one by one. */
export function createDatabaseCounters(clock: Clock): Counters {
  return {
    async countRequest(queries, { id, secretHash: secret_hash }, now) {
      const times = timesAt(clock.now())
      const found = queries.one<TokenRow & WindowRow>(FIND_AND_COUNT, { ...times, id, secret_hash, now })
      const row = await found.catch(rejectAsUnavailable)
      return row && { row, requests: countOf(row, times.started_at) }
    },
    async countInvalidToken(queries, address) {
      const times = timesAt(clock.now())
      const row = await insertRow<WindowRow>(queries, COUNT_ADDRESS, { ...times, address }).catch(rejectAsUnavailable)
      return countOf(row, times.started_at)
    },
  }
}

/** The request has changed nothing else, and counting it twice does no harm. */
function rejectAsUnavailable(error: unknown): never {
  throw error instanceof ChangeUnconfirmed ? new DatabaseUnavailable(error.message, { cause: error }) : error
}

const timesAt = (now: number) => ({
  started_at: now,
  ended: now - WINDOW_MS,
  latest: now + CLOCK_TOLERANCE_MS,
})

const countOf = ({ started_at, count }: WindowRow, now: number): Count => ({ count, endsIn: timeLeft(started_at, now) })

const DELETE_ENDED = deleteExpiredSql('rate_limit_windows', 'caller', 'started_at')

/** Deletes windows that have ended. @param now Unix milliseconds */
export const deleteEndedCounts = (queries: Queries, now: number, limit: number): Promise<number> =>
  queries.run(DELETE_ENDED, { expired: now - WINDOW_MS, limit })
