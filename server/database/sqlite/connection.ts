import type { AsyncContext } from '../async-context.ts'
import { type Database, DatabaseUnavailable, type Params, type Queries } from '../database.ts'
import { delay } from './delay.ts'
import type { Driver } from './driver.ts'
import { isLocked, translateError } from './errors.ts'
import { Statements } from './statements.ts'

/** Milliseconds between two tries for a lock that another process holds; the first ones come sooner. */
const RETRY_EVERY = 5

interface Transaction {
  begin: 'BEGIN' | 'BEGIN IMMEDIATE'
}

export interface ConnectionOptions {
  /** Knows the transaction that asynchronous work belongs to. Asked only when a query has to wait. */
  context: AsyncContext
  /** Milliseconds to wait for a lock that another process holds. */
  patience: number
}

/**
 * A Database on an open SQLite connection. SQLite works synchronously: a query is done when its promise is made. Only the
 * wait for another process's lock is asynchronous, so that it holds up nobody but the one who needs the lock.
 */
export class Connection implements Database {
  readonly #sqlite: Driver
  readonly #statements: Statements
  readonly #context: AsyncContext
  readonly #patience: number
  #running: Transaction | undefined
  readonly #waiting: (() => void)[] = []

  constructor(sqlite: Driver, { context, patience }: ConnectionOptions) {
    this.#sqlite = sqlite
    this.#statements = new Statements(sqlite)
    this.#context = context
    this.#patience = patience
  }

  one<Row>(sql: string, params?: Params): Promise<Row | undefined> {
    return this.#alone(() => this.#statements.one(sql, params) as Row | undefined)
  }

  all<Row>(sql: string, params?: Params): Promise<Row[]> {
    return this.#alone(() => this.#statements.all(sql, params) as Row[])
  }

  run(sql: string, params?: Params): Promise<number> {
    return this.#alone(() => this.#statements.run(sql, params))
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#transaction({ begin: 'BEGIN' }, work)
  }

  write<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    // A deferred BEGIN that reads before it writes fails, whatever the patience, when another process wrote in between.
    return this.#transaction({ begin: 'BEGIN IMMEDIATE' }, work)
  }

  async close(): Promise<void> {
    if (!this.#sqlite.open) return
    try {
      if (!this.#sqlite.inTransaction) this.#sqlite.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      this.#sqlite.close()
    }
  }

  /** Names of the columns a text answers with, none where it answers nothing. Throws what is wrong with the text. */
  columns(sql: string): string[] {
    const statement = this.#statements.prepare(sql)
    return statement.reader ? statement.columns().map(column => column.name) : []
  }

  /** The whole database as the bytes of a file. */
  serialize(): Uint8Array {
    return this.#sqlite.serialize()
  }

  /** Does a synchronous task when no transaction is running, and as often as another process's lock makes it fail. */
  async #alone<T>(task: () => T): Promise<T> {
    let deadline: number | undefined
    for (let pause = 1; ; pause = Math.min(pause + 1, RETRY_EVERY)) {
      try {
        return this.#running ? await this.#turn(this.#running, task) : task()
      } catch (error) {
        deadline ??= performance.now() + this.#patience
        if (!isLocked(error) || performance.now() >= deadline) throw this.#explained(error)
      }
      await delay(pause)
    }
  }

  #turn<T>(running: Transaction, task: () => T): Promise<T> {
    if (this.#context.getStore() === running) {
      throw new Error(
        'Inside read() and write() use the queries handed in: the database waits for this transaction to end',
      )
    }
    return new Promise((resolve, reject) => {
      // The task itself runs when its turn comes, not what awaits it: by then the next transaction may have begun.
      this.#waiting.push(() => {
        try {
          resolve(task())
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  async #transaction<T>(transaction: Transaction, work: (queries: Queries) => Promise<T>): Promise<T> {
    await this.#alone(() => {
      this.#statements.run(transaction.begin)
      this.#running = transaction
    })
    try {
      const result = await this.#context.run(transaction, () => work(this.#queriesOf(transaction)))
      this.#statements.run('COMMIT')
      return result
    } catch (error) {
      if (this.#sqlite.open && this.#sqlite.inTransaction) this.#statements.run('ROLLBACK')
      throw this.#explained(error)
    } finally {
      this.#running = undefined
      while (!this.#running && this.#waiting.length > 0) this.#waiting.shift()?.()
    }
  }

  #queriesOf(transaction: Transaction): Queries {
    const statements = this.#statements
    const during = <T>(sql: string, task: () => T): T => {
      this.#permit(transaction, sql)
      try {
        return task()
      } catch (error) {
        throw this.#explained(error)
      }
    }
    return {
      one: async <Row>(sql: string, params?: Params) =>
        during(sql, () => statements.one(sql, params)) as Row | undefined,
      all: async <Row>(sql: string, params?: Params) => during(sql, () => statements.all(sql, params)) as Row[],
      run: async (sql, params) => during(sql, () => statements.run(sql, params)),
    }
  }

  #permit(transaction: Transaction, sql: string): void {
    if (this.#running !== transaction)
      throw new Error('This transaction has ended: its queries must be awaited inside it')
    // After some errors (SQLITE_FULL, SQLITE_IOERR) SQLite has rolled back by itself; what follows would stand alone.
    if (!this.#sqlite.inTransaction) throw new DatabaseUnavailable('The transaction was rolled back')
    if (transaction.begin === 'BEGIN' && !this.#statements.prepare(sql).readonly) {
      throw new Error(`read() is not for writing: ${sql.trim()}`)
    }
  }

  #explained(error: unknown): unknown {
    return this.#sqlite.open
      ? translateError(error)
      : new DatabaseUnavailable('The database is closed', { cause: error })
  }
}
