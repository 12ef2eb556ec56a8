import type { Params, Queries } from './database.ts'

/** The row that `INSERT … RETURNING` made. */
export async function inserted<Row>(queries: Queries, sql: string, params: Params): Promise<Row> {
  const row = await queries.one<Row>(sql, params)
  if (row === undefined) throw new Error('INSERT … RETURNING returned nothing')
  return row
}
