import type { Params, Queries, Sql } from '../database.ts'
import { translateChangeError, translateError } from './errors.ts'
import type { Channel, Result } from './session.ts'
import { type Statements, textOf, valuesOf } from './text.ts'

export const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
export const WRITE = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE'

/** The queries of one transaction. */
export class Transaction implements Queries {
  /** The first error that PostgreSQL reported. It refuses all further statements of the transaction. */
  failure: unknown
  /** `new` until the first statement. */
  #state: 'new' | 'open' | 'ended' = 'new'
  /** Number of statements whose results have not arrived. */
  #running = 0
  readonly #begin: typeof READ | typeof WRITE
  readonly #channel: Channel
  readonly #statements: Statements

  constructor(begin: typeof READ | typeof WRITE, channel: Channel, statements: Statements) {
    this.#begin = begin
    this.#channel = channel
    this.#statements = statements
  }

  async one<Row>(sql: Sql, params?: Params): Promise<Row | undefined> {
    return (await this.#send<Row>(sql, params)).rows[0]
  }

  async all<Row>(sql: Sql, params?: Params): Promise<Row[]> {
    return (await this.#send<Row>(sql, params)).rows
  }

  async run(sql: Sql, params?: Params): Promise<number> {
    return (await this.#send(sql, params)).rowCount ?? 0
  }

  async lock(sql: string, params?: Params): Promise<void> {
    if (this.#begin === READ) throw new Error(`read() cannot lock: ${sql.trim()}`)
    await this.#send(sql, params)
  }

  /** A read does not wait for its COMMIT: the next user's statements are sent after it. */
  async commit(): Promise<void> {
    const hasBegun = this.#state === 'open'
    this.#state = 'ended'
    if (!hasBegun) return
    const committed = this.#channel.command('COMMIT')
    if (this.#begin === READ && this.failure === undefined) {
      committed.catch(() => {})
      return
    }
    const { command } = await committed.catch(error => {
      const isOpen = this.failure === undefined
      this.#note(error)
      throw isOpen ? translateChangeError(error) : translateError(error)
    })
    // PostgreSQL rolls back instead, and says so, after an error that the work has caught.
    if (command !== 'COMMIT') throw translateError(this.failure)
  }

  /**
   * Does nothing after commit(). Its result makes no difference to the caller.
   * @returns resolves when others may use the connection: after the last result if statements are still running. They will fail, but until
   * then the driver believes that they are prepared, and would not prepare them for the next user.
   */
  async rollBack(): Promise<void> {
    const isOpen = this.#state === 'open'
    this.#state = 'ended'
    const end = isOpen ? this.#channel.command('ROLLBACK').catch(() => {}) : undefined
    if (this.#running > 0) await end
  }

  async #send<Row>(sql: Sql, params?: Params): Promise<Result<Row>> {
    if (this.#state === 'ended') throw new Error('This transaction has ended: its queries must be awaited inside it')
    const statement = this.#statements.get(sql)
    const values = valuesOf(statement, params)
    if (this.#state === 'new') {
      this.#state = 'open'
      // Travels with the first statement, which fails too if this does.
      this.#channel.command(this.#begin).catch(error => this.#note(error))
    }
    this.#running += 1
    try {
      return await this.#channel.query<Row>(statement, values)
    } catch (error) {
      this.#note(error)
      if (this.#begin === READ && isReadOnly(error)) throw new Error(`read() cannot write: ${textOf(sql).trim()}`)
      throw translateError(error)
    } finally {
      this.#running -= 1
    }
  }

  #note(error: unknown): void {
    this.failure ??= error
  }
}

const isReadOnly = (error: unknown) => error instanceof Error && 'code' in error && error.code === '25006'
