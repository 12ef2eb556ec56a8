import { describe, expect, it } from 'vitest'
import { type Schemas, session } from '../../support/session.ts'
import { inStatus, type Row, read, withOne } from './fixtures.ts'

type Page = Schemas['SubscriptionPage']

const cycle = (interval: string, interval_count: number, start: string, end: string): Row => ({
  interval,
  interval_count,
  period_start: `${start}T00:00:00Z`,
  period_end: `${end}T00:00:00Z`,
})

describe('a period rolls over at its end', () => {
  const MONTHLY = cycle('month', 1, '2026-01-31', '2026-02-28')
  const LEAP_DAY = cycle('year', 1, '2024-02-29', '2025-02-28')

  it.each<[string, Row, string, string, string, string]>([
    ['not before', MONTHLY, '2026-02-27T23:59:59.999Z', '2026-01-31', '2026-02-28', '2026-01-31'],
    ['at it', MONTHLY, '2026-02-28T00:00:00Z', '2026-02-28', '2026-03-31', '2026-02-28'],
    ['back to the 31st', MONTHLY, '2026-03-31T00:00:00Z', '2026-03-31', '2026-04-30', '2026-03-31'],
    ['through a year', MONTHLY, '2027-01-30T12:00:00Z', '2026-12-31', '2027-01-31', '2026-12-31'],
    ['to a leap day', MONTHLY, '2028-02-29T00:00:00Z', '2028-02-29', '2028-03-31', '2028-02-29'],
    ['ten years later', MONTHLY, '2036-02-28T23:59:59Z', '2036-01-31', '2036-02-29', '2036-01-31'],
    ['yearly from a leap day', LEAP_DAY, '2027-06-01T00:00:00Z', '2027-02-28', '2028-02-29', '2027-02-28'],
    ['yearly to a leap day', LEAP_DAY, '2028-02-29T00:00:00Z', '2028-02-29', '2029-02-28', '2028-02-29'],
    [
      'every two years',
      cycle('year', 2, '2025-05-01', '2027-05-01'),
      '2031-04-30T23:59:59Z',
      '2029-05-01',
      '2031-05-01',
      '2029-05-01',
    ],
    [
      'every quarter',
      cycle('month', 3, '2026-08-31', '2026-11-30'),
      '2027-02-27T00:00:00Z',
      '2026-11-30',
      '2027-02-28',
      '2026-11-30',
    ],
    [
      'every fortnight',
      cycle('week', 2, '2026-11-02', '2026-11-16'),
      '2026-12-31T00:00:00Z',
      '2026-12-28',
      '2027-01-11',
      '2026-12-28',
    ],
    [
      'every day, years later',
      cycle('day', 1, '2020-01-01', '2020-01-02'),
      '2040-03-01T23:59:59Z',
      '2040-03-01',
      '2040-03-02',
      '2040-03-01',
    ],
    [
      'every 45 days',
      cycle('day', 45, '2026-01-01', '2026-02-15'),
      '2026-04-01T00:00:00Z',
      '2026-04-01',
      '2026-05-16',
      '2026-04-01',
    ],
  ])('%s', async (_, row, now, start, end, updated) => {
    const opened = await withOne(row, now)
    expect(await read(opened, 900)).toMatchObject({
      status: 'active',
      current_period_start: `${start}T00:00:00Z`,
      current_period_end: `${end}T00:00:00Z`,
      next_invoice_date: end,
      updated_at: `${updated}T00:00:00Z`,
    })
  })

  it('at its time of day', async () => {
    const row = { period_start: '2026-11-01T10:30:15Z', period_end: '2026-12-01T10:30:15Z' }
    const opened = await withOne(row, '2026-12-01T10:30:14Z')
    expect((await read(opened, 900)).current_period_end).toBe('2026-12-01T10:30:15Z')
    opened.app.clock.set('2026-12-01T10:30:15Z')
    expect((await read(opened, 900)).current_period_end).toBe('2027-01-01T10:30:15Z')
  })

  it('and keeps updated_at if a change came after the start of the period', async () => {
    const opened = await withOne({ updated_at: '2026-11-07T00:00:00Z' }, '2026-11-22T12:00:00Z')
    expect((await read(opened, 900)).updated_at).toBe('2026-11-07T00:00:00Z')
    opened.app.clock.set('2026-12-01T00:00:00Z')
    expect((await read(opened, 900)).updated_at).toBe('2026-12-01T00:00:00Z')
  })

  it.each(['paused', 'cancelled'] as const)('but not for a %s subscription', async status => {
    const opened = await withOne(inStatus[status], '2036-01-01T00:00:00Z')
    expect(await read(opened, 900)).toMatchObject({
      status,
      current_period_start: '2026-11-01T00:00:00Z',
      current_period_end: '2026-12-01T00:00:00Z',
      next_invoice_date: null,
    })
  })

  it('without creating an invoice', async () => {
    const opened = await session()
    opened.app.clock.set('2036-01-01T00:00:00Z')
    await opened.get('/subscriptions')
    expect((await opened.get<Schemas['InvoicePage']>('/invoices')).meta.total).toBe(8)
  })
})

describe('a trial', () => {
  // Until 26 November
  it.each([
    ['2026-11-25T23:59:59.999Z', 'trialing', '2026-11-12', '2026-11-26', '2026-11-12'],
    ['2026-11-26T00:00:00Z', 'active', '2026-11-26', '2026-12-26', '2026-11-26'],
    ['2026-12-26T00:00:00Z', 'active', '2026-12-26', '2027-01-26', '2026-12-26'],
    ['2027-11-25T00:00:00Z', 'active', '2027-10-26', '2027-11-26', '2027-10-26'],
  ])('at %s is %s', async (now, status, start, end, updated) => {
    const opened = await withOne(inStatus.trialing, now)
    expect(await read(opened, 900)).toMatchObject({
      status,
      trial_ends_at: '2026-11-26T00:00:00Z',
      current_period_start: `${start}T00:00:00Z`,
      current_period_end: `${end}T00:00:00Z`,
      next_invoice_date: end,
      updated_at: `${updated}T00:00:00Z`,
    })
    const { data } = await opened.get<Page>(`/subscriptions?status=${status}&per_page=1`)
    expect(data[0]?.id).toBe(900)
  })

  it('that has ended can be paused, or cancelled at the end of the first paid period', async () => {
    const paused = await withOne(inStatus.trialing, '2026-11-26T00:00:00Z')
    expect((await paused.send('/subscriptions/900/pause', { method: 'POST' })).status).toBe(200)
    const cancelled = await withOne(inStatus.trialing, '2026-11-26T00:00:00Z')
    expect(await cancelled.send('/subscriptions/900/cancel', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { ends_at: '2026-12-26T00:00:00Z', trial_ends_at: '2026-11-26T00:00:00Z' } },
    })
  })

  it('that is cancelled in its last second never becomes active', async () => {
    const opened = await withOne(inStatus.trialing, '2026-11-25T23:59:59Z')
    expect(await opened.send('/subscriptions/900/cancel', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { ends_at: '2026-11-25T23:59:59Z' } },
    })
    opened.app.clock.set('2027-01-01T00:00:00Z')
    expect(await read(opened, 900)).toMatchObject({ status: 'cancelled', updated_at: '2026-11-25T23:59:59Z' })
  })
})
