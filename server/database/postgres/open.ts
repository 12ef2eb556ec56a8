import { availableParallelism } from 'node:os'
import type { CopyTarget } from '../copy/copy.ts'
import { type Database, DatabaseRefused, type SchemaState } from '../database.ts'
import { readMigrations } from '../migrations.ts'
import { createConnector } from './connect.ts'
import { PostgresDatabase } from './connection.ts'
import { createCopyTarget, IS_UNFINISHED } from './copy-target.ts'
import { isPostgresError, messageOf } from './errors.ts'
import { assertCurrent, migrate, readState } from './migrate.ts'
import { Pool } from './pool.ts'
import type { Session } from './session.ts'
import { describeTarget, parseUrl, type Target } from './url.ts'

/** The version of the schema with which PostgreSQL was added. SQLite has earlier ones. */
const FIRST = 9

const OLDEST_SERVER = 15

export const migrations = readMigrations(new URL('./migrations/', import.meta.url), FIRST)

export interface PostgresOptions {
  /** Milliseconds to wait for a connection when all are in use. */
  patience?: number
  /** Refuses an empty database and one of an older version, instead of migrating it. */
  mustBeCurrent?: boolean
  /** Whether statements may take long and the database may have an unfinished copy. */
  isForCopy?: boolean
}

/** Connects and brings the database to the current version. Throws DatabaseRefused, whose message has no password. */
export async function openPostgres(
  url: string,
  { patience = 1000, mustBeCurrent = false, isForCopy = false }: PostgresOptions = {},
): Promise<Database> {
  const target = parseUrl(url)
  await withSession(target, async session => {
    if (mustBeCurrent) await assertCurrent(session, migrations)
    else await migrate(session, migrations)
    if (!isForCopy) await assertCopied(session)
  })
  return new PostgresDatabase(
    new Pool({
      connect: createConnector(target, { mayTakeLong: isForCopy }),
      size: target.poolSize ?? defaultPoolSize(),
      patience,
    }),
  )
}

/** Creates the tables if they are missing. Throws DatabaseRefused, whose message has no password. */
export async function withCopyTarget<T>(url: string, work: (target: CopyTarget) => Promise<T>): Promise<T> {
  const database = await openPostgres(url, { isForCopy: true })
  try {
    return await work(createCopyTarget(database))
  } finally {
    await database.close()
  }
}

/** Reads which migrations a database has, without changing it. Throws DatabaseRefused. */
export const readPostgresSchema = (url: string): Promise<SchemaState> => {
  const target = parseUrl(url)
  return withSession(target, session => readState(session, migrations))
}

/** A URL for messages, without user and password. Throws DatabaseRefused. */
export const describeUrl = (url: string): string => describeTarget(parseUrl(url))

/** The database's machine probably has about as many cores as this one. More connections would only wait for each other there. */
const defaultPoolSize = () => Math.max(4, 2 * availableParallelism())

/** Runs work on a connection of its own. Every failure becomes a DatabaseRefused with a message of one line. */
async function withSession<T>(target: Target, work: (session: Session) => Promise<T>): Promise<T> {
  let session: Session | undefined
  try {
    session = await createConnector(target, { mayTakeLong: true })()
    await checkServer(session)
    const result = await work(session)
    await session.close()
    return result
  } catch (error) {
    session?.destroy()
    throw new DatabaseRefused(`The database ${describeTarget(target)} cannot be used: ${reasonOf(error)}`, {
      cause: error,
    })
  }
}

async function assertCopied(session: Session): Promise<void> {
  const { rows } = await session.query<{ is_unfinished: number }>({ text: IS_UNFINISHED })
  if (rows[0]?.is_unfinished === 1) {
    throw new DatabaseRefused('a copy into it is unfinished; run "clustrix database copy" again')
  }
}

async function checkServer(session: Session): Promise<void> {
  const version = session.parameter('server_version') ?? ''
  if (Number.parseInt(version, 10) < OLDEST_SERVER) {
    throw new DatabaseRefused(`PostgreSQL ${version.split(' ')[0]} is too old; it must be ${OLDEST_SERVER} or later`)
  }
  const { rows } = await session.query<{ server_encoding: string }>({ text: 'SHOW server_encoding' })
  if (rows[0]?.server_encoding !== 'UTF8')
    throw new DatabaseRefused('its encoding is not UTF8; create it with ENCODING UTF8')
}

const REASONS: Record<string, string> = {
  '3D000': 'it does not exist; create it with createdb',
  '28P01': 'the user or the password is wrong',
  '28000': 'this user may not connect, at least not from here or without TLS',
  '25006': 'the server is read-only, as a standby is',
  '42501': 'this user may not create tables in it',
  ECONNREFUSED: 'nothing listens at this address',
  ENOTFOUND: 'there is no such host',
}

function reasonOf(error: unknown): string {
  if (error instanceof DatabaseRefused) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = REASONS[code]
  return reason === undefined ? messageOf(error) : isPostgresError(error) ? `${reason} (${code})` : reason
}
