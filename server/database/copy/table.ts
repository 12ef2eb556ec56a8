import type { Param } from '../database.ts'

export type CopiedRow = Record<string, Param>

/** A table as both engines have it. */
export interface CopiedTable {
  name: string
  /** The columns by which its rows are read in pages. */
  key: string[]
  columns: { name: string; isText: boolean }[]
}

/** The number of rows and what the values of each column add up to. Equal for equal tables, whichever engine has them. */
export type Facts = Record<string, number | string | null>

/** Names a row in messages. */
export const describeRow = ({ name, key }: CopiedTable, row: CopiedRow): string =>
  `${name}, ${key.map(column => `${column} ${row[column]}`).join(', ')}`

const quoted = (name: string) => `"${name}"`

/** The next rows in the order of the key. */
export function pageSql({ name, key }: CopiedTable, isFirst: boolean): string {
  const columns = key.map(quoted).join(', ')
  const after = isFirst ? '' : `WHERE (${columns}) > (${key.map((_, index) => `:key${index}`).join(', ')})`
  return `SELECT * FROM ${quoted(name)} ${after} ORDER BY ${columns} LIMIT :limit`
}

/** Sums of integers, and of the lengths of texts. They are returned as text, because they may exceed what a number holds. */
export function factsSql({ name, columns }: CopiedTable): string {
  const facts = columns.flatMap(column => {
    const value = column.isText ? `length(${quoted(column.name)})` : quoted(column.name)
    return [
      `count(${quoted(column.name)}) AS "${column.name}: values"`,
      `CAST(sum(${value}) AS TEXT) AS "${column.name}: ${column.isText ? 'characters' : 'sum'}"`,
    ]
  })
  return `SELECT count(*) AS "rows", ${facts.join(', ')} FROM ${quoted(name)}`
}
