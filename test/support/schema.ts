import type { Database, Queries, Sql } from '../../server/database/database.ts'

const TABLES: Sql = {
  sqlite: `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' ORDER BY name`,
  postgres: `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`,
}

/** The names of all tables. */
export const tablesOf = async (queries: Queries): Promise<string[]> =>
  (await queries.all<{ name: string }>(TABLES)).map(({ name }) => name)

const COLUMNS: Sql = {
  sqlite: 'SELECT name FROM pragma_table_info(:table)',
  postgres:
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = CAST(:table AS regclass) AND attnum > 0 ORDER BY attnum',
}

/** The names of the columns of a table. */
export const columnsOf = async (queries: Queries, table: string): Promise<string[]> =>
  (await queries.all<{ name: string }>(COLUMNS, { table })).map(({ name }) => name)

/** Makes every INSERT of a row with an id fail. */
export const refuseInsert = (database: Database, table: string, id: number): Promise<number> =>
  database.run({
    sqlite: `CREATE TRIGGER refused BEFORE INSERT ON ${table} WHEN NEW.id = ${id} BEGIN SELECT RAISE(ABORT, 'injected'); END`,
    postgres: `CREATE TRIGGER refused BEFORE INSERT ON ${table} FOR EACH ROW WHEN (NEW.id = ${id}) EXECUTE FUNCTION refuse_change('injected')`,
  })

const RULES: Sql = {
  sqlite: `SELECT 'DROP TRIGGER ' || name AS removal FROM sqlite_schema WHERE type = 'trigger'
    UNION ALL VALUES ('PRAGMA ignore_check_constraints = ON'), ('PRAGMA foreign_keys = OFF')`,
  postgres: `
    SELECT 'DROP TRIGGER ' || tgname || ' ON ' || tgrelid::regclass AS removal FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || conname FROM pg_constraint
    WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace`,
}

/** Takes away the triggers, conditions and references that refuse rows. */
export async function removeRules(database: Database): Promise<void> {
  for (const { removal } of await database.all<{ removal: string }>(RULES)) await database.run(removal)
}
