import type { Database, Queries } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'

/**
 * Deletes rows that no request uses any more.
 * @param now Unix milliseconds
 * @param limit the greatest number of rows to delete
 * @returns number of deleted rows
 */
export type Cleanup = (queries: Queries, now: number, limit: number) => Promise<number>

/** Runs a task later. @returns a function that cancels it */
export type RunLater = (task: () => void, ms: number) => () => void

export interface CleaningOptions {
  database: Database
  clock: Clock
  cleanups: readonly Cleanup[]
  onError: (error: unknown) => void
  runLater?: RunLater
}

/** Soon after the start, so that a server that is restarted often cleans up too. */
const FIRST_MS = 1_000
const INTERVAL_MS = 60_000
/** A batch takes a few milliseconds, and requests are served between two batches. */
const BATCH = 100
const PAUSE_MS = 20

/** Does not keep the process running. */
const afterTimeout: RunLater = (task, ms) => {
  const timer = setTimeout(task, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/**
 * Cleans up beside the requests, so that none of them waits for it. After an error it tries again a minute later.
 * @returns a function that stops it, and waits for the batch that is running
 */
export function startCleaning(options: CleaningOptions): () => Promise<void> {
  const { database, clock, cleanups, onError, runLater = afterTimeout } = options
  let isStopped = false
  let running = Promise.resolve()
  let cancel = runLater(start, FIRST_MS)

  function start(): void {
    running = cleanUp()
      .catch(error => {
        onError(error)
        return false
      })
      .then(hasMore => {
        if (!isStopped) cancel = runLater(start, hasMore ? PAUSE_MS : INTERVAL_MS)
      })
  }

  /** @returns whether there may be more to delete */
  async function cleanUp(): Promise<boolean> {
    let hasMore = false
    for (const cleanup of cleanups) {
      if ((await cleanup(database, clock.now(), BATCH)) === BATCH) hasMore = true
    }
    return hasMore
  }

  return async () => {
    isStopped = true
    cancel()
    await running
  }
}
