import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { type Instance, OWNER } from '../../support/postgres-system/instance.ts'
import { type Portal, startPortal } from '../../support/postgres-system/portal.ts'
import { startPrimary } from '../../support/postgres-system/primary.ts'
import { openSession, query } from '../../support/postgres-system/psql.ts'
import { canMount, createSmallTablespace } from '../../support/postgres-system/small-tablespace.ts'
import { countTickets, expectUnavailable, faultsOf } from '../../support/postgres-system/unavailable.ts'

let primary: Instance

beforeAll(async () => {
  primary = await startPrimary()
  return primary.remove
})

/** Locks every row that a write of a ticket needs, as another session may. */
async function lockClients(portal: Portal) {
  const session = openSession(portal.adminUrl)
  onTestFinished(session.close)
  await session.run('BEGIN')
  await session.run('LOCK TABLE tickets IN EXCLUSIVE MODE')
  return { release: () => session.run('ROLLBACK') }
}

test('another session holds a lock: writes get a 503, reads succeed, and writes succeed when it is released', async () => {
  const portal = await startPortal(primary)
  const lock = await lockClients(portal)
  expectUnavailable(await portal.openTicket('Locked', 'key-1'))
  expect((await portal.get('/api/v1/tickets')).status).toBe(200)
  await lock.release()
  expect(await portal.openTicket('Locked', 'key-1')).toMatchObject({ status: 201, isReplayed: false })
  expect(faultsOf(portal)).toEqual([expect.objectContaining({ level: 'warn' })])
})

test('more requests than connections: all get a response in bounded time, and it recovers by itself', async () => {
  const portal = await startPortal(primary)
  const lock = await lockClients(portal)
  const attempts = await Promise.all(Array.from({ length: 100 }, (_, index) => portal.openTicket(`Crowd ${index}`)))
  for (const attempt of attempts) expectUnavailable(attempt)
  await lock.release()
  expect((await portal.openTicket('After the crowd')).status).toBe(201)
})

/** Runs PL/pgSQL before each new ticket. @returns removes it */
async function beforeTickets({ adminUrl }: Portal, code: string): Promise<() => Promise<unknown>> {
  await query(
    adminUrl,
    `CREATE FUNCTION before_ticket() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${code} RETURN NEW; END $$`,
  )
  await query(
    adminUrl,
    'CREATE TRIGGER before_ticket BEFORE INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION before_ticket()',
  )
  return () => query(adminUrl, 'DROP TRIGGER before_ticket ON tickets')
}

test('a statement that takes too long is stopped: 503, and the retry succeeds', async () => {
  const portal = await startPortal(primary)
  const remove = await beforeTickets(portal, 'PERFORM pg_sleep(60);')
  expectUnavailable(await portal.openTicket('Slow', 'key-1'))
  const running = `SELECT 1 FROM pg_stat_activity WHERE usename = '${OWNER.user}' AND wait_event = 'PgSleep'`
  expect(await query(primary.adminUrl(), running)).toEqual([])
  await remove()
  expect((await portal.openTicket('Slow', 'key-1')).status).toBe(201)
  expect(await countTickets(portal, 'Slow')).toBe(1)
})

describe('a full disk: writes get a 503, reads succeed, and writes succeed when there is space again', () => {
  async function expectReadOnly(portal: Portal, makeSpace: () => Promise<unknown>): Promise<void> {
    expectUnavailable(await portal.openTicket('No space', 'key-1'))
    expect((await portal.get('/api/v1/tickets')).status).toBe(200)
    await makeSpace()
    expect((await portal.openTicket('No space', 'key-1')).status).toBe(201)
    expect(await countTickets(portal, 'No space')).toBe(1)
    expect((await portal.server.call('/readyz')).status).toBe(200)
  }

  test('as PostgreSQL reports it', async () => {
    const portal = await startPortal(primary)
    await expectReadOnly(portal, await beforeTickets(portal, `RAISE 'No space left' USING ERRCODE = '53100';`))
  })

  // Needs root and a kernel that lets it mount.
  test.skipIf(!canMount())('of a small file system', async () => {
    const portal = await startPortal(primary)
    const { fill, clear } = await createSmallTablespace(portal)
    await fill()
    await expectReadOnly(portal, clear)
  })
})
