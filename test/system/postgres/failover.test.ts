import { expect, onTestFinished, test } from 'vitest'
import { reportOf } from '../../support/load/load-report.ts'
import { isNightly } from '../../support/load/nightly.ts'
import { startRestartable } from '../../support/load/restartable-server.ts'
import { startWriteLoad } from '../../support/load/write-load.ts'
import { startHaproxy } from '../../support/postgres-system/haproxy.ts'
import { type Instance, OWNER, urlOf } from '../../support/postgres-system/instance.ts'
import { startPgBouncer } from '../../support/postgres-system/pgbouncer.ts'
import { createDatabase, startPrimary } from '../../support/postgres-system/primary.ts'
import { startSynchronousStandby } from '../../support/postgres-system/standby.ts'
import { storedTexts } from '../../support/postgres-system/stored-texts.ts'

/** What a program that manages the cluster needs to notice the failure and to decide. */
const MILLISECONDS_UNTIL_PROMOTION = 3000
/** Seconds until clients are served again after the promotion. */
const LIMIT = 15
const WRITES = isNightly ? 1000 : 150

/** In front of each PostgreSQL server, as they are usually installed on its machine. */
async function startPoolers(instances: Instance[]): Promise<number[]> {
  return Promise.all(
    instances.map(async instance => {
      const pooler = await startPgBouncer(instance)
      onTestFinished(pooler.remove)
      return pooler.port
    }),
  )
}

const portsOf = async (instances: Instance[]) => instances.map(({ port }) => port)

const kill = { what: 'is killed', fail: (primary: Instance) => primary.crash() }
const hang = { what: 'hangs', fail: async (primary: Instance) => primary.freeze() }
const direct = { through: 'directly', connect: portsOf }
const pooled = { through: 'through PgBouncer in session mode', connect: startPoolers }

test.for([
  { ...kill, ...direct },
  { ...kill, ...pooled },
  ...(isNightly
    ? [
        { ...hang, ...direct },
        { ...hang, ...pooled },
      ]
    : []),
])(
  'the primary $what under load, connected $through: two servers go on with the promoted standby',
  { timeout: 600_000 },
  async ({ what, through, fail, connect }) => {
    const primary = await startPrimary()
    onTestFinished(primary.remove)
    await createDatabase(primary, 'portal')
    const standby = await startSynchronousStandby(primary)
    onTestFinished(standby.remove)
    const hosts = (await connect([primary, standby])).map(port => `127.0.0.1:${port}`)
    const DATABASE = `${urlOf(OWNER, hosts.join(','), 'portal')}?target_session_attrs=read-write`
    const env = { DATABASE, RATE_LIMIT: '1000000', TRUST_PROXY: 'on' }
    const servers = [await startRestartable(env), await startRestartable(env)]
    const balancer = await startHaproxy(servers.map(({ port }) => port))
    onTestFinished(balancer.remove)

    const load = startWriteLoad(balancer.origin, await servers[0]!.process().login(), 8)
    await load.acknowledge(WRITES)
    await fail(primary)
    const failed = performance.now()
    await new Promise(resolve => setTimeout(resolve, MILLISECONDS_UNTIL_PROMOTION))
    standby.promote()
    const promoted = performance.now()
    await load.acknowledge(WRITES)
    await load.stop()

    const report = reportOf(load, await storedTexts(standby.ownerUrl('portal')))
    const times = [...load.tickets, ...load.replies].map(({ at }) => at)
    const seconds = (Math.min(...times.filter(at => at > promoted)) - promoted) / 1000
    console.log(
      `The primary ${what}, connected ${through}: ${report.acknowledged} writes acknowledged, ${report.lost.length} lost, ${report.doubled.length} doubled; served again ${seconds.toFixed(1)} s after the promotion`,
    )
    expect(report).toEqual({ acknowledged: expect.any(Number), lost: [], doubled: [], staleReads: [], failures: [] })
    // Responses of the last moment may still have been on their way.
    expect(times.filter(at => at > failed + 500 && at < promoted - 500)).toEqual([])
    expect(seconds).toBeLessThan(LIMIT)
    for (const server of servers) expect(server.process().output.stdout).not.toContain(OWNER.password)
  },
)
