import type { AsyncContext } from '../async-context.ts'
import { type Database, DatabaseUnavailable, type Params, type Queries, type Sql } from '../database.ts'
import { delay } from './delay.ts'
import type { Driver } from './driver.ts'
import { isLocked, translateError } from './errors.ts'
import { Statements } from './statements.ts'
import { Transaction } from './transaction.ts'

/** Longest pause, in milliseconds, between two attempts to get a lock that another process holds. */
const RETRY_INTERVAL = 5

export interface ConnectionOptions {
  /** Knows the transaction that asynchronous work belongs to. Asked only when a query has to wait. */
  context: AsyncContext
  /** Milliseconds to wait for a lock that another process holds. */
  patience: number
  /** Whether closing waits until the log is empty, which still has earlier versions of changed rows. */
  emptiesLog?: boolean
  /** Called once the file is closed cleanly. */
  onClosed?: (() => void) | undefined
}

/**
 * A Database on an open SQLite connection. SQLite works synchronously: a query is complete when its promise is created. Only the
 * wait for another process's lock is asynchronous, so that it delays only the query that needs the lock.
 */
export class Connection implements Database {
  readonly isShared = false
  readonly #sqlite: Driver
  readonly #statements: Statements
  readonly #context: AsyncContext
  readonly #patience: number
  readonly #emptiesLog: boolean
  readonly #onClosed: () => void
  #running: Transaction | undefined
  readonly #queue: (() => void)[] = []

  constructor(sqlite: Driver, { context, patience, emptiesLog = false, onClosed = () => {} }: ConnectionOptions) {
    this.#emptiesLog = emptiesLog
    this.#onClosed = onClosed
    this.#sqlite = sqlite
    this.#statements = new Statements(sqlite)
    this.#context = context
    this.#patience = patience
  }

  one<Row>(sql: Sql, params?: Params): Promise<Row | undefined> {
    return this.#outsideTransactions(() => this.#statements.one(sql, params) as Row | undefined)
  }

  all<Row>(sql: Sql, params?: Params): Promise<Row[]> {
    return this.#outsideTransactions(() => this.#statements.all(sql, params) as Row[])
  }

  run(sql: Sql, params?: Params): Promise<number> {
    return this.#outsideTransactions(() => this.#statements.run(sql, params))
  }

  async lock(sql: string): Promise<void> {
    throw new Error(`Only write() can lock: ${sql.trim()}`)
  }

  read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#transaction('BEGIN', work)
  }

  write<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    // With a deferred BEGIN, a write after a read fails at once if another process has written in between.
    return this.#transaction('BEGIN IMMEDIATE', work)
  }

  async close(): Promise<void> {
    if (!this.#sqlite.open) return
    try {
      if (!this.#sqlite.inTransaction) await this.#truncateLog()
    } finally {
      this.#sqlite.close()
    }
    this.#onClosed()
  }

  /** Another process that reads at this moment prevents it. */
  async #truncateLog(): Promise<void> {
    const deadline = performance.now() + (this.#emptiesLog ? this.#patience : 0)
    try {
      while (this.#sqlite.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0) {
        if (performance.now() >= deadline) return
        await delay(RETRY_INTERVAL)
      }
    } catch (error) {
      // On a full disk, what is committed stays in the log, and the next process that opens the file reads it from there.
      const translated = translateError(error)
      if (this.#emptiesLog || !(translated instanceof DatabaseUnavailable)) throw translated
    }
  }

  /** Names of the columns that a text returns; empty if it returns no rows. Throws if the text is invalid. */
  columns(sql: Sql): string[] {
    const statement = this.#statements.prepare(sql)
    return statement.reader ? statement.columns().map(column => column.name) : []
  }

  /** The whole database as the bytes of a file. */
  serialize(): Uint8Array {
    return this.#sqlite.serialize()
  }

  /** Runs a synchronous task while no transaction is running, and retries it while another process holds the lock. */
  async #outsideTransactions<T>(task: () => T): Promise<T> {
    let deadline: number | undefined
    for (let pause = 1; ; pause = Math.min(pause + 1, RETRY_INTERVAL)) {
      try {
        return this.#running ? await this.#enqueue(this.#running, task) : task()
      } catch (error) {
        deadline ??= performance.now() + this.#patience
        if (!isLocked(error) || performance.now() >= deadline) throw this.#translate(error)
      }
      await delay(pause)
    }
  }

  #enqueue<T>(running: Transaction, task: () => T): Promise<T> {
    if (this.#context.getStore() === running) {
      throw new Error(
        'Inside read() and write() use the queries handed in: the database waits for this transaction to end',
      )
    }
    return new Promise((resolve, reject) => {
      // Runs the task itself, not a continuation that awaits its turn: by then the next transaction may have begun.
      this.#queue.push(() => {
        try {
          resolve(task())
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  async #transaction<T>(begin: Transaction['begin'], work: (queries: Queries) => Promise<T>): Promise<T> {
    const statements = this.#statements
    const transaction = new Transaction({
      begin,
      sqlite: this.#sqlite,
      statements,
      translate: error => this.#translate(error),
    })
    await this.#outsideTransactions(() => {
      statements.run(begin)
      this.#running = transaction
    })
    try {
      const result = await this.#context.run(transaction, () => work(transaction))
      statements.run('COMMIT')
      return result
    } catch (error) {
      if (this.#sqlite.open && this.#sqlite.inTransaction) statements.run('ROLLBACK')
      throw this.#translate(error)
    } finally {
      transaction.hasEnded = true
      this.#running = undefined
      while (!this.#running && this.#queue.length > 0) this.#queue.shift()?.()
    }
  }

  #translate(error: unknown): unknown {
    return this.#sqlite.open
      ? translateError(error)
      : new DatabaseUnavailable('The database is closed', { cause: error })
  }
}
