import type { Database } from '../../../../server/database/database.ts'

const CONDITION = 'SELECT pg_get_constraintdef(oid) AS condition FROM pg_constraint WHERE conname = :name'

/** What PostgreSQL makes of the words of the migrations. */
const REWORDED: readonly [theirs: RegExp, ours: string][] = [
  [/::\w+(\[\])?|[()"]/g, ''],
  [/\s+/g, ' '],
  [/ ~~ /g, ' LIKE '],
  [/ ~ /g, ' GLOB '],
  [/ = ANY ARRAY\[/g, ' IN ['],
  [/(\S+) >= (\d+) AND \1 <= (\d+)/g, '$1 BETWEEN $2 AND $3'],
]

const inOurWords = (text: string) =>
  REWORDED.reduce((reworded, [theirs, ours]) => reworded.replaceAll(theirs, ours), text)

export const withoutBrackets = (text: string): string => text.replaceAll(/[()]/g, '')

/** Runs a statement that the schema refuses. @returns the condition that is violated, without brackets, or the message of a trigger */
export async function reasonOf(database: Database, sql: string): Promise<string> {
  const thrown = await database.run(sql).then(
    () => new Error('it is not refused'),
    (error: Error) => error,
  )
  const error = (thrown.cause ?? thrown) as Error & { constraint?: string; detail?: string }
  // SQLite: UNIQUE constraint failed: invoice_lines.invoice_id, invoice_lines.position
  const message = withoutBrackets(error.message.replace(' constraint failed:', '').replaceAll(/\b\w+\.(?=\w)/g, ''))
  if (error.constraint === undefined) return message
  // PostgreSQL: Key (client_id, invoice_id, "position")=(4, 112, 1) already exists.
  const [, columns] = /^Key \((.*)\)=.* already exists/.exec(error.detail ?? '') ?? []
  if (columns !== undefined) return `UNIQUE ${columns.replaceAll('"', '')}`
  const found = await database.one<{ condition: string }>(CONDITION, { name: error.constraint })
  return inOurWords(found?.condition ?? message)
}
