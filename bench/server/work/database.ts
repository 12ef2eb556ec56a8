import Sqlite from 'better-sqlite3'
import { databaseFile } from './settings.ts'

/** One connection with the server's settings for durability. */
const sqlite = new Sqlite(databaseFile)
sqlite.pragma('journal_mode = WAL')
sqlite.pragma('synchronous = FULL')
sqlite.pragma('foreign_keys = ON')

type Values = Record<string, string | number | null>

/**
 * Prepares a statement once. Parameters must be written `= +:id` and `LIMIT +:count`: SQLite plans a statement with a bare
 * parameter again at each execution, which would make the comparison too easy.
 */
export function prepare<Row>(sql: string) {
  if (/(?:[=<>]|LIMIT|OFFSET|BETWEEN|AND)\s*:/i.test(sql)) throw new Error(`bare parameter: ${sql}`)
  return sqlite.prepare<[Values], Row>(sql)
}

const control = (sql: string) => sqlite.prepare(sql)
const [begin, beginImmediate, commit, rollback] = ['BEGIN', 'BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'].map(control)

const transaction =
  (start: Sqlite.Statement | undefined) =>
  <T>(work: () => T): T => {
    start?.run()
    try {
      const result = work()
      commit?.run()
      return result
    } catch (error) {
      if (sqlite.inTransaction) rollback?.run()
      throw error
    }
  }

/** Several reads on one snapshot. */
export const read = transaction(begin)
export const write = transaction(beginImmediate)
