import type { CopyProgress, CopyTarget } from '../../../../server/database/copy/copy.ts'
import { factsSql } from '../../../../server/database/copy/table.ts'
import type { Queries } from '../../../../server/database/database.ts'
import { insertInto } from '../../../../server/database/insert-row.ts'
import type { Connection } from '../../../../server/database/sqlite/connection.ts'

/** Copies into an SQLite database without triggers: what is under test is the same for every engine. */
export interface SqliteTarget extends CopyTarget {
  database: Connection
  /** The number of times that a copy began. */
  begun: number
  stored: CopyProgress | undefined
  finished: string[]
}

export async function sqliteTarget(database: Connection): Promise<SqliteTarget> {
  const triggers = await database.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger'`)
  for (const { name } of triggers) await database.run(`DROP TRIGGER ${name}`)
  const target: SqliteTarget = {
    database,
    begun: 0,
    stored: undefined,
    finished: [],
    progress: async () => target.stored,
    isCopyOf: async source => target.finished.includes(source),
    async isEmpty(tables) {
      const counts = tables.map(({ name }) => database.one<{ n: number }>(`SELECT count(*) AS n FROM ${name}`))
      return (await Promise.all(counts)).every(row => row?.n === 0)
    },
    async begin(progress, tables) {
      target.begun++
      for (const { name } of tables.toReversed()) await database.run(`DELETE FROM ${name}`)
      target.stored = progress
    },
    async insert({ name }, rows, progress) {
      await database.write(async queries => {
        for (const row of rows) await insertInto(queries, name, row)
      })
      target.stored = progress
    },
    facts: async table => (await database.one(factsSql(table))) ?? {},
    async finish(_tables, _lastIds, record: (queries: Queries) => Promise<void>) {
      await database.write(record)
      target.finished.push(target.stored?.source ?? '')
      target.stored = undefined
    },
  }
  return target
}
