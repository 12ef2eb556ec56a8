import { DatabaseUnavailable, type Params, type Queries, type Sql } from '../database.ts'
import type { Driver } from './driver.ts'
import { type Statements, textOf } from './statements.ts'

interface TransactionOptions {
  begin: 'BEGIN' | 'BEGIN IMMEDIATE'
  sqlite: Driver
  statements: Statements
  translate: (error: unknown) => unknown
}

/** The queries of one transaction, from its begin to its end. */
export class Transaction implements Queries {
  readonly begin: 'BEGIN' | 'BEGIN IMMEDIATE'
  hasEnded = false
  /** Whether a statement has failed. */
  #hasFailed = false
  readonly #sqlite: Driver
  readonly #statements: Statements
  readonly #translate: (error: unknown) => unknown

  constructor({ begin, sqlite, statements, translate }: TransactionOptions) {
    this.begin = begin
    this.#sqlite = sqlite
    this.#statements = statements
    this.#translate = translate
  }

  async one<Row>(sql: Sql, params?: Params): Promise<Row | undefined> {
    this.#assertUsable(sql)
    try {
      return this.#statements.one(sql, params) as Row | undefined
    } catch (error) {
      throw this.#failure(error)
    }
  }

  async all<Row>(sql: Sql, params?: Params): Promise<Row[]> {
    this.#assertUsable(sql)
    try {
      return this.#statements.all(sql, params) as Row[]
    } catch (error) {
      throw this.#failure(error)
    }
  }

  async run(sql: Sql, params?: Params): Promise<number> {
    this.#assertUsable(sql)
    try {
      return this.#statements.run(sql, params)
    } catch (error) {
      throw this.#failure(error)
    }
  }

  async lock(sql: string): Promise<void> {
    if (this.begin === 'BEGIN') throw new Error(`read() cannot lock: ${sql.trim()}`)
  }

  #failure(error: unknown): unknown {
    this.#hasFailed = true
    return this.#translate(error)
  }

  #assertUsable(sql: Sql): void {
    if (this.hasEnded) throw new Error('This transaction has ended: its queries must be awaited inside it')
    // After some errors (SQLITE_FULL, SQLITE_IOERR) SQLite has already rolled back; further statements would be committed alone.
    if (this.#hasFailed && !this.#sqlite.inTransaction) throw new DatabaseUnavailable('The transaction was rolled back')
    if (this.begin === 'BEGIN' && !this.#statements.prepare(sql).readonly) {
      throw new Error(`read() cannot write: ${textOf(sql).trim()}`)
    }
  }
}
