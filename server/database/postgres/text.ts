import type { Params, Sql } from '../database.ts'

/** A text with numbered parameters, and the name under which each connection prepares it once. */
export interface Statement {
  name: string
  text: string
  /** The parameters in the order of their numbers. */
  parameters: readonly string[]
  /** Whether it may change rows. */
  mayChange: boolean
}

/** PostgreSQL's text of a statement. */
export const textOf = (sql: Sql): string => (typeof sql === 'string' ? sql : sql.postgres)

const STRING_OR_PARAMETER = /'(?:[^']|'')*'|"[^"]*"|::|:(\w+)/g

const CHANGE = /\b(INSERT|UPDATE|DELETE)\b/i

/** Replaces every `:name` by `$1`, `$2` …, the same name by the same number. */
export function numbered(sql: string): Pick<Statement, 'text' | 'parameters'> {
  const parameters: string[] = []
  const text = sql.replace(STRING_OR_PARAMETER, (found, name: string | undefined) => {
    if (name === undefined) return found
    if (!parameters.includes(name)) parameters.push(name)
    return `$${parameters.indexOf(name) + 1}`
  })
  return { text, parameters }
}

/** The statements of a database. Each text is translated once. */
export class Statements {
  readonly #known = new Map<string, Statement>()

  get(sql: Sql): Statement {
    const original = textOf(sql)
    const known = this.#known.get(original)
    if (known) return known
    const statement = { name: `q${this.#known.size + 1}`, ...numbered(original), mayChange: CHANGE.test(original) }
    this.#known.set(original, statement)
    return statement
  }
}

/** The values in the order of the numbers. Throws if one is missing: the driver would send NULL. */
export const valuesOf = (
  { parameters, text }: Pick<Statement, 'parameters' | 'text'>,
  params: Params = {},
): Params[string][] =>
  parameters.map(name => {
    const value = params[name]
    if (value === undefined) throw new RangeError(`Missing named parameter "${name}" of ${text.trim()}`)
    return value
  })
