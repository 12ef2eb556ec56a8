import { type Database, DatabaseUnavailable } from './database.ts'

export type DatabaseHealth = 'ok' | 'reads_failing' | 'writes_failing'

export interface MonitoredDatabase {
  database: Database
  /**
   * Whether the database can be read within a second, and whether the last write was possible. After a write that failed for lack of
   * space or because of a lock, it tries a write itself: an unhealthy server may get no more requests, and without a write it would
   * never become healthy again.
   */
  health(): Promise<DatabaseHealth>
}

const TIME_LIMIT_MS = 1000

const READ = `SELECT value FROM settings WHERE name = 'write_probe'`
const INSERT = `INSERT INTO settings (name, value) VALUES ('write_probe', :value)`
const DELETE = `DELETE FROM settings WHERE name = 'write_probe'`

/** Takes up several pages, as the write of a request does. */
const PROBE = { value: ' '.repeat(20_000) }

export function monitor(database: Database): MonitoredDatabase {
  let canWrite = true

  async function observeFailure<T>(query: Promise<T>): Promise<T> {
    try {
      return await query
    } catch (error) {
      if (error instanceof DatabaseUnavailable) canWrite = false
      throw error
    }
  }

  async function observe<T>(write: Promise<T>): Promise<T> {
    const result = await observeFailure(write)
    canWrite = true
    return result
  }

  const tryRead = createProbe(() => database.one(READ))
  const tryWrite = createProbe(() =>
    observe(
      database.write(async queries => {
        await queries.run(INSERT, PROBE)
        await queries.run(DELETE)
      }),
    ),
  )

  return {
    database: {
      // On a shared database one() counts requests, which is a write. If a read fails here, health() finds that writes still succeed.
      one: database.isShared
        ? (sql, params) => observeFailure(database.one(sql, params))
        : (sql, params) => database.one(sql, params),
      all: (sql, params) => database.all(sql, params),
      lock: (sql, params) => database.lock(sql, params),
      read: work => database.read(work),
      run: (sql, params) => observe(database.run(sql, params)),
      write: work => observe(database.write(work)),
      isShared: database.isShared,
      close: () => database.close(),
    },
    async health() {
      if (!(await tryRead())) return 'reads_failing'
      if (!canWrite && !(await tryWrite())) return 'writes_failing'
      return 'ok'
    },
  }
}

/** Returns whether a task succeeds within a second. Concurrent calls share one attempt. */
function createProbe(task: () => Promise<unknown>): () => Promise<boolean> {
  let running: Promise<boolean> | undefined

  async function attempt(): Promise<boolean> {
    const started = performance.now()
    try {
      await task()
      return performance.now() - started <= TIME_LIMIT_MS
    } catch {
      return false
    }
  }

  return async () => {
    running ??= attempt().finally(() => {
      running = undefined
    })
    let timer: ReturnType<typeof setTimeout> | undefined
    const timeout = new Promise<boolean>(resolve => {
      timer = setTimeout(resolve, TIME_LIMIT_MS, false)
    })
    try {
      return await Promise.race([running, timeout])
    } finally {
      clearTimeout(timer)
    }
  }
}
