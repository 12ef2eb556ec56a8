import { describe, expect, test } from 'vitest'
import { deleteEndedWindows } from '../../../server/auth/login-limits.ts'
import { DatabaseUnavailable } from '../../../server/database/database.ts'
import { deleteExpiredKeys, KEPT_FOR } from '../../../server/idempotency/idempotency.ts'
import { type CleaningOptions, startCleaning } from '../../../server/process/cleaning.ts'
import { ACME, ACME_SECOND } from '../../support/app.ts'
import { caller } from '../../support/caller.ts'

const MINUTE = 60_000

/** Cleaning whose timers run only when the test says so. */
function cleaning(options: Pick<CleaningOptions, 'database' | 'clock' | 'cleanups'>) {
  const planned: { task: () => void; ms: number }[] = []
  const errors: unknown[] = []
  const stop = startCleaning({
    ...options,
    onError: error => errors.push(error),
    runLater(task, ms) {
      const timer = { task, ms }
      planned.push(timer)
      return () => planned.splice(planned.indexOf(timer), 1)
    },
  })
  return {
    stop,
    errors,
    waits: () => planned.map(({ ms }) => ms),
    /** Runs the next batch, and waits until the one after it is planned. */
    async next() {
      planned.shift()?.task()
      while (planned.length === 0) await new Promise(resolve => setImmediate(resolve))
    },
  }
}

const KEYS = `
  WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 250)
  INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
  SELECT 4, 7, 'POST', '/', 'old-' || n, 'f', 201, '{}', NULL, '2026-11-21T12:00:00Z' FROM n`

const COUNT = 'SELECT count(*) AS n FROM idempotency_keys'

const cleanups = [deleteExpiredKeys, deleteEndedWindows]

describe('cleaning', () => {
  test('deletes expired keys and ended logins soon after the start, in batches, then once a minute', async () => {
    const { database, clock } = await caller()
    const { next, waits, errors } = cleaning({ database, clock, cleanups })
    await database.run(KEYS)
    const steps: unknown[] = [waits()]
    for (const ms of [0, 0, 0, MINUTE]) {
      clock.advance(ms)
      await next()
      const attempts = await database.all('SELECT email FROM login_attempts')
      steps.push([(await database.one<{ n: number }>(COUNT))?.n, attempts.length, ...waits()])
    }
    // Two attempts: one for the email and one for its address.
    expect(steps).toEqual([[1000], [150, 2, 20], [50, 2, 20], [0, 2, MINUTE], [0, 0, MINUTE]])
    expect(errors).toEqual([])
  })

  test('keeps what has not expired', async () => {
    const { database, clock, send, login } = await caller()
    const open = (key: string) =>
      send('/api/v1/tickets', { json: { subject: 's', body: 'b' }, headers: { 'Idempotency-Key': key } })
    await open('first')
    clock.advance(1000)
    await open('second')
    clock.advance(KEPT_FOR - 1000)
    await login(ACME)
    clock.advance(MINUTE - 1000)
    await login(ACME_SECOND)
    const { next } = cleaning({ database, clock, cleanups })
    clock.advance(-MINUTE + 1000)
    await next()
    expect(await database.all('SELECT key FROM idempotency_keys')).toEqual([{ key: 'second' }])
    clock.advance(MINUTE)
    await next()
    expect(await database.all('SELECT key FROM idempotency_keys')).toEqual([])
    expect(await database.all(`SELECT email FROM login_attempts WHERE email <> ''`)).toEqual([{ email: ACME_SECOND }])
  })

  test('reports an error, and tries again a minute later', async () => {
    const { database, clock } = await caller()
    const faults = [new DatabaseUnavailable('busy'), undefined]
    const cleanup = async () => {
      const fault = faults.shift()
      if (fault) throw fault
      return 0
    }
    const { next, waits, errors } = cleaning({ database, clock, cleanups: [cleanup] })
    await next()
    expect([errors, waits(), faults.length]).toEqual([[new DatabaseUnavailable('busy')], [MINUTE], 1])
    await next()
    expect([errors.length, waits(), faults.length]).toEqual([1, [MINUTE], 0])
  })

  test('stops: the batch that is running ends first, and no other follows', async () => {
    const { database, clock } = await caller()
    let finish = (_deleted: number) => {}
    const cleanup = () => new Promise<number>(resolve => (finish = resolve))
    const planned: (() => void)[] = []
    const runLater: CleaningOptions['runLater'] = task => {
      planned.push(task)
      return () => {}
    }
    const stop = startCleaning({ database, clock, cleanups: [cleanup], onError: () => {}, runLater })
    planned.shift()?.()
    let hasStopped = false
    const stopped = stop().then(() => (hasStopped = true))
    await new Promise(resolve => setImmediate(resolve))
    expect(hasStopped).toBe(false)
    finish(100)
    await stopped
    expect(planned).toEqual([])
  })

  test('that is stopped before its first batch does nothing', async () => {
    const { database, clock } = await caller()
    const { stop, waits } = cleaning({ database, clock, cleanups })
    await stop()
    expect(waits()).toEqual([])
  })

  test('does not keep the process running', async () => {
    const { database, clock } = await caller()
    const before = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length
    const stop = startCleaning({ database, clock, cleanups, onError: () => {} })
    // Only timers that keep the process running are listed.
    expect(process.getActiveResourcesInfo().filter(name => name === 'Timeout').length).toBe(before)
    await stop()
  })
})
