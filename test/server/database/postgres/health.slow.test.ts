import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../../../server/database/database.ts'
import { type MonitoredDatabase, monitor } from '../../../../server/database/health.ts'
import { openDatabase } from '../../../../server/database/open.ts'
import { testApp } from '../../../support/app.ts'
import { startDemoServer } from '../../../support/postgres/demo.ts'

// Without this, the crash would lose the token too.
const server = await startDemoServer({ settings: ['synchronous_commit=on'] })
const url = (await server?.lend('demo'))?.url ?? ''

describe.runIf(server)('the health of a database on PostgreSQL', () => {
  let monitored: MonitoredDatabase
  let other: MonitoredDatabase

  beforeAll(async () => {
    monitored = monitor(await openDatabase(url))
    other = monitor(await openDatabase(url))
  })

  afterAll(async () => {
    await monitored.database.close()
    await other.database.close()
    await server?.stop()
  })

  /** An attempt that has waited for the lock ends first. */
  const becomesOk = () => expect.poll(() => monitored.health(), { timeout: 5_000 }).toBe('ok')

  /** Runs a task while another connection has locked the table that the health is read from and tried on. */
  const whileLocked = (mode: string, task: () => Promise<void>) =>
    other.database.write(async queries => {
      await queries.run(`LOCK TABLE settings IN ${mode} MODE`)
      await task()
    })

  test('is not ok while a read takes over a second', async () => {
    expect(await monitored.health()).toBe('ok')
    await whileLocked('ACCESS EXCLUSIVE', async () => {
      expect(await monitored.health()).toBe('reads_failing')
    })
    await becomesOk()
  })

  test('is not ok after a write failed because of a lock, until one succeeds', async () => {
    const write = () => monitored.database.run(`INSERT INTO settings (name, value) VALUES ('a', 'b')`)
    await whileLocked('SHARE', async () => {
      await expect(write()).rejects.toThrow(DatabaseUnavailable)
      expect(await monitored.health()).toBe('writes_failing')
    })
    await becomesOk()
    expect(await write()).toBe(1)
  })

  test('is not ok after a request could not be counted, until a write succeeds', async () => {
    const app = testApp({ wrap: () => monitored.database })
    const token = await app.login()
    const send = async () => {
      const { status, headers } = await app.call('/api/v1/me', { token })
      return [status, headers.get('x-ratelimit-remaining'), headers.get('retry-after')]
    }
    expect(await send()).toEqual([200, '59', null])
    await other.database.write(async queries => {
      await queries.run('LOCK TABLE rate_limit_windows, settings IN SHARE MODE')
      expect(await send()).toEqual([503, null, '1'])
      expect(await monitored.health()).toBe('writes_failing')
    })
    await becomesOk()
    expect(await send()).toEqual([200, '58', null])
  })

  test('is not ok while PostgreSQL is down; after a crash, the windows of rate limits start anew', async () => {
    const app = testApp({ wrap: () => monitored.database })
    const token = await app.login()
    const remaining = async () => (await app.call('/api/v1/me', { token })).headers.get('x-ratelimit-remaining')
    const before = Number(await remaining())
    expect(await remaining()).toBe(String(before - 1))
    await server?.kill()
    expect(await monitored.health()).toBe('reads_failing')
    const refused = await app.call('/api/v1/me', { token })
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    await server?.start()
    expect(await monitored.health()).toBe('ok')
    expect(await remaining()).toBe('59')
  })
})
