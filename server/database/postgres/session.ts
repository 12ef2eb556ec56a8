import { Client, type ClientConfig, type QueryResult } from 'pg'
import type { Param } from '../database.ts'
import { breaksConnection } from './errors.ts'
import { findPassword } from './password.ts'
import { types } from './values.ts'

/** Longer than any statement may take. Detects a server that has vanished without closing its connections. */
const NO_RESPONSE_MS = 6_000

/**
 * Set by a statement instead of parameters of the connection, which PgBouncer refuses. Everything that matters is set, because roles and
 * databases may have other defaults. The plans of the texts do not depend on the values, so they are made once for each connection.
 */
const SETTINGS = `
  SET default_transaction_isolation = 'read committed'; SET idle_in_transaction_session_timeout = '10s';
  SET plan_cache_mode = force_generic_plan; SET jit = off`

/**
 * For statements of requests. A lock is waited for longer than PostgreSQL takes to find a deadlock (1 s): after a deadlock the
 * transaction is run again, after a timeout it is not.
 */
const TIME_LIMITS = `SET statement_timeout = '5s'; SET lock_timeout = '2s'`

const NO_TIME_LIMITS = 'SET statement_timeout = 0; SET lock_timeout = 0'

/** PostgreSQL also reports it to each new connection, but a pooler may pass on what it was told before a standby was promoted. */
const IS_READ_ONLY = 'SHOW transaction_read_only'

export interface SessionOptions {
  /** Whether statements may take longer than those of a request, as migrations do. */
  mayTakeLong?: boolean
}

export interface Result<Row> {
  rows: Row[]
  rowCount: number | null
  command: string
}

/** What statements can be sent on. */
export interface Channel {
  query<Row>(statement: { text: string; name?: string }, values?: Param[]): Promise<Result<Row>>
  /** A text without parameters, which may consist of several statements. */
  command(text: string): Promise<Pick<Result<unknown>, 'command'>>
}

/** One connection. Statements are sent at once, without waiting for the results of those before them. */
export class Session implements Channel {
  readonly #client: Client
  readonly #parameters = new Map<string, string>()
  #isUsable = true
  #isWritable = false
  #onBroken: () => void = () => {}

  private constructor(config: ClientConfig, { mayTakeLong = false }: SessionOptions) {
    this.#client = new Client({
      ...config,
      pipeline: true,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...(!mayTakeLong && { query_timeout: NO_RESPONSE_MS }),
    })
    // Called only if the server asks for a password and neither the URL nor PGPASSWORD has one.
    const client: { password?: unknown } = this.#client
    client.password ??= () => findPassword(this.#client)
    this.#client.on('error', () => this.#break())
    this.#client.on('end', () => this.#break())
    this.#client.connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
      this.#parameters.set(parameterName, parameterValue)
    })
  }

  static async connect(config: ClientConfig, options: SessionOptions): Promise<Session> {
    const session = new Session(config, options)
    try {
      await session.#client.connect()
      await session.#begin(config.connectionTimeoutMillis, options)
    } catch (error) {
      session.destroy()
      throw error
    }
    return session
  }

  /** A pooler accepts connections while it has none to the server, so this has a time limit of its own. */
  async #begin(limit: number | undefined, { mayTakeLong = false }: SessionOptions): Promise<void> {
    const limits = mayTakeLong ? NO_TIME_LIMITS : TIME_LIMITS
    const query = { text: `${SETTINGS}; ${limits}; ${IS_READ_ONLY}`, query_timeout: limit }
    const results = (await this.#client.query(query)) as unknown as QueryResult<{ transaction_read_only: string }>[]
    this.#isWritable = results.at(-1)?.rows[0]?.transaction_read_only === 'off'
  }

  /** Called once when the connection is lost. */
  onBroken(listener: () => void): void {
    this.#onBroken = listener
  }

  get isUsable(): boolean {
    return this.#isUsable
  }

  /** Whether the server accepted writes when the connection was made, which a standby does not. */
  get isWritable(): boolean {
    return this.#isWritable
  }

  /** What the server reports of itself, such as `server_version`; undefined if a pooler does not pass it on. */
  parameter(name: string): string | undefined {
    return this.#parameters.get(name)
  }

  query<Row>({ name, text }: { text: string; name?: string }, values?: Param[]): Promise<Result<Row>> {
    return this.#noting(this.#client.query<Row & object>({ name, text, values, types } as never))
  }

  command(text: string): Promise<Result<unknown>> {
    return this.#noting(this.#client.query(text))
  }

  async #noting<T>(result: Promise<T>): Promise<T> {
    try {
      return await result
    } catch (error) {
      if (breaksConnection(error)) this.#break()
      throw error
    }
  }

  #break(): void {
    if (!this.#isUsable) return
    this.#isUsable = false
    this.#onBroken()
  }

  /** Ends the connection properly, after the statements that have been sent. */
  async close(): Promise<void> {
    this.#isUsable = false
    await this.#client.end()
  }

  /** Ends the connection at once, without telling the server. */
  destroy(): void {
    this.#isUsable = false
    this.#client.connection.stream.destroy()
  }
}
