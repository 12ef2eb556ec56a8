import { createHash } from 'node:crypto'
import type { Queries } from '../../server/database/database.ts'
import { tablesOf } from './schema.ts'

/** Tables and a column that also change for refused requests. */
const COUNTERS = ['login_attempts', 'rate_limit_windows']
const withoutLastUse = (column: string, value: unknown) => (column === 'last_used_at' ? undefined : value)

/** Every row of every table except what counts requests, as JSON, in an order that does not depend on when it was written. */
export async function rowsOf(queries: Queries): Promise<string[]> {
  const rows: string[] = []
  for (const name of await tablesOf(queries)) {
    if (COUNTERS.includes(name)) continue
    const stored = await queries.all<object>(`SELECT * FROM ${name}`)
    rows.push(...stored.map(row => `${name} ${JSON.stringify(row, withoutLastUse)}`).sort())
  }
  return rows
}

/** A hash of rowsOf(). It is equal if nothing changed. */
export async function stateOf(queries: Queries): Promise<string> {
  return createHash('sha256')
    .update((await rowsOf(queries)).join('\n'))
    .digest('hex')
}
