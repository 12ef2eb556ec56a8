import { CommandError } from '../../openapi/cli/command-error.ts'
import { type Database, DatabaseRefused, type Param } from '../../server/database/database.ts'
import { openDatabase } from '../../server/database/open.ts'
import { createConnector } from '../../server/database/postgres/connect.ts'
import { type Connections, PostgresDatabase } from '../../server/database/postgres/connection.ts'
import type { Channel, Result, Session } from '../../server/database/postgres/session.ts'
import { parseUrl } from '../../server/database/postgres/url.ts'
import { isNew } from '../../server/demo/seed.ts'
import type { Restorable } from './restorable.ts'
import { seedTestData } from './test-data/test-data.ts'

/**
 * The test data on PostgreSQL. As on SQLite, everything runs in one transaction that is never committed.
 * @param url a database without data, whose tables are created. Throws CommandError if it cannot be used.
 */
export async function openRestorablePostgres(url: string): Promise<Restorable & { close(): Promise<void> }> {
  const migrated = await openOrRefuse(url)
  const isEmpty = await isNew(migrated)
  await migrated.close()
  if (!isEmpty) throw new CommandError('The database for --database must have no data')
  const session = await createConnector(parseUrl(url), { mayTakeLong: true })()
  await session.command('SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0; BEGIN')
  const connection = new OneConnection(session)
  const database = new PostgresDatabase(connection)
  await seedTestData(database)
  const ids = await readIds(session)
  await session.command('SAVEPOINT seeded')
  return {
    database,
    async restore() {
      await connection.acquire()
      await session.command(`ROLLBACK TO seeded; ${ids}`)
      connection.release()
    },
    stored: async () => {
      const lines: string[] = []
      for (const table of await tablesOf(session)) {
        const { rows } = await session.query<object>({ text: `SELECT * FROM "${table}"` })
        lines.push(table, ...rows.flatMap(row => Object.values(row).map(String)))
      }
      return lines.join('\n')
    },
    close: () => session.close(),
  }
}

async function openOrRefuse(url: string): Promise<Database> {
  try {
    return await openDatabase(url)
  } catch (error) {
    throw error instanceof DatabaseRefused ? new CommandError(error.message) : error
  }
}

/** A statement that sets all sequences to their values, because a rollback leaves them. */
async function readIds(session: Session): Promise<string> {
  const text = 'SELECT sequencename AS name, last_value AS last FROM pg_sequences WHERE schemaname = current_schema()'
  const { rows } = await session.query<{ name: string; last: number | null }>({ text })
  return `SELECT ${rows.map(({ name, last }) => `setval('${name}', ${last ?? 1}, ${last !== null})`).join(', ')}`
}

async function tablesOf(session: Session): Promise<string[]> {
  const text = `SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY name`
  return (await session.query<{ name: string }>({ text })).rows.map(({ name }) => name)
}

/** One connection with one user at a time, whose transactions are savepoints of one that is never committed. */
class OneConnection implements Connections<NestedChannel> {
  readonly #session: Session
  #isFree = true
  readonly #waiting: ((channel: NestedChannel) => void)[] = []

  constructor(session: Session) {
    this.#session = session
  }

  acquire(): Promise<NestedChannel> {
    if (!this.#isFree) return new Promise(resolve => this.#waiting.push(resolve))
    this.#isFree = false
    return Promise.resolve(new NestedChannel(this.#session))
  }

  release(): void {
    const next = this.#waiting.shift()
    if (next) next(new NestedChannel(this.#session))
    else this.#isFree = true
  }

  async close(): Promise<void> {}
}

class NestedChannel implements Channel {
  readonly #session: Session
  #isInTransaction = false

  constructor(session: Session) {
    this.#session = session
  }

  async query<Row>(statement: { text: string; name?: string }, values?: Param[]): Promise<Result<Row>> {
    if (this.#isInTransaction) return this.#session.query<Row>(statement, values)
    return this.#inSavepoint(() => this.#session.query<Row>(statement, values))
  }

  async command(text: string): Promise<{ command: string }> {
    if (text.startsWith('BEGIN')) {
      this.#isInTransaction = true
      return this.#session.command('SAVEPOINT app')
    }
    this.#isInTransaction = false
    if (text === 'ROLLBACK') return this.#session.command('ROLLBACK TO app')
    return this.#session.command('RELEASE app').then(
      () => ({ command: 'COMMIT' }),
      () => this.#session.command('ROLLBACK TO app'),
    )
  }

  /** A statement of its own must not end the outer transaction when it fails. */
  async #inSavepoint<T>(work: () => Promise<T>): Promise<T> {
    const begun = this.#session.command('SAVEPOINT single')
    try {
      const [, result] = await Promise.all([begun, work()])
      await this.#session.command('RELEASE single')
      return result
    } catch (error) {
      await this.#session.command('ROLLBACK TO single')
      throw error
    }
  }
}
