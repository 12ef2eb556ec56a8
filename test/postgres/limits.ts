import { afterAll, beforeAll, beforeEach, describe } from 'vitest'
import type { Database } from '../../server/database/database.ts'
import { openDatabase } from '../../server/database/open.ts'
import type { DemoServer } from '../support/postgres/demo.ts'
import { countersInDatabase } from './limits/counters.ts'
import { limitsOfServers } from './limits/servers.ts'

/** Two connections to one database, as of two machines. No window is open, and no one is logged in. */
export type Pair = () => readonly [Database, Database]

export function limits(server: () => DemoServer): void {
  describe('rate limits', () => {
    let pair: readonly [Database, Database]

    beforeAll(async () => {
      const { url } = await server().lend('demo')
      pair = [await openDatabase(url), await openDatabase(url)]
    })

    afterAll(async () => {
      for (const database of pair) await database.close()
    })

    beforeEach(async () => {
      await pair[0].write(async queries => {
        for (const table of ['rate_limit_windows', 'login_attempts', 'tokens'])
          await queries.run(`DELETE FROM ${table}`)
      })
    })

    limitsOfServers(() => pair)
    countersInDatabase(() => pair)
  })
}
