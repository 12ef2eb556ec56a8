import { createServer } from 'node:net'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { startFaultProxy } from '../../support/postgres-system/fault-proxy.ts'
import { type Instance, OWNER, urlOf } from '../../support/postgres-system/instance.ts'
import { startPgBouncer } from '../../support/postgres-system/pgbouncer.ts'
import { createDatabase, startPrimary } from '../../support/postgres-system/primary.ts'
import { freePort } from '../../support/postgres-system/programs.ts'
import { query } from '../../support/postgres-system/psql.ts'
import { run } from '../../support/process.ts'

let primary: Instance

beforeAll(async () => {
  primary = await startPrimary()
  await createDatabase(primary, 'portal')
  return primary.remove
})

/** A program that accepts connections and never sends anything. */
async function startSilent(): Promise<number> {
  const server = createServer(socket => void socket.on('error', () => {}).resume())
  onTestFinished(() => void server.close())
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as { port: number }).port
}

/** The version is in the first messages of a connection, and in what SHOW and SELECT return. */
async function startOlderVersion(): Promise<number> {
  const [[version = ''] = []] = await query(primary.adminUrl(), 'SHOW server_version')
  const [[number = ''] = []] = await query(primary.adminUrl(), 'SHOW server_version_num')
  const proxy = await startFaultProxy(primary.port)
  onTestFinished(proxy.close)
  proxy.replace(version, version.replace(/^\d\d/, '14'))
  proxy.replace(number, number.replace(/^\d\d/, '14'))
  return proxy.port
}

/** PgBouncer goes on accepting connections. */
async function startPoolerWithoutPrimary(): Promise<number> {
  const proxy = await startFaultProxy(primary.port)
  onTestFinished(proxy.close)
  const pooler = await startPgBouncer(proxy)
  onTestFinished(pooler.remove)
  await query(at(pooler.port), 'SELECT 1')
  proxy.refuse()
  return pooler.port
}

const at = (port: number) => urlOf(OWNER, `127.0.0.1:${port}`, 'portal')

test.for<{ title: string; url: () => string | Promise<string>; reason: RegExp }>([
  {
    title: 'when the password is wrong',
    url: () => urlOf({ ...OWNER, password: 'not-the-secret' }, `127.0.0.1:${primary.port}`, 'portal'),
    reason: /password/,
  },
  { title: 'when there is no such database', url: () => primary.ownerUrl('none'), reason: /does not exist/ },
  { title: 'when nothing listens there', url: async () => at(await freePort()), reason: /nothing listens/ },
  {
    title: 'when there is no such host',
    url: () => urlOf(OWNER, 'db.invalid', 'portal'),
    reason: /no such host|EAI_AGAIN/,
  },
  { title: 'when the host never answers', url: async () => at(await startSilent()), reason: /time|answer/i },
  {
    title: 'when PgBouncer has lost the primary',
    url: async () => at(await startPoolerWithoutPrimary()),
    reason: /time/,
  },
  {
    title: 'when PostgreSQL is older than 15',
    url: async () => at(await startOlderVersion()),
    reason: /14.* 15 or later/,
  },
  {
    title: 'when no host can be written to',
    url: async () => {
      await query(primary.adminUrl(), 'CREATE DATABASE read_only')
      await query(primary.adminUrl(), 'ALTER DATABASE read_only SET default_transaction_read_only = on')
      return `${primary.ownerUrl('read_only')}?target_session_attrs=read-write`
    },
    reason: /read-only|read-write|write/,
  },
])('a start prints one line without the password and ends $title', async ({ url, reason }) => {
  const DATABASE = await url()
  const { child, exited } = run({ env: { DATABASE } })
  const started = performance.now()
  const { code, stdout, stderr } = await exited
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^.+\n$/) })
  expect(stderr).toMatch(reason)
  expect(stderr).not.toContain('secret')
  expect(child.spawnargs.join(' ')).not.toContain('secret')
  expect(performance.now() - started).toBeLessThan(15_000)
})
