import { DatabaseRefused, type Migration, type SchemaState } from '../database.ts'
import type { Session } from './session.ts'

/** Taken by every process that migrates. Any number that no other program uses. */
const LOCK = 0x434c5558

/** Waits for other processes, which may take long. */
const BEGIN = `BEGIN; SELECT pg_advisory_xact_lock(${LOCK})`

const TABLE = `
  CREATE TABLE IF NOT EXISTS schema_migrations (
    version bigint PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    -- A release that knows this version can use the database even if it does not know this migration.
    compatible_since bigint NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`

/**
 * One statement, because another process may create all tables at any time. What belongs to an extension (deptype e), such as
 * pg_stat_statements, does not count.
 */
const CONTENTS = `
  SELECT CASE WHEN to_regclass('schema_migrations') IS NULL THEN 0 ELSE 1 END AS has_migrations,
    CASE WHEN EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT EXISTS
        (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
      THEN 0 ELSE 1 END AS is_empty`

interface Contents {
  has_migrations: number
  is_empty: number
}

const APPLIED = 'SELECT version, compatible_since FROM schema_migrations ORDER BY version'

const ADD = 'INSERT INTO schema_migrations (version, name, compatible_since) VALUES ($1, $2, $3)'

interface Applied {
  version: number
  compatible_since: number
}

/**
 * A migration that only adds what older releases do not notice begins with such a line. While servers are upgraded one by one, older
 * ones that know this version keep running.
 */
const COMPATIBLE_SINCE = /^-- Compatible since version (\d+)\./

export const compatibleSince = ({ version, sql }: Migration): number =>
  Number(COMPATIBLE_SINCE.exec(sql)?.[1] ?? version)

/** Throws DatabaseRefused for the database of another program. */
async function readApplied(session: Session): Promise<Applied[]> {
  const [contents] = (await session.query<Contents>({ text: CONTENTS })).rows
  if (contents?.has_migrations === 1) return (await session.query<Applied>({ text: APPLIED })).rows
  if (contents?.is_empty !== 1) throw new DatabaseRefused('it belongs to another program')
  return []
}

/** The version of a database; 0 for an empty one. Throws DatabaseRefused if this release cannot use it. */
export async function checkOrigin(session: Session, migrations: readonly Migration[]): Promise<number> {
  const applied = await readApplied(session)
  const known = latestOf(migrations)
  const needed = Math.max(0, ...applied.filter(({ version }) => version > known).map(each => each.compatible_since))
  if (needed > known) {
    const version = latestOf(applied)
    throw new DatabaseRefused(
      `it has version ${version}, made by a newer release; this one knows versions up to ${known}`,
    )
  }
  return latestOf(applied)
}

/** Applies the missing migrations, each in its own transaction. Processes that start at the same time do it one after another. */
export async function migrate(session: Session, migrations: readonly Migration[]): Promise<void> {
  if ((await checkOrigin(session, migrations)) >= latestOf(migrations)) return
  for (const migration of migrations) {
    await session.command(BEGIN)
    try {
      // The other process may have migrated it meanwhile.
      if ((await checkOrigin(session, migrations)) < migration.version) await apply(session, migration)
      await session.command('COMMIT')
    } catch (error) {
      if (session.isUsable) await session.command('ROLLBACK')
      throw error
    }
  }
}

async function apply(session: Session, migration: Migration): Promise<void> {
  const { version, name, sql } = migration
  await session.command(TABLE)
  await session.command(sql)
  await session.query({ text: ADD }, [version, name, compatibleSince(migration)])
}

/** Throws DatabaseRefused: a command must not migrate the database of an older server that is running. */
export async function assertCurrent(session: Session, migrations: readonly Migration[]): Promise<void> {
  const [version, needed] = [await checkOrigin(session, migrations), latestOf(migrations)]
  if (version >= needed) return
  throw new DatabaseRefused(
    version === 0
      ? 'it is empty; create its tables with "clustrix migrate"'
      : `it has version ${version} and this release needs version ${needed}; run "clustrix migrate"`,
  )
}

export async function readState(session: Session, migrations: readonly Migration[]): Promise<SchemaState> {
  const version = await checkOrigin(session, migrations)
  return {
    version,
    engine: `PostgreSQL ${session.parameter('server_version')?.split(' ')[0]}`,
    migrations: migrations.map(each => ({
      version: each.version,
      name: each.name,
      isApplied: each.version <= version,
    })),
  }
}

const latestOf = (migrations: readonly { version: number }[]): number => migrations.at(-1)?.version ?? 0
