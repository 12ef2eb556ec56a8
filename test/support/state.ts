import { createHash } from 'node:crypto'
import type { Queries } from '../../server/database/database.ts'

/** Tables that also change for refused requests. */
const COUNTERS = ['login_attempts']

/** A hash of every row of every table except the counters. It is equal if nothing changed. */
export async function stateOf(queries: Queries): Promise<string> {
  const tables = await queries.all<{ name: string }>(
    `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`,
  )
  const hash = createHash('sha256')
  for (const { name } of tables) {
    if (COUNTERS.includes(name)) continue
    hash.update(`${name}\n${JSON.stringify(await queries.all(`SELECT * FROM "${name}"`))}\n`)
  }
  return hash.digest('hex')
}
