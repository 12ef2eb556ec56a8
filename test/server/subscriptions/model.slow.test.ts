import fc from 'fast-check'
import { expect, it } from 'vitest'
import { settleInvoice } from '../../../server/invoices/settle.ts'
import { invalidState, type Session, session } from '../../support/session.ts'
import { insertInvoice, insertSubscription } from './fixtures.ts'
import { type Interval, Model } from './model.ts'

const DAY = 86_400
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`

const seconds = fc.oneof(
  fc.constantFrom(0, 1, DAY, 7 * DAY, 31 * DAY, 365 * DAY),
  fc.integer({ min: 0, max: 90 * DAY }),
  fc.integer({ min: 0, max: 11 * 365 * DAY }),
)

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds }) },
  // To the next time at which it would change automatically, or one second before or after it
  { weight: 3, arbitrary: fc.record({ do: fc.constant('due' as const), seconds: fc.constantFrom(-1, 0, 1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pause' as const), seconds: fc.option(seconds) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('resume' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), reason: fc.constantFrom('Why not', null) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('owe' as const, 'pay' as const) }) },
)

const begin = fc.record({
  start: fc.oneof(
    fc.integer({ min: 0, max: 4 * 365 * DAY }).map(after => Date.parse('2023-12-31T00:00:00Z') + after * 1000),
    // Days that do not exist in every month
    fc.constantFrom('2024-02-29', '2026-01-31', '2026-08-31', '2026-12-30').map(day => Date.parse(`${day}T09:30:00Z`)),
  ),
  onMidnight: fc.boolean(),
  interval: fc.constantFrom<Interval>('day', 'week', 'month', 'month', 'year'),
  count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 13 })),
  trial: fc.option(fc.integer({ min: 1, max: 40 * DAY }), { freq: 2 }),
})

const PAY = `UPDATE payments SET status = 'succeeded', paid_at = created_at WHERE invoice_id = :id`
const UNPAY = `UPDATE payments SET status = 'pending', paid_at = NULL WHERE invoice_id = :id`

const FIVE_YEARS = 5 * 365 * DAY
const PARTICIPLES = { pause: 'paused', resume: 'resumed', cancel: 'cancelled' }

/** A subscription of the app together with its model. */
async function run(opened: Session, id: number, first: Begin, steps: Step[]): Promise<void> {
  const { app } = opened
  const start = first.onMidnight ? first.start - (first.start % (DAY * 1000)) : first.start
  const trialEnd = first.trial === null ? null : start + first.trial * 1000
  const model = new Model(start, { interval: first.interval, count: first.count }, trialEnd)
  let now = start
  await insertSubscription(app, id, {
    state: trialEnd === null ? 'active' : 'trialing',
    interval: first.interval,
    interval_count: first.count,
    trial_ends_at: trialEnd === null ? null : iso(trialEnd),
    period_start: iso(start),
    period_end: iso(model.end),
    period_anchor: iso(trialEnd ?? start),
  })
  await insertInvoice(app, id, { subscription_id: id, issue_date: '2020-01-01', due_date: '2020-01-01' }, [
    { amount: 10_000 },
  ])

  for (const step of steps) {
    if (step.do === 'wait') now += step.seconds * 1000
    if (step.do === 'due') now = Math.max(now, (model.due ?? now) + step.seconds * 1000)
    if (step.do === 'owe' || step.do === 'pay') {
      model.owes = step.do === 'owe'
      await app.database.run(model.owes ? UNPAY : PAY, { id })
      await app.database.write(queries => settleInvoice(queries, id, iso(now)))
    }
    // The contract counts whole seconds
    app.clock.set(new Date(now + 999).toISOString())
    model.pass(now)
    if (step.do === 'pause' || step.do === 'resume' || step.do === 'cancel') {
      await change(opened, id, model, step, now)
    }
    const listed = `/subscriptions?status=${model.status}&max_id=${id}&per_page=1`
    expect((await opened.get<{ data: object[] }>(listed)).data).toMatchObject([{ id, ...model.shown() }])
  }
}

type Begin = typeof begin extends fc.Arbitrary<infer T> ? T : never
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Change = Extract<Step, { do: 'pause' | 'resume' | 'cancel' }>

async function change(opened: Session, id: number, model: Model, step: Change, now: number): Promise<void> {
  const until = step.do === 'pause' && step.seconds !== null ? now + (1 + (step.seconds % FIVE_YEARS)) * 1000 : null
  const before = model.status
  const allowed = {
    pause: () => model.pause(now, until),
    resume: () => model.resume(now),
    cancel: () => model.cancel(now, step.do === 'cancel' ? step.reason : null),
  }[step.do]()
  const json = {
    pause: { resume_at: until === null ? null : iso(until) },
    resume: undefined,
    cancel: { reason: step.do === 'cancel' ? step.reason : null },
  }[step.do]
  const response = await opened.send(`/subscriptions/${id}/${step.do}`, { method: 'POST', json })
  const article = before === 'active' ? 'An' : 'A'
  const refusal = `${article} ${before.replace('_', ' ')} subscription cannot be ${PARTICIPLES[step.do]}.`
  expect(response).toMatchObject(allowed ? { status: 200, body: { data: model.shown() } } : invalidState(refusal))
}

it('any sequence of changes and waits has the result that the contract defines', { timeout: 30_000 }, async () => {
  const opened = await session()
  let id = 1000
  await fc.assert(
    fc.asyncProperty(begin, fc.array(step, { minLength: 1, maxLength: 14, size: 'max' }), async (first, steps) => {
      await run(opened, ++id, first, steps)
    }),
    { numRuns: 100, seed: 20_261_122 },
  )
})
