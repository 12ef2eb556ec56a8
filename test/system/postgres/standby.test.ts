import { beforeAll, expect, test } from 'vitest'
import type { Instance } from '../../support/postgres-system/instance.ts'
import { startPortal } from '../../support/postgres-system/portal.ts'
import { startPrimary } from '../../support/postgres-system/primary.ts'
import { startSynchronousStandby } from '../../support/postgres-system/standby.ts'
import { countTickets, expectUnavailable, expectUnconfirmed } from '../../support/postgres-system/unavailable.ts'

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
