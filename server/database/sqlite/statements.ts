import type { Params, Sql } from '../database.ts'
import type { Driver, Statement } from './driver.ts'

const NONE: Params = {}

/** The statements of one connection, each text prepared once. */
export class Statements {
  readonly #sqlite: Driver
  readonly #prepared = new Map<string, Statement>()

  constructor(sqlite: Driver) {
    this.#sqlite = sqlite
  }

  prepare(sql: Sql): Statement {
    const text = textOf(sql)
    const known = this.#prepared.get(text)
    if (known) return known
    const statement = this.#sqlite.prepare(plannedOnce(text))
    this.#prepared.set(text, statement)
    return statement
  }

  one(sql: Sql, params = NONE): unknown {
    const statement = this.prepare(sql)
    // get() stops at the first row and would hide a commit that fails after it, on a full disk for example.
    return statement.readonly ? statement.get(params) : statement.all(params)[0]
  }

  all(sql: Sql, params = NONE): unknown[] {
    return this.prepare(sql).all(params)
  }

  run(sql: Sql, params?: Params): number {
    const statement = this.prepare(sql)
    // BEGIN and COMMIT have no parameters, and binding an empty object to them costs half as much as running them.
    return (params === undefined ? statement.run() : statement.run(params)).changes
  }
}

/** SQLite's text of a statement. */
export const textOf = (sql: Sql): string => (typeof sql === 'string' ? sql : sql.sqlite)

const STRING_OR_PARAMETER = /'(?:[^']|'')*'|:\w+/g

/**
 * Replaces every `:name` by `+:name`. SQLite with STAT4 plans a statement again at every execution if the value of a bare parameter
 * could change the plan: `id = :id`, `LIMIT :per_page`. The `+` hides the value, costs nothing and keeps the indexes in use.
 */
export const plannedOnce = (sql: string): string =>
  sql.replace(STRING_OR_PARAMETER, found => (found.startsWith("'") ? found : `+${found}`))
