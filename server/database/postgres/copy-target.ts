import { Refused } from '../../domain/refused.ts'
import type { CopyProgress, CopyTarget } from '../copy/copy.ts'
import { type CopiedRow, type CopiedTable, describeRow, type Facts, factsSql } from '../copy/table.ts'
import type { Database, Queries } from '../database.ts'
import { reserveIds } from '../insert-row.ts'
import { isPostgresError, messageOf } from './errors.ts'

/** Exists only while a copy is unfinished. No server starts on a database that has it. */
const CREATE = `
  CREATE TABLE unfinished_copy (
    source TEXT NOT NULL,
    as_of TEXT NOT NULL,
    table_name TEXT NOT NULL,
    last_key TEXT NOT NULL,
    batches BIGINT NOT NULL,
    rows BIGINT NOT NULL
  )`

/** Whether a copy into the database has not ended. */
export const IS_UNFINISHED = `SELECT CASE WHEN to_regclass('unfinished_copy') IS NULL THEN 0 ELSE 1 END AS is_unfinished`

const PROGRESS = 'SELECT source, as_of, table_name, last_key, batches, rows FROM unfinished_copy'

const ADD_PROGRESS = `
  INSERT INTO unfinished_copy (source, as_of, table_name, last_key, batches, rows)
  VALUES (:source, :as_of, :table_name, :last_key, :batches, :rows)`

const SET_PROGRESS = `
  UPDATE unfinished_copy SET table_name = :table_name, last_key = :last_key, batches = :batches, rows = :rows
  WHERE source = :source AND as_of = :as_of AND batches = :batches - 1`

const COPIES = `SELECT details FROM audit_log WHERE command = 'database copy'`

/** A batch that is lost in a crash of PostgreSQL is copied again. The end of the copy waits until everything is on the disk. */
const WITHOUT_SYNC = `SELECT set_config('synchronous_commit', 'off', true)`

/** @param database on which statements may take long */
export function createCopyTarget(database: Database): CopyTarget {
  return {
    progress: async () => ((await isUnfinished(database)) ? database.one<CopyProgress>(PROGRESS) : undefined),

    async isCopyOf(source) {
      const copies = await database.all<{ details: string }>(COPIES)
      return copies.some(({ details }) => JSON.parse(details).state === source)
    },

    async isEmpty(tables) {
      for (const { name } of tables) {
        if (await database.one(`SELECT 1 AS found FROM ${name} LIMIT 1`)) return false
      }
      return true
    },

    begin: (progress, tables) =>
      database.write(async queries => {
        // Also a lock: a copy that another process begins meanwhile is seen below.
        await queries.run(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`)
        if (await isUnfinished(queries)) await queries.run('DROP TABLE unfinished_copy')
        // They check that a new row is the newest of its client's list, and "client_lists" is copied as a whole.
        for (const { name } of tables) await queries.run(`ALTER TABLE ${name} DISABLE TRIGGER USER`)
        await queries.run(CREATE)
        await queries.run(ADD_PROGRESS, { ...progress })
      }),

    async insert(table, rows, progress) {
      const storing = database.write(async queries => {
        // Sent before the rows: if another process has stored the same ones, this is the error that is reported.
        const [changed] = await Promise.all([queries.run(SET_PROGRESS, { ...progress }), queries.one(WITHOUT_SYNC)])
        if (changed !== 1)
          throw new Refused('Another process is copying into this database; wait until it has finished')
        await insertRows(queries, table, rows)
      })
      await storing.catch(error => refuseRow(database, table, rows, error))
    },

    facts: async table => (await database.one<Facts>(factsSql(table))) ?? {},

    finish: (tables, lastIds, record) =>
      database.write(async queries => {
        for (const { name, columns } of tables) {
          if (columns.some(column => column.name === 'id')) await continueIds(queries, name, lastIds)
          await queries.run(`ALTER TABLE ${name} ENABLE TRIGGER USER`)
        }
        await record(queries)
        await queries.run('DROP TABLE unfinished_copy')
      }),
  }
}

const isUnfinished = async (queries: Queries): Promise<boolean> =>
  (await queries.one<{ is_unfinished: number }>(IS_UNFINISHED))?.is_unfinished === 1

/** The rows travel as one parameter, and PostgreSQL finds the columns by their names. */
const insertSql = (name: string) =>
  `INSERT INTO ${name} SELECT * FROM json_populate_recordset(CAST(NULL AS ${name}), CAST(:rows AS json))`

const insertRows = (queries: Queries, { name }: CopiedTable, rows: readonly CopiedRow[]): Promise<number> =>
  queries.run(insertSql(name), { rows: JSON.stringify(rows) })

/** Errors of data: a value (22), a constraint (23), or a text that is too long for an index (54). */
const OF_DATA = /^(22|23|54)/

/** Throws Refused with the row that breaks a rule, which the error of a batch does not name. Throws any other error unchanged. */
async function refuseRow(database: Database, table: CopiedTable, rows: readonly CopiedRow[], error: unknown) {
  if (!isPostgresError(error) || !OF_DATA.test(error.code)) throw error
  await database.write(async queries => {
    for (const row of rows) {
      await insertRows(queries, table, [row]).catch(found => {
        throw new Refused(`${describeRow(table, row)}: PostgreSQL cannot store it: ${messageOf(found)}`)
      })
    }
    throw error
  })
}

async function continueIds(queries: Queries, name: string, lastIds: readonly { name: string; last: number }[]) {
  const row = await queries.one<{ last: number | null }>(`SELECT max(id) AS last FROM ${name}`)
  const last = Math.max(row?.last ?? 0, lastIds.find(each => each.name === name)?.last ?? 0)
  if (last > 0) await reserveIds(queries, name, last)
}
