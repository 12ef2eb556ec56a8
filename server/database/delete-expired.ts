import type { Sql } from './database.ts'

/**
 * SQL that deletes up to `:limit` rows whose time is `:expired` or earlier. On PostgreSQL several servers may clean up at the same time:
 * each skips rows that another one is deleting or changing. Rows are deleted by their place in the table (ctid), because the planner does
 * not know how few they are and would read the whole table to find them by their keys.
 * @param key the names of the columns of the key
 */
export function deleteExpiredSql(table: string, key: string, time: string): Sql {
  const expired = `FROM ${table} WHERE ${time} <= :expired LIMIT :limit`
  return {
    sqlite: `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} ${expired})`,
    postgres: `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid ${expired} FOR UPDATE SKIP LOCKED))`,
  }
}
