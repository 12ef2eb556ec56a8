import { DatabaseUnavailable } from '../database.ts'
import { translateError } from './errors.ts'
import type { Channel } from './session.ts'

/** Milliseconds after which a commit is suspected to wait for a standby that is gone. */
const SUSPICIOUS_MS = 2_000

/** Commits that have waited for longer than a running standby takes. Those of other roles are visible only to pg_read_all_stats. */
const WAITING = `
  SELECT 1 FROM pg_stat_activity
  WHERE wait_event = 'SyncRep' AND query_start < clock_timestamp() - interval '1.5 seconds' LIMIT 1`

/**
 * While the only synchronous standby is gone, a commit waits on the primary until it is back, and occupies its connection there even
 * after the client has given up. Writes would soon occupy all connections of the primary. So once a commit has taken suspiciously
 * long, PostgreSQL is asked before each change whether commits are waiting, and the change is refused if they are.
 */
export class SynchronousStandby {
  /** True at the start, because commits of an earlier process may be waiting. */
  #isSuspected = true

  /** Throws DatabaseUnavailable if a commit would wait. */
  async assertPresent(channel: Channel): Promise<void> {
    if (!this.#isSuspected) return
    const { rows } = await channel.query({ text: WAITING }).catch(error => {
      throw translateError(error)
    })
    if (rows.length > 0) throw new DatabaseUnavailable('Commits are waiting for a synchronous standby that is gone')
    this.#isSuspected = false
  }

  /** @param commit a COMMIT, or a single statement that changes something and commits at its end */
  async observe<T>(commit: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      this.#isSuspected = true
    }, SUSPICIOUS_MS)
    try {
      return await commit
    } finally {
      clearTimeout(timer)
    }
  }
}
