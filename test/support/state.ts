import { createHash } from 'node:crypto'
import type { Queries } from '../../server/database/database.ts'

/** Counts password checks, refused ones too. */
const COUNTERS = ['login_attempts']

/** A digest of every row of every table but the counters: equal digests, nothing changed. */
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
