import type { Queries } from '../database.ts'

const ORPHANS = `SELECT "table" AS child, rowid AS row, parent FROM pragma_foreign_key_check LIMIT :limit`

export interface Orphan {
  child: string
  /** Null in a table without row ids. */
  row: number | null
  parent: string
}

/** Rows that name a row which does not exist. */
export const findOrphans = (queries: Queries, limit: number) => queries.all<Orphan>(ORPHANS, { limit })
