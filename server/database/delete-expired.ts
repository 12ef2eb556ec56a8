import type { Sql } from './database.ts'

/**
 * A text that deletes up to `:limit` rows whose time is `:expired` or earlier. On PostgreSQL several servers clean up at once: each takes
 * rows that no other one is deleting or changing. They are found by their place, because the planner does not know how few they are,
 * and would read the whole table to find them by their keys.
 * @param key the names of the columns of the key
 */
export function deleteExpiredSql(table: string, key: string, time: string): Sql {
  const expired = `FROM ${table} WHERE ${time} <= :expired LIMIT :limit`
  return {
    sqlite: `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} ${expired})`,
    postgres: `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid ${expired} FOR UPDATE SKIP LOCKED))`,
  }
}
