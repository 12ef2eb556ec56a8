import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { shareDemo } from '../../support/engine.ts'
import { operator } from '../../support/operator.ts'

const MILLISECONDS = 4_000
const LATER = '2027-03-01T12:00:00Z'

/** The demo data with subscriptions that have many periods to invoice at LATER. */
async function withSubscriptions(subscriptions: number): Promise<{ location: string; database: Database }> {
  const { location, open } = await shareDemo()
  const database = await open()
  const run = operator(database)
  for (let n = 0; n < subscriptions; n++) {
    const { exitCode } = await run([
      ...['subscription', 'add', '--client', n % 2 ? '4' : '5', '--name', `Hosting ${n}`, '--amount', '10.00'],
      ...['--interval', 'day', '--tax-rate', '19.00', '--tax-category', 'S'],
    ])
    expect(exitCode).toBe(0)
  }
  return { location, database }
}

/** Days from 22 November 2026 to 1 March 2027. */
const PERIODS = 100

async function expectEachPeriodOnce(database: Database, subscriptions: number): Promise<void> {
  const periods = await database.all<{ days: number; first: string; last: string; count: number }>(
    `SELECT count(DISTINCT period_start) AS days, count(*) AS count, min(period_start) AS first, max(period_start) AS last
     FROM invoice_lines WHERE subscription_id > 35 GROUP BY subscription_id`,
  )
  const each = { days: PERIODS, count: PERIODS, first: '2026-11-22', last: '2027-03-01' }
  expect(periods).toEqual(Array(subscriptions).fill(each))
  expect((await operator(database)(['check'])).out).toBe('Nothing is wrong.\n')
}

test('two processes that issue and tick leave no gap and invoice no period twice', { timeout: 300_000 }, async () => {
  const { location, database } = await withSubscriptions(5)
  const start = () =>
    fork(new URL('./issuer.ts', import.meta.url), [location, String(MILLISECONDS), LATER], { execArgv: [] })
  const issuers: ChildProcess[] = [start(), start()]
  await Promise.all(issuers.map(issuer => once(issuer, 'message')))
  const results = issuers.map(issuer => once(issuer, 'message'))
  for (const issuer of issuers) issuer.send('go')
  const issued = (await Promise.all(results)).map(([count]) => count as number)

  for (const count of issued) expect(count).toBeGreaterThan(0)
  await expectEachPeriodOnce(database, 5)
  const numbers = await database.all<{ number: string }>(`SELECT number FROM invoices WHERE number LIKE 'INV-2027-%'`)
  const expected = 5 * PERIODS + issued.reduce((sum, count) => sum + count, 0)
  expect(numbers.length).toBe(expected)
  expect(new Set(numbers.map(({ number }) => Number(number.slice(9))))).toEqual(
    new Set(Array.from({ length: expected }, (_, index) => index + 1)),
  )
})

test('a tick that is killed is completed by the next one', { timeout: 300_000 }, async () => {
  const { location, database } = await withSubscriptions(20)
  const command = ['--import', './server/require-node.mjs', 'server/cli/main.ts', 'tick']
  const env = { PATH: process.env.PATH, DATABASE: location, CLOCK: LATER }
  const count = async () =>
    (await database.one<{ count: number }>(`SELECT count(*) AS count FROM billed_periods`))?.count ?? 0
  for (const atLeast of [1, 500, 1_000]) {
    const tick = spawn(process.execPath, command, { env, stdio: 'ignore' })
    await expect.poll(count, { interval: 2, timeout: 60_000 }).toBeGreaterThanOrEqual(atLeast)
    tick.kill('SIGKILL')
    await once(tick, 'exit')
  }
  expect(await count()).toBeLessThan(20 * PERIODS)
  const run = operator(database, { env: { CLOCK: LATER } })
  expect((await run(['tick'])).exitCode).toBe(0)
  await expectEachPeriodOnce(database, 20)
})
