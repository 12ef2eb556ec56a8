import type { Database, Param, Params, Queries, Sql } from '../../../../server/database/database.ts'
import { textOf } from '../../../../server/database/sqlite/statements.ts'
import type { ServerMutant } from '../../../in-process/server-mutant.ts'

/** A server mutant that changes SQL, with the pieces that SQL must contain together for it to have any effect. */
export interface SqlMutant extends ServerMutant {
  readonly pieces: readonly (readonly string[])[]
}

interface Statement {
  sql: string
  params: Params
}

/** `having`: applies only to statements that also contain this piece. */
type Rewrite = readonly [from: string, to: string, having?: string]

/** Rewrites SQL when it runs; every occurrence of `from` is replaced. */
export function sql(name: string, ...rewrites: readonly Rewrite[]): SqlMutant {
  const known = new Map<string, string>()
  const rewritten = (text: string) =>
    rewrites.reduce(
      (changed, [from, to, having = '']) => (text.includes(having) ? changed.replaceAll(from, to) : changed),
      text,
    )
  return tapping(
    name,
    rewrites.map(([from, , having = '']) => [from, having]),
    statement => {
      const text = known.get(statement.sql) ?? rewritten(statement.sql)
      known.set(statement.sql, text)
      return { ...statement, sql: text }
    },
  )
}

/** Changes parameters of statements that contain a piece; undefined leaves a parameter as it is. */
export const params = (
  name: string,
  piece: string,
  change: (given: Params) => Readonly<Record<string, Param | undefined>>,
): SqlMutant =>
  tapping(name, [[piece]], ({ sql, params }) => {
    if (!sql.includes(piece)) return { sql, params }
    const changed = Object.entries(change(params)).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    )
    return { sql, params: { ...params, ...Object.fromEntries(changed) } }
  })

/** Rolls back transactions with a statement that contains a piece, but reports success. */
export function lost(name: string, piece: string, when: (params: Params) => boolean = () => true): SqlMutant {
  return {
    name,
    pieces: [[piece]],
    database: database => ({
      ...queriesOf(database, statement => statement),
      read: work => database.read(work),
      isShared: database.isShared,
      close: () => database.close(),
      async write<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
        let isLost = false
        const watch = (statement: Statement) => {
          if (statement.sql.includes(piece) && when(statement.params)) isLost = true
          return statement
        }
        let result: { value: T } | undefined
        try {
          return await database.write(async queries => {
            result = { value: await work(queriesOf(queries, watch)) }
            if (isLost) throw new Error('lost')
            return result.value
          })
        } catch (error) {
          if (!result) throw error
          return result.value
        }
      },
    }),
  }
}

function tapping(name: string, pieces: SqlMutant['pieces'], tap: (statement: Statement) => Statement): SqlMutant {
  return {
    name,
    pieces,
    database: (database): Database => ({
      ...queriesOf(database, tap),
      read: work => database.read(queries => work(queriesOf(queries, tap))),
      write: work => database.write(queries => work(queriesOf(queries, tap))),
      isShared: database.isShared,
      close: () => database.close(),
    }),
  }
}

function queriesOf(queries: Queries, tap: (statement: Statement) => Statement): Queries {
  const tapped = (sql: Sql, params: Params = {}) => tap({ sql: textOf(sql), params })
  return {
    one(text, given) {
      const { sql, params } = tapped(text, given)
      return queries.one(sql, params)
    },
    all(text, given) {
      const { sql, params } = tapped(text, given)
      return queries.all(sql, params)
    },
    run(text, given) {
      const { sql, params } = tapped(text, given)
      return queries.run(sql, params)
    },
    lock: (text, given) => queries.lock(text, given),
  }
}
