import type { Database, Params, Queries, Sql } from '../database.ts'
import { mayRunAgain, translateChangeError, translateError } from './errors.ts'
import type { Channel, Result } from './session.ts'
import { SynchronousStandby } from './synchronous-standby.ts'
import { Statements, valuesOf } from './text.ts'
import { READ, Transaction, WRITE } from './transaction.ts'

/** Number of attempts at a transaction that conflicts with others, or at a statement that the connection has to prepare again. */
const ATTEMPTS = 4

/** Longest pause before the second attempt, in milliseconds. It doubles before each further one. */
const PAUSE = 20

/** Milliseconds that close() waits for connections that are still in use. */
const CLOSING = 1_000

/** Connections, each of which has one user at a time. */
export interface Connections<Lent extends Channel> {
  acquire(): Promise<Lent>
  release(channel: Lent): void
  /** @param patience milliseconds to wait for connections that are still in use */
  close(patience: number): Promise<void>
}

/** A Database on PostgreSQL. */
export class PostgresDatabase<Lent extends Channel> implements Database {
  readonly isShared = true
  readonly #pool: Connections<Lent>
  readonly #statements = new Statements()
  readonly #standby = new SynchronousStandby()

  constructor(pool: Connections<Lent>) {
    this.#pool = pool
  }

  async one<Row>(sql: Sql, params?: Params): Promise<Row | undefined> {
    return (await this.#single<Row>(sql, params)).rows[0]
  }

  async all<Row>(sql: Sql, params?: Params): Promise<Row[]> {
    return (await this.#single<Row>(sql, params)).rows
  }

  async run(sql: Sql, params?: Params): Promise<number> {
    return (await this.#single(sql, params, true)).rowCount ?? 0
  }

  async lock(sql: string): Promise<void> {
    throw new Error(`Only write() can lock: ${sql.trim()}`)
  }

  async read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#retrying(() => this.#transaction(READ, work))
  }

  async write<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.#retrying(() => this.#transaction(WRITE, work))
  }

  close(): Promise<void> {
    return this.#pool.close(CLOSING)
  }

  /**
   * A single statement needs no transaction.
   * @param isGuarded whether it is refused while the only synchronous standby is gone. one() is not: what it changes does not wait for a
   * standby, such as the count of a request, or follows another change of the same request.
   */
  #single<Row>(sql: Sql, params?: Params, isGuarded = false): Promise<Result<Row>> {
    const statement = this.#statements.get(sql)
    const values = valuesOf(statement, params)
    return this.#retrying(async () => {
      const channel = await this.#pool.acquire()
      try {
        if (!isGuarded) return await channel.query<Row>(statement, values)
        await this.#standby.assertPresent(channel)
        return await this.#standby.observe(channel.query<Row>(statement, values))
      } catch (error) {
        if (mayRunAgain(error)) throw error
        throw statement.mayChange ? translateChangeError(error) : translateError(error)
      } finally {
        this.#pool.release(channel)
      }
    })
  }

  async #transaction<T>(begin: typeof READ | typeof WRITE, work: (queries: Queries) => Promise<T>): Promise<T> {
    const channel = await this.#pool.acquire()
    const transaction = new Transaction(begin, channel, this.#statements)
    try {
      if (begin === WRITE) await this.#standby.assertPresent(channel)
      const result = await work(transaction)
      await (begin === WRITE ? this.#standby.observe(transaction.commit()) : transaction.commit())
      this.#pool.release(channel)
      return result
    } catch (error) {
      void transaction.rollBack().then(() => this.#pool.release(channel))
      // After a conflict, the work may have thrown an error of its own, because it did not get what it needed.
      throw mayRunAgain(transaction.failure) ? transaction.failure : error
    }
  }

  /** Runs a task again if that helps. Waits for a random time, so that two transactions in conflict do not meet again. */
  async #retrying<T>(task: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await task()
      } catch (error) {
        if (!mayRunAgain(error)) throw error
        if (attempt === ATTEMPTS) throw translateError(error)
      }
      await new Promise(resolve => setTimeout(resolve, Math.random() * PAUSE * 2 ** (attempt - 1)))
    }
  }
}
