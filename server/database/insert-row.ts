import type { Param, Params, Queries, Sql } from './database.ts'

/** The columns of a row. */
export type Row = Record<string, Param>

/**
 * Inserts a row and returns the columns that the statement asks for.
 * @param sql `INSERT … RETURNING`
 */
export async function insertRow<Returned>(queries: Queries, sql: Sql, params: Params): Promise<Returned> {
  const row = await queries.one<Returned>(sql, params)
  if (row === undefined) throw new Error('INSERT … RETURNING returned nothing')
  return row
}

/** Inserts a row as it is. The names of the table and its columns come from code, never from input. */
export async function insertInto(queries: Queries, table: string, row: Row): Promise<void> {
  await queries.run(insertSql(table, row), row)
}

/** Inserts a row as it is and returns its id. */
export async function insertForId(queries: Queries, table: string, row: Row): Promise<number> {
  return (await insertRow<{ id: number }>(queries, `${insertSql(table, row)} RETURNING id`, row)).id
}

function insertSql(table: string, row: Row): string {
  const { columns, values } = partsOf(row)
  return `INSERT INTO ${table} (${columns}) VALUES (${values})`
}

/** The names are quoted, because some are keywords of PostgreSQL. */
function partsOf(row: Row): { columns: string; values: string } {
  const names = Object.keys(row)
  return { columns: names.map(name => `"${name}"`).join(', '), values: names.map(name => `:${name}`).join(', ') }
}

/** On SQLite, new ids follow the highest one that a row has. */
const RESERVE_IDS: Sql = {
  sqlite: 'SELECT :last AS last',
  postgres: 'SELECT reserve_ids(CAST(:sequence AS regclass), :last)',
}

/**
 * Makes all new ids of a table greater than `last`. Call it before the transaction that inserts rows with ids up to `last`, so that no
 * other transaction gets one of these ids.
 */
export const reserveIds = async (queries: Queries, table: string, last: number): Promise<void> => {
  await queries.one(RESERVE_IDS, { sequence: `${table}_id_seq`, last })
}

/**
 * Inserts a row under an id if no other row has it, and under a new id otherwise.
 * @returns the id
 */
export async function insertWithId(queries: Queries, table: string, id: number | null, row: Row): Promise<number> {
  const { columns, values } = partsOf(row)
  const free = `CASE WHEN NOT EXISTS (SELECT 1 FROM ${table} WHERE id = :id) THEN :id END`
  const sql = (value: string) => `INSERT INTO ${table} (id, ${columns}) VALUES (${value}, ${values}) RETURNING id`
  // SQLite gives a new id to a row with the id NULL.
  const texts = { sqlite: sql(free), postgres: sql(`coalesce(${free}, nextval('${table}_id_seq'))`) }
  return (await insertRow<{ id: number }>(queries, texts, { ...row, id })).id
}
