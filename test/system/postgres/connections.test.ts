import { beforeAll, expect, test } from 'vitest'
import { type Instance, OWNER } from '../../support/postgres-system/instance.ts'
import { type Attempt, startPortal } from '../../support/postgres-system/portal.ts'
import { startPrimary } from '../../support/postgres-system/primary.ts'
import { query } from '../../support/postgres-system/psql.ts'
import {
  countTickets,
  expectUnavailable,
  expectUnconfirmed,
  faultsOf,
} from '../../support/postgres-system/unavailable.ts'

let primary: Instance

beforeAll(async () => {
  primary = await startPrimary()
  return primary.remove
})

const pause = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000))

test('while the primary is gone for 10 s, every request gets a 503 at once; when it is back, the next one succeeds', async () => {
  const portal = await startPortal(primary)
  await primary.stop()
  const ready: number[] = []
  const attempts: Promise<Attempt>[] = [portal.login()]
  for (let turn = 0; turn < 20; turn += 1) {
    attempts.push(portal.get('/api/v1/invoices'), portal.openTicket('While it is gone'))
    ready.push((await portal.server.call('/readyz')).status)
    await pause(0.5)
  }
  expect((await portal.server.call('/healthz')).status).toBe(200)
  const during = await Promise.all(attempts)
  for (const attempt of during) expectUnavailable(attempt)
  expect(Math.max(...during.map(({ seconds }) => seconds))).toBeLessThan(2)
  expect(new Set(ready)).toEqual(new Set([503]))

  await primary.start()
  expect((await portal.get('/api/v1/invoices')).status).toBe(200)
  expect((await portal.openTicket('It is back')).status).toBe(201)
  expect((await portal.login()).status).toBe(200)
  expect((await portal.server.call('/readyz')).status).toBe(200)
  const faults = faultsOf(portal)
  expect(faults.length).toBeGreaterThanOrEqual(during.length)
  for (const { level, error } of faults) {
    expect(level).toBe('warn')
    expect(error).toMatch(/^DatabaseUnavailable: /)
    expect(error).not.toContain(OWNER.password)
  }
})

test('a connection that breaks in a transaction: 503, nothing is stored, and the retry succeeds', async () => {
  const portal = await startPortal(primary)
  const broken = portal.proxy.breakOnce(commands => commands.some(command => command.startsWith('INSERT')))
  expectUnavailable(await portal.openTicket('Broken', 'key-1'))
  await broken
  expect(await countTickets(portal, 'Broken')).toBe(0)
  expect(await portal.openTicket('Broken', 'key-1')).toMatchObject({ status: 201, isReplayed: false })
  expect(await countTickets(portal, 'Broken')).toBe(1)
})

test('a commit whose confirmation is lost: 500, and a retry with the same key gets the first response', async () => {
  const portal = await startPortal(primary)
  const broken = portal.proxy.breakOnce(
    commands => commands.at(-1) === 'COMMIT' && commands.some(command => command.startsWith('INSERT')),
  )
  expectUnconfirmed(await portal.openTicket('Committed', 'key-1'))
  await broken
  expect(await countTickets(portal, 'Committed')).toBe(1)
  expect(await portal.openTicket('Committed', 'key-1')).toMatchObject({ status: 201, isReplayed: true })
  expect(await countTickets(portal, 'Committed')).toBe(1)
})

test('a network that drops everything: 503 in bounded time, and it recovers by itself', async () => {
  const portal = await startPortal(primary)
  portal.proxy.blackhole()
  const requests = Array.from({ length: 20 }, () => portal.get('/api/v1/invoices'))
  const attempts = await Promise.all([...requests, portal.openTicket('Dropped', 'key-1')])
  for (const attempt of attempts) expectUnavailable(attempt)
  expect((await portal.server.call('/readyz')).status).toBe(503)
  portal.proxy.restore()
  expect((await portal.get('/api/v1/invoices')).status).toBe(200)
  expect((await portal.openTicket('Dropped', 'key-1')).status).toBe(201)
  expect(await countTickets(portal, 'Dropped')).toBe(1)
})

test('a server stops on SIGTERM although the database does not respond', async () => {
  const portal = await startPortal(primary)
  portal.proxy.blackhole()
  const attempt = portal.get('/api/v1/invoices')
  await portal.server.call('/healthz')
  const started = performance.now()
  portal.server.kill('SIGTERM')
  expectUnavailable(await attempt)
  expect(await portal.server.exited).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(performance.now() - started).toBeLessThan(10_000)
})

test('sessions that an administrator ends: the pool replaces them', async () => {
  const portal = await startPortal(primary)
  await Promise.all(Array.from({ length: 10 }, () => portal.get('/api/v1/invoices')))
  await query(
    primary.adminUrl(),
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${OWNER.user}'`,
  )
  const first = await portal.get('/api/v1/invoices')
  if (first.status !== 200) expectUnavailable(first)
  expect((await portal.get('/api/v1/invoices')).status).toBe(200)
})

test('no connection is free on the primary: 503, then it recovers by itself', async () => {
  const portal = await startPortal(primary)
  await query(primary.adminUrl(), `ALTER ROLE ${OWNER.user} CONNECTION LIMIT 0`)
  try {
    portal.proxy.refuse()
    portal.proxy.restore()
    expectUnavailable(await portal.get('/api/v1/invoices'))
    expectUnavailable(await portal.openTicket('No connection'))
  } finally {
    await query(primary.adminUrl(), `ALTER ROLE ${OWNER.user} CONNECTION LIMIT -1`)
  }
  expect((await portal.openTicket('No connection')).status).toBe(201)
})
