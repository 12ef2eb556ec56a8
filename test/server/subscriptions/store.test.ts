import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Database, Queries } from '../../../server/database/database.ts'
import { dateOf } from '../../../server/domain/time.ts'
import { STATUS as INVOICE_STATUS } from '../../../server/invoices/store.ts'
import { cancelSubscription, pauseSubscription, STATUS } from '../../../server/subscriptions/store.ts'
import { testApp } from '../../support/app.ts'
import { insertInvoice, insertSubscription } from './fixtures.ts'
import { later, span, statusAt, stored } from './rows.ts'

const NOW = '2026-11-22T12:00:00Z'
const CHANGE = { id: 900, client_id: 4, now: NOW, by: 'client' as const }

describe('STATUS', () => {
  it('follows the contract’s rule for any row at any time', async () => {
    const app = testApp()
    let id = 1000
    await fc.assert(
      fc.asyncProperty(stored, span, fc.boolean(), async ({ row, stored_at }, after, owes) => {
        const now = later(stored_at, after)
        await insertSubscription(app, ++id, { ...row })
        await insertInvoice(app, id, {
          subscription_id: id,
          issue_date: '1999-01-01',
          due_date: owes ? '1999-12-31' : '9999-12-31',
        })
        const sql = `SELECT ${STATUS} AS status FROM subscriptions s WHERE s.id = :id`
        const found = await app.database.one<{ status: string }>(sql, { id, now, today: dateOf(now) })
        expect(found?.status).toBe(statusAt(row, now, owes))
      }),
    )
  })

  it('past_due agrees with overdue for any open invoice of the subscription', async () => {
    const app = testApp()
    await insertSubscription(app, 900)
    let id = 2000
    const day = fc.integer({ min: -3, max: 3 })
    await fc.assert(
      fc.asyncProperty(day, fc.nat(20), fc.nat(20), async (days, total, paid) => {
        const due_date = dateOf(later(NOW, days * 86_400))
        const payments = paid > 0 ? [{ amount: Math.min(paid, total) }] : []
        await insertSubscription(app, ++id)
        await insertInvoice(app, id, { subscription_id: id, due_date, total }, total > 0 ? payments : [])
        const sql = `SELECT ${STATUS} AS subscription, ${INVOICE_STATUS} AS invoice
          FROM subscriptions s JOIN invoices i ON i.subscription_id = s.id WHERE s.id = :id`
        const row = await app.database.one(sql, { id, now: NOW, today: dateOf(NOW) })
        expect(row).toMatchObject({ subscription: expect.stringMatching(/^(active|past_due)$/) })
        const { subscription, invoice } = row as { subscription: string; invoice: string }
        expect(subscription === 'past_due').toBe(invoice === 'overdue')
      }),
    )
  })
})

/**
 * Queries in which another change comes between reading and writing the row, once or every time. They are run in their order, as those of
 * a transaction are.
 */
function raced(database: Database, overtake: () => Promise<unknown>, times: number): Queries {
  let left = times
  let last: Promise<unknown> = Promise.resolve()
  const next = <T>(query: () => Promise<T>): Promise<T> => {
    const ended = last.then(query)
    last = ended.catch(() => {})
    return ended
  }
  return {
    one: (sql, params) => next(() => database.one(sql, params)),
    all: (sql, params) => next(() => database.all(sql, params)),
    lock: (sql, params) => next(() => database.lock(sql, params)),
    run: (sql, params) =>
      next(async () => {
        if (left-- > 0) await overtake()
        return database.run(sql, params)
      }),
  }
}

describe('a change that loses a race to another', () => {
  it('starts again from the changed row, here with a refusal', async () => {
    const { database, ...app } = testApp()
    await insertSubscription({ database, ...app }, 900)
    const queries = raced(database, () => cancelSubscription(database, { ...CHANGE, reason: 'first' }), 1)
    const late = pauseSubscription(queries, { ...CHANGE, resume_at: null })
    await expect(late).rejects.toThrow('A cancelled subscription cannot be paused.')
    const row = await database.one('SELECT state, cancellation_reason FROM subscriptions WHERE id = 900')
    expect(row).toEqual({ state: 'cancelled', cancellation_reason: 'first' })
  })

  it('succeeds if the changed row still allows it', async () => {
    const { database, ...app } = testApp()
    await insertSubscription({ database, ...app }, 900)
    const queries = raced(database, () => pauseSubscription(database, { ...CHANGE, resume_at: null }), 1)
    const cancelled = await cancelSubscription(queries, { ...CHANGE, reason: 'second' })
    // From paused it ends now; from active it would have ended with the period.
    expect(cancelled).toMatchObject({ status: 'cancelled', ends_at: NOW, cancellation_reason: 'second' })
  })

  it('notices an invoice that becomes overdue in between', async () => {
    const { database, ...app } = testApp()
    await insertSubscription({ database, ...app }, 900)
    const invoice = () => insertInvoice({ database, ...app }, 950, { subscription_id: 900, due_date: '2026-11-21' })
    const late = pauseSubscription(raced(database, invoice, 1), { ...CHANGE, resume_at: null })
    await expect(late).rejects.toThrow('A past due subscription cannot be paused.')
  })

  it('gives up with 503 if it loses every race', async () => {
    const { database, ...app } = testApp()
    await insertSubscription({ database, ...app }, 900)
    let second = 0
    const touch = () =>
      database.run('UPDATE subscriptions SET updated_at = :at WHERE id = 900', { at: later(NOW, ++second) })
    const late = pauseSubscription(raced(database, touch, 100), { ...CHANGE, resume_at: null })
    await expect(late).rejects.toMatchObject({ status: 503 })
    expect(await database.one('SELECT state FROM subscriptions WHERE id = 900')).toEqual({ state: 'active' })
  })
})
