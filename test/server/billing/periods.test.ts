import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'
import { seeded } from '../check/commands.ts'
import { Model } from '../subscriptions/model.ts'

const START = Date.parse('2026-11-22T00:00:00Z')
const DAY = 86_400_000
const INTERVALS = ['day', 'week', 'month'] as const

/**
 * One subscription with random pauses, beside the model of the contract.
 * @param tickEvery steps
 */
async function live(seed: number, steps: number, tickEvery: number) {
  const { database } = testApp()
  const random = seeded(seed)
  const interval = INTERVALS[seed % 3] ?? 'day'
  const trialEnd = random() < 0.3 ? START + 9 * DAY : null
  let now = START
  const run = async (...args: string[]) =>
    (await operator(database, { env: { CLOCK: new Date(now).toISOString() } })(args)).exitCode === 0
  const trial = trialEnd === null ? [] : ['--trial-until', new Date(trialEnd).toISOString().slice(0, 10)]
  await run(
    ...['subscription', 'add', '--client', '4', '--name', 'Hosting', '--amount', '10.00', '--interval', interval],
    ...['--tax-rate', '19.00', '--tax-category', 'S', ...trial],
  )
  const model = new Model(START, { interval, count: 1 }, trialEnd)
  const begun = new Set<number>(trialEnd === null ? [START] : [])
  for (let step = 1; step <= steps; step++) {
    while (model.due !== null && model.due <= now) {
      model.pass(model.due)
      if (model.state === 'active') begun.add(model.start)
    }
    if (step % tickEvery === 0 || step === steps) expect(await run('tick')).toBe(true)
    const kind = Math.floor(random() * 4)
    if (step === steps) break
    if (kind === 0 && (await run('subscription', 'pause', '36'))) expect(model.pause(now, null)).toBe(true)
    if (kind === 1 && (await run('subscription', 'resume', '36'))) expect(model.resume(now)).toBe(true)
    now += Math.floor(random() * 20) * 43_200_000
  }
  const billed = await database.all<{ period_start: string }>('SELECT period_start FROM billed_periods ORDER BY 1')
  const lines = await database.all<{ first: string; last: string }>(
    'SELECT period_start AS first, period_end AS last FROM invoice_lines WHERE subscription_id = 36 ORDER BY id',
  )
  return { billed: billed.map(row => Date.parse(row.period_start)), lines, begun: [...begun], status: model.status }
}

test.each([1, 2, 3, 4, 5, 6])('tick invoices every period that begins, once: %i', async seed => {
  const { billed, begun, status } = await live(seed, 25, 1)
  // What begins while it is paused is invoiced when the pause ends.
  expect(status === 'paused' ? begun.filter(start => billed.includes(start)) : begun).toEqual(billed)
})

test.each([1, 2, 3, 4, 5, 6])('a tick that runs rarely invoices no time twice: %i', async seed => {
  const { billed, lines, begun } = await live(seed, 25, 9)
  expect(billed.length).toBeLessThanOrEqual(begun.length)
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1]
    if (next) expect(line.first < next.first && line.last <= next.first).toBe(true)
  }
})
