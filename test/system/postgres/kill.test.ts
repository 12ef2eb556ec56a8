import { expect, onTestFinished, test } from 'vitest'
import { reportOf } from '../../support/load/load-report.ts'
import { isNightly } from '../../support/load/nightly.ts'
import { startRestartable } from '../../support/load/restartable-server.ts'
import { startWriteLoad } from '../../support/load/write-load.ts'
import { startHaproxy } from '../../support/postgres-system/haproxy.ts'
import { createDatabase, startPrimary } from '../../support/postgres-system/primary.ts'
import { storedTexts } from '../../support/postgres-system/stored-texts.ts'

const KILLS = isNightly ? 20 : 2

test(`every acknowledged write survives kill -9 of one of two servers, ${KILLS} times, and nothing is stored twice`, {
  timeout: 600_000,
}, async () => {
  const primary = await startPrimary()
  onTestFinished(primary.remove)
  await createDatabase(primary, 'portal')
  const env = { DATABASE: primary.ownerUrl('portal'), RATE_LIMIT: '1000000', TRUST_PROXY: 'on' }
  const servers = [await startRestartable(env), await startRestartable(env)]
  const balancer = await startHaproxy(servers.map(({ port }) => port))
  onTestFinished(balancer.remove)

  const load = startWriteLoad(balancer.origin, await servers[0]!.process().login(), 8)
  for (let kill = 0; kill < KILLS; kill += 1) {
    await load.acknowledge(150)
    await servers[kill % 2]!.killAndRestart()
  }
  await load.acknowledge(50)
  await load.stop()

  const report = reportOf(load, await storedTexts(primary.ownerUrl('portal')))
  console.log(
    `kill -9 × ${KILLS} on PostgreSQL: ${report.acknowledged} writes acknowledged, ${report.lost.length} lost, ${report.doubled.length} doubled`,
  )
  expect(report).toEqual({ acknowledged: expect.any(Number), lost: [], doubled: [], staleReads: [], failures: [] })
  expect(report.acknowledged).toBeGreaterThanOrEqual(150 * KILLS)
})
