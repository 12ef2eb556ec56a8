import type { Params, Queries } from './database.ts'

/**
 * Inserts a row and returns the columns that the statement asks for.
 * @param sql `INSERT … RETURNING`
 */
export async function insertRow<Row>(queries: Queries, sql: string, params: Params): Promise<Row> {
  const row = await queries.one<Row>(sql, params)
  if (row === undefined) throw new Error('INSERT … RETURNING returned nothing')
  return row
}
