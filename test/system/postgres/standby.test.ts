import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { ACME } from '../../support/app.ts'
import { startHaproxy } from '../../support/postgres-system/haproxy.ts'
import { type Instance, OWNER } from '../../support/postgres-system/instance.ts'
import { POOL_SIZE, type Portal, startPortal } from '../../support/postgres-system/portal.ts'
import { startPrimary } from '../../support/postgres-system/primary.ts'
import { query } from '../../support/postgres-system/psql.ts'
import { startSynchronousStandby } from '../../support/postgres-system/standby.ts'
import { countTickets, expectUnavailable, expectUnconfirmed } from '../../support/postgres-system/unavailable.ts'
import { startServer } from '../../support/process.ts'

let primary: Instance
let standby: Instance

beforeAll(async () => {
  primary = await startPrimary()
  standby = await startSynchronousStandby(primary)
  return async () => {
    await primary.remove()
    await standby.remove()
  }
})

/** The number of connections of servers that meet a condition. */
async function connectionsOf({ adminUrl }: Portal, condition: string): Promise<number> {
  const servers = `usename = '${OWNER.user}' AND datname = current_database()`
  return Number(await query(adminUrl, `SELECT count(*) FROM pg_stat_activity WHERE ${servers} AND ${condition}`))
}

test('a write that the synchronous standby has not stored is not confirmed, and the retry gets one response', async () => {
  const portal = await startPortal(primary)
  await standby.crash()
  expectUnconfirmed(await portal.openTicket('Not on the standby', 'key-1'))
  expectUnavailable(await portal.openTicket('Not on the standby', 'key-1'))
  expect((await portal.get('/api/v1/invoices')).status).toBe(200)
  await standby.start()
  let retry = await portal.openTicket('Not on the standby', 'key-1')
  // The standby connects within a few seconds.
  while (retry.status >= 500) retry = await portal.openTicket('Not on the standby', 'key-1')
  expect(retry.status).toBe(201)
  expect(await countTickets(portal, 'Not on the standby')).toBe(1)
})

test('many writes while the synchronous standby is gone: few wait on the primary, reads go on, and it recovers by itself', async () => {
  const portal = await startPortal(primary)
  const port = Number(new URL(portal.server.origin).port)
  const balancer = await startHaproxy([port, port])
  onTestFinished(balancer.remove)
  // After a checkpoint, PostgreSQL logs when it reads a new row for the first time.
  await query(portal.adminUrl, 'CHECKPOINT')
  await standby.crash()
  expect((await portal.get('/api/v1/invoices')).status).toBe(200)

  // From different addresses, as the logins from one wait for each other.
  const logIn = (round: number) =>
    Promise.all(Array.from({ length: 3 * POOL_SIZE }, (_, index) => portal.login(`10.0.${round}.${index}`)))
  const unconfirmed = (await logIn(0)).filter(({ status }) => status !== 503)
  for (const attempt of unconfirmed) expectUnconfirmed(attempt)
  for (let round = 1; round <= 5; round += 1) {
    for (const attempt of await logIn(round)) {
      expectUnavailable(attempt)
      expect(attempt.seconds).toBeLessThan(1)
    }
  }
  const restarted = await startServer({ env: portal.env })
  expect((await restarted.call('/api/v1/auth/token', { json: { email: ACME, password: 'x' } })).status).toBe(503)
  const waiting = await connectionsOf(portal, `wait_event = 'SyncRep'`)
  expect(waiting).toBeGreaterThan(0)
  expect(waiting).toBeLessThanOrEqual(POOL_SIZE)
  expect(await connectionsOf(portal, 'true')).toBeLessThanOrEqual(3 * POOL_SIZE)

  await balancer.printed('Running on backup')
  for (const origin of [portal.server.origin, balancer.origin]) {
    const headers = { Authorization: `Bearer ${portal.token}` }
    expect((await fetch(`${origin}/api/v1/invoices`, { headers })).status).toBe(200)
  }

  await standby.start()
  await expect.poll(async () => (await portal.login()).status, { timeout: 20_000 }).toBe(200)
  expect((await portal.server.call('/readyz')).status).toBe(200)
})

// The last test of the file, because it ends the cluster.
test('an address that leads to a standby: 503, and after its promotion requests succeed', async () => {
  const portal = await startPortal(primary)
  await primary.crash()
  portal.proxy.redirect(standby.port)
  expectUnavailable(await portal.openTicket('On a standby', 'key-1'))
  standby.promote()
  expect((await portal.openTicket('On a standby', 'key-1')).status).toBe(201)
  expect((await portal.get('/api/v1/invoices')).status).toBe(200)
})
