import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../../server/database/open.ts'
import { Pool } from '../../../../server/database/postgres/pool.ts'
import type { Session } from '../../../../server/database/postgres/session.ts'
import { sharedServer } from '../../../support/postgres/demo.ts'

const server = await sharedServer()

/** A connection whose other end has vanished, so that close() never finishes. */
function vanished() {
  let breakIt = () => {}
  const session = {
    isUsable: true,
    onBroken: (listener: () => void) => (breakIt = listener),
    close: () => new Promise<void>(() => {}),
    destroy() {
      session.isUsable = false
    },
  }
  return { session: session as unknown as Session, break: () => breakIt() }
}

test('connections whose close() never finishes are all replaced', async () => {
  const made: ReturnType<typeof vanished>[] = []
  const connect = async () => {
    const connection = vanished()
    made.push(connection)
    return connection.session
  }
  const pool = new Pool({ connect, size: 3, patience: 100 })
  onTestFinished(() => pool.close(0))
  const acquire = () => Promise.all([1, 2, 3].map(() => pool.acquire()))
  for (const session of await acquire()) pool.release(session)
  const first = made.map(({ session }) => session)
  made[0]?.break()
  const replaced = await acquire()
  expect(replaced.every(session => session.isUsable)).toBe(true)
  expect(first.map(({ isUsable }) => isUsable)).toEqual([false, false, false])
  expect(made.length).toBe(6)
})

test.skipIf(!server)('connections that are no longer used, such as those to a standby, are closed', async () => {
  const url = server?.url(await server.newDatabase())
  const database = await openDatabase(`${url}&pool_size=1`)
  onTestFinished(() => database.close())
  const connections = async () =>
    (
      await database.one<{ n: number }>(
        `SELECT count(*) AS n FROM pg_stat_activity WHERE application_name = 'clustrix' AND datname = current_database()`,
      )
    )?.n
  for (let n = 0; n < 5; n++) {
    await database.run('SET default_transaction_read_only = on')
    await expect(database.run('DELETE FROM settings')).rejects.toThrow('read-only')
  }
  await expect.poll(connections).toBe(1)
})
