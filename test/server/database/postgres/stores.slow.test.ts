import { afterAll } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { engine } from '../../../support/engine.ts'
import { startDemoServer } from '../../../support/postgres/demo.ts'
import { lazyDatabase } from '../../../support/postgres/lazy.ts'

// Tests of stores and handlers, once more on PostgreSQL. Those that read the schema of SQLite cannot run here.

const server = await startDemoServer({ settings: ['max_connections=1000'] })
if (server) {
  const { openDemo } = engine
  engine.openDemo = () => lazyDatabase(async () => openDatabase(`${await server.newDemo()}&pool_size=2`))
  afterAll(() => {
    // Other files of this process use SQLite.
    engine.openDemo = openDemo
    return server.stop()
  })
  await import('../../auth/me.test.ts')
  await import('../../invoices/status.test.ts')
  await import('../../tickets/reply.test.ts')
}
