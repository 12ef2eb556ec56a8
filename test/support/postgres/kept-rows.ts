import type { Database } from '../../../server/database/database.ts'

/** Names of the tables or sequences of a database. */
const namesOf = async (database: Database, kind: 'r' | 'S'): Promise<string[]> => {
  const sql = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = '${kind}'`
  return (await database.all<{ name: string }>(sql)).map(({ name }) => name)
}

/** Everything that is kept is in a schema of its own, where the server does not look. */
const KEPT = [
  'CREATE SCHEMA kept',
  'CREATE TABLE kept.ids (sequence text, last bigint, is_called boolean)',
  'CREATE TABLE kept.schema_changes (tag text)',
  // To lock a sequence, the server alters it without changing anything.
  `CREATE FUNCTION kept.note_change() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
    IF tg_tag <> 'ALTER SEQUENCE' THEN INSERT INTO kept.schema_changes VALUES (tg_tag); END IF;
  END $$`,
]

/** All tables but that which is part of an empty database. */
const isFilled = (name: string) => name !== 'schema_migrations'

/**
 * Runs without triggers, which refuse to delete documents, and without checks of references, so that the tables can be in any order. Does
 * not wait long for a lock that a test has left behind.
 */
const restoring = (tables: readonly string[]) => `
  CREATE FUNCTION kept.restore(with_rows boolean) RETURNS bigint LANGUAGE plpgsql
  SET session_replication_role = replica SET lock_timeout = '100ms' AS $$
  BEGIN
    ${tables.map(name => `DELETE FROM public.${name};`).join(' ')}
    INSERT INTO public.schema_migrations SELECT * FROM kept.schema_migrations;
    IF with_rows THEN
      ${tables
        .filter(isFilled)
        .map(name => `INSERT INTO public.${name} SELECT * FROM kept.${name};`)
        .join(' ')}
      PERFORM setval(CAST(sequence AS regclass), last, is_called) FROM kept.ids;
    ELSE
      PERFORM setval(CAST(sequence AS regclass), 1, false) FROM kept.ids;
    END IF;
    RETURN (SELECT count(*) FROM kept.schema_changes);
  END $$`

/** Keeps the rows of a database, so that restoreRows() can bring them back in its copies. */
export async function keepRows(database: Database): Promise<void> {
  const tables = await namesOf(database, 'r')
  const sequences = await namesOf(database, 'S')
  const texts = [
    ...KEPT,
    ...tables.map(name => `CREATE TABLE kept.${name} AS SELECT * FROM public.${name}`),
    ...sequences.map(name => `INSERT INTO kept.ids SELECT '${name}', last_value, is_called FROM public.${name}`),
    restoring(tables),
    'CREATE EVENT TRIGGER note_change ON ddl_command_end EXECUTE FUNCTION kept.note_change()',
  ]
  for (const text of texts) await database.run(text)
}

/** From now on, the schema counts as unchanged. */
export const keepSchema = (database: Database): Promise<number> => database.run('DELETE FROM kept.schema_changes')

const RESTORE = 'SELECT kept.restore(CAST(:with_rows AS boolean)) AS changes'

/**
 * Deletes all rows, and inserts those that were kept if asked for.
 * @returns false if the schema has been changed, which nothing restores
 */
export async function restoreRows(database: Database, withRows: boolean): Promise<boolean> {
  const restored = await database.one<{ changes: number }>(RESTORE, { with_rows: `${withRows}` })
  return restored?.changes === 0
}
