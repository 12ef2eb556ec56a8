import type { Queries, Sql } from './database.ts'

/** PostgreSQL has no such rows: unlike SQLite, it cannot be opened with foreign keys switched off. */
const ORPHANS: Sql = {
  sqlite: `SELECT "table" AS child, rowid AS row, parent FROM pragma_foreign_key_check LIMIT :limit`,
  postgres: `SELECT '' AS child, NULL AS row, '' AS parent WHERE CAST(:limit AS BIGINT) < 0`,
}

export interface Orphan {
  child: string
  /** Null in a table without row ids. */
  row: number | null
  parent: string
}

/** Rows that name a row which does not exist. */
export const findOrphans = (queries: Queries, limit: number) => queries.all<Orphan>(ORPHANS, { limit })
