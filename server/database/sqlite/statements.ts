import type { Params } from '../database.ts'
import type { Driver, Statement } from './driver.ts'

const NONE: Params = {}

/** The statements of one connection, each text prepared once. */
export class Statements {
  readonly #sqlite: Driver
  readonly #prepared = new Map<string, Statement>()

  constructor(sqlite: Driver) {
    this.#sqlite = sqlite
  }

  prepare(sql: string): Statement {
    const known = this.#prepared.get(sql)
    if (known) return known
    const statement = this.#sqlite.prepare(withStablePlan(sql))
    this.#prepared.set(sql, statement)
    return statement
  }

  one(sql: string, params = NONE): unknown {
    const statement = this.prepare(sql)
    // get() stops at the first row and would hide a commit that fails after it, on a full disk for example.
    return statement.readonly ? statement.get(params) : statement.all(params)[0]
  }

  all(sql: string, params = NONE): unknown[] {
    return this.prepare(sql).all(params)
  }

  run(sql: string, params = NONE): number {
    return this.prepare(sql).run(params).changes
  }
}

const STRING = /'(?:[^']|'')*'/
const BEFORE_PARAMETER = /(?<![-<>=!|])(?:=|==|<>|!=|<|<=|>|>=)\s*(?=:)|\b(?:IS|NOT|FROM|BETWEEN|AND|LIKE|GLOB)\s+(?=:)/
const COMPARISON = new RegExp(`${STRING.source}|${BEFORE_PARAMETER.source}`, 'gi')

/**
 * Replaces `= :id` by `= +:id`. SQLite with STAT4 plans a statement again at every execution if it compares a column with a bare
 * parameter, whose value could change the plan. The `+` hides the value, costs nothing and keeps the indexes in use.
 */
export const withStablePlan = (sql: string): string =>
  sql.replace(COMPARISON, found => (found.startsWith("'") ? found : `${found}+`))
