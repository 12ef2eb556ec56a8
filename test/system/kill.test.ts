import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { reportOf, STORED_REPLIES, STORED_TICKETS } from '../support/load/load-report.ts'
import { isNightly } from '../support/load/nightly.ts'
import { startRestartable } from '../support/load/restartable-server.ts'
import { startWriteLoad } from '../support/load/write-load.ts'
import { startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const KILLS = isNightly ? 20 : 2

test(`every acknowledged write survives kill -9, ${KILLS} times in a row, nothing is stored twice, and numbers have no gap`, async () => {
  const env = { DATABASE: path.join(temporaryFolder(), 'new.db'), RATE_LIMIT: '1000000', CLOCK: '2026-11-22T12:00:00Z' }
  const server = await startRestartable(env)
  const token = await server.process().login()
  const load = startWriteLoad(server.origin, token, 8)
  for (let kill = 0; kill < KILLS; kill += 1) {
    await load.acknowledge(200)
    await server.killAndRestart()
  }
  await load.acknowledge(50)
  await load.stop()

  const last = server.process()
  expect(last.output.stdout).toContain('"event":"database_check"')
  const page = await (await last.call('/api/v1/tickets?per_page=1', { token })).json()
  last.kill('SIGTERM')
  await last.exited
  const sqlite = new Sqlite(env.DATABASE, { readonly: true })
  const texts = (sql: string) =>
    (sqlite.prepare(sql).raw().all() as [number, string][]).map(([id, text]) => ({ id, text }))
  const report = reportOf(load, { tickets: texts(STORED_TICKETS), replies: texts(STORED_REPLIES) })
  const numbers = sqlite.prepare('SELECT number FROM tickets ORDER BY id').pluck().all()
  const own = sqlite.prepare('SELECT count(*) FROM tickets WHERE client_id = 4').pluck().get()
  expect(sqlite.pragma('quick_check', { simple: true })).toBe('ok')
  sqlite.close()
  const again = await startServer({ env })
  again.kill('SIGTERM')
  // Another program has only read the file since the clean stop.
  expect((await again.exited).stdout).not.toContain('database_check')
  console.log(`kill -9 × ${KILLS}: ${report.acknowledged} writes acknowledged, ${report.lost.length} lost`)
  expect(report).toEqual({
    acknowledged: expect.any(Number),
    lost: [],
    doubled: [],
    staleReads: [],
    failures: [],
  })
  expect(report.acknowledged).toBeGreaterThanOrEqual(200 * KILLS)
  expect(numbers).toEqual(numbers.map((_, index) => `TKT-2026-${String(index + 1).padStart(4, '0')}`))
  expect(page).toMatchObject({ meta: { total: own } })
}, 600_000)
