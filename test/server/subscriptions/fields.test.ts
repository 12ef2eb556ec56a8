import { describe, expect, it } from 'vitest'
import { session } from '../../support/session.ts'
import { inStatus, insertSubscription, read } from './fixtures.ts'

describe('a subscription', () => {
  it('has all its fields, null if empty', async () => {
    const opened = await session()
    await insertSubscription(opened.app, 900, { quantity: 3, started_at: '2026-08-01T10:20:30Z' })
    expect(await read(opened, 900)).toEqual({
      id: 900,
      name: 'Subscription 900',
      status: 'active',
      currency: 'EUR',
      amount: '10.00',
      quantity: 3,
      interval: 'month',
      interval_count: 1,
      started_at: '2026-08-01T10:20:30Z',
      trial_ends_at: null,
      current_period_start: '2026-11-01T00:00:00Z',
      current_period_end: '2026-12-01T00:00:00Z',
      next_invoice_date: '2026-12-01',
      paused_at: null,
      resume_at: null,
      cancelled_at: null,
      cancellation_reason: null,
      ends_at: null,
      created_at: '2026-11-01T00:00:00Z',
      updated_at: '2026-11-01T00:00:00Z',
    })
  })

  it.each([
    ['EUR', 1, '0.01'],
    ['USD', 2500, '25.00'],
    ['DKK', 0, '0.00'],
    ['JPY', 99_999, '99999'],
    ['BHD', 12_345, '12.345'],
  ])('in %s with %i minor units has the amount %s', async (currency, amount, text) => {
    const opened = await session()
    await insertSubscription(opened.app, 900, { currency, amount })
    expect(await read(opened, 900)).toMatchObject({ currency, amount: text })
  })

  it('that is cancelled keeps its trial, its reason and its last period', async () => {
    const opened = await session()
    const past = { trial_ends_at: '2026-10-01T00:00:00Z', cancellation_reason: '<b>Ærgerligt</b>' }
    await insertSubscription(opened.app, 900, { ...inStatus.cancelled, ...past })
    opened.app.clock.set('2030-01-01T00:00:00Z')
    expect(await read(opened, 900)).toMatchObject({
      status: 'cancelled',
      ...past,
      cancelled_at: '2026-11-18T16:20:05Z',
      ends_at: '2026-12-01T00:00:00Z',
      current_period_end: '2026-12-01T00:00:00Z',
      next_invoice_date: null,
    })
  })
})
