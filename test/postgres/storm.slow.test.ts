import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { billSubscription } from '../../server/billing/subscription.ts'
import { checkDatabase } from '../../server/check/check.ts'
import type { Database, Queries } from '../../server/database/database.ts'
import { openDatabase } from '../../server/database/open.ts'
import { Refused } from '../../server/domain/refused.ts'
import { ApiError } from '../../server/http/errors.ts'
import { confirmPayment, failPayment, recordPayment, refundPayment } from '../../server/invoices/payments.ts'
import { voidInvoice } from '../../server/invoices/void.ts'
import { cancelSubscription, pauseSubscription, resumeSubscription } from '../../server/subscriptions/store.ts'
import { closeByTime } from '../../server/tickets/close-by-time.ts'
import { replyAsStaff, setTicketState } from '../../server/tickets/staff.ts'
import { startDemoServer } from '../support/postgres/demo.ts'
import { type Random, seeded } from '../support/seeded.ts'
import { withoutLocks } from './overlap.ts'
import { asItIs, issuing, NOW, opening, replying } from './support.ts'

const server = await startDemoServer({ settings: ['deadlock_timeout=50ms'] })
afterAll(() => server?.stop())

type Step = (random: Random) => (queries: Queries) => Promise<unknown>

const TICKETS = [201, 202, 203, 204, 205]
const INVOICES = [101, 103, 104, 106, 107, 109, 110, 112]
const subscription = { id: 31, client_id: 4, now: NOW, by: 'operator' } as const

/** A new payment, sometimes with a reference that another one has. */
const paying: Step = random => {
  const payment = {
    invoice_id: random.pick(INVOICES),
    amount: 100 * (1 + random.below(40)),
    currency: 'EUR',
    method: 'card',
    status: random.pick(['succeeded', 'pending', 'failed'] as const),
    reference: random.chance(0.3) ? `R-${random.below(5)}` : null,
    external_ref: null,
    paid_at: NOW,
  } as const
  return queries => recordPayment(queries, payment, NOW)
}

const STEPS: Step[] = [
  () => opening(4, 7),
  () => opening(4, 7),
  () => issuing,
  paying,
  paying,
  random => {
    const id = 801 + random.below(30)
    const change = random.pick([
      (queries: Queries) => confirmPayment(queries, id, NOW, NOW),
      (queries: Queries) => failPayment(queries, id, NOW),
      (queries: Queries) => refundPayment(queries, id, NOW),
    ])
    return change
  },
  random => {
    const id = random.pick(INVOICES) + random.below(20)
    return queries => voidInvoice(queries, id, NOW)
  },
  () => replying(),
  random => {
    const id = random.pick(TICKETS)
    return queries => replyAsStaff(queries, id, { name: 'Jo', body: 'b' }, NOW)
  },
  random => {
    const [id, state] = [random.pick(TICKETS), random.pick(['on_hold', 'resolved'] as const)]
    return queries => setTicketState(queries, id, state, NOW)
  },
  () => queries => closeByTime(queries, { now: '2026-11-28T12:00:00Z', after: 0, limit: 3 }),
  () => queries => pauseSubscription(queries, { ...subscription, resume_at: null }),
  () => queries => resumeSubscription(queries, subscription),
  random => queries =>
    random.chance(0.02) ? cancelSubscription(queries, { ...subscription, reason: null }) : Promise.resolve(),
  () => queries => billSubscription(queries, 31, NOW, async () => ({ now: NOW, seller_id: null, payment_days: 14 })),
]

const TAXED = `
  UPDATE subscriptions SET tax_rate = 1900, tax_category = 'S', invoiced_until = period_start WHERE id = 31`

/** Without it, the demo data already has an invoice for the period that is billed. */
const NOT_INVOICED = 'UPDATE invoice_lines SET subscription_id = NULL WHERE subscription_id = 31'

const findingsOf = (database: Database) =>
  database.read(async queries => {
    const findings: string[] = []
    for await (const { at, check, message } of checkDatabase(queries)) findings.push(`${at}: ${message} (${check})`)
    return findings
  })

/** 12 workers of three processes make 60 changes each. */
async function storm(seed: number, wrap: (database: Database) => Database) {
  const url = (await server?.lend('demo'))?.url ?? ''
  const processes = await Promise.all([openDatabase(url), openDatabase(url), openDatabase(url)])
  onTestFinished(async () => {
    for (const each of processes) await each.close()
  })
  const [database] = processes
  await database.run(TAXED)
  await database.run(NOT_INVOICED)
  const before = await findingsOf(database)
  const random = seeded(seed)
  const unexpected: unknown[] = []
  let [changes, attempts] = [0, 0]
  await Promise.all(
    Array.from({ length: 12 }, async (_, worker) => {
      for (let round = 0; round < 60; round++) {
        const step = random.pick(STEPS)(random)
        const counted = (queries: Queries) => {
          attempts += 1
          return step(queries)
        }
        await wrap(processes[worker % 3]!)
          .write(counted)
          .then(() => changes++)
          .catch(error => {
            if (!(error instanceof Refused || error instanceof ApiError)) unexpected.push(error)
          })
      }
    }),
  )
  const after = await findingsOf(database)
  return { unexpected, changes, repetitions: attempts - 720, harm: after.filter(finding => !before.includes(finding)) }
}

describe.skipIf(!server)('many changes at the same time', () => {
  test.each([1, 2, 3])(
    'leave nothing for "clustrix check" to find, and none of them ends in a deadlock (%i)',
    async seed => {
      const { changes, ...outcome } = await storm(seed, asItIs)
      expect(outcome).toEqual({ unexpected: [], repetitions: 0, harm: [] })
      expect(changes).toBeGreaterThan(200)
    },
  )

  test('do harm without locks', async () => {
    const { unexpected, harm } = await storm(1, withoutLocks)
    expect(unexpected.length + harm.length).toBeGreaterThan(0)
  })
})
