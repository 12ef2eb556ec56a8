import { describe, expect, it } from 'vitest'
import { session } from '../../support/session.ts'
import { inStatus, insertInvoice, insertSubscription, read } from './fixtures.ts'

type Plant = [row: Parameters<typeof insertInvoice>[2], payments?: Parameters<typeof insertInvoice>[3]]

const OVERDUE = { due_date: '2026-11-21' }
const FAILED = { amount: 10_000, status: 'failed' }
const PENDING = { amount: 10_000, status: 'pending' }
const BACK = { amount: 10_000, status: 'refunded' }
const PAID = { amount: 10_000 }
const HALF = { amount: 5000 }

const withInvoices = async (...invoices: Plant[]) => {
  const opened = await session()
  await insertSubscription(opened.app, 900)
  for (const [index, [row, payments]] of invoices.entries()) {
    await insertInvoice(opened.app, 950 + index, { subscription_id: 900, ...row }, payments)
  }
  return opened
}

describe('an active subscription', () => {
  it.each<[string, Plant[]]>([
    ['an invoice is overdue', [[OVERDUE]]],
    ['one is overdue, partly paid', [[OVERDUE, [HALF]]]],
    ['one is overdue with the rest pending', [[OVERDUE, [HALF, { ...PENDING, amount: 5000 }]]]],
    ['the older of two is overdue', [[OVERDUE], [{}]]],
    ['the newer of two is overdue', [[{}], [OVERDUE]]],
    ['the last payment failed', [[{}, [FAILED]]]],
    ['the last payment failed, partly paid', [[{}, [HALF, FAILED]]]],
    [
      'the payment of the highest id failed, though an older one was made later',
      [[{}, [{ ...PENDING, created_at: '2026-11-09T00:00:00Z' }, FAILED]]],
    ],
    [
      'the last payment of one invoice failed, though another is paid',
      [
        [{}, [FAILED]],
        [{}, [PAID]],
      ],
    ],
    ['the last payment failed after a refund, with another pending', [[{}, [BACK, PENDING, FAILED]]]],
  ])('is past_due when %s', async (_, invoices) => {
    const opened = await withInvoices(...invoices)
    expect((await read(opened, 900)).status).toBe('past_due')
  })

  it.each<[string, Plant[]]>([
    ['there is no invoice', []],
    ['one is not due yet', [[{}]]],
    ['one is due today', [[{ due_date: '2026-11-22' }]]],
    ['one was overdue and is paid', [[OVERDUE, [PAID]]]],
    ['one is paid, though a later try failed', [[OVERDUE, [PAID, FAILED]]]],
    ['a failed try was followed by a pending one', [[{}, [FAILED, PENDING]]]],
    ['a failed try was followed by a part', [[{}, [FAILED, HALF]]]],
    ['an overdue one is void', [[{ ...OVERDUE, state: 'void', voided_at: '2026-11-03T00:00:00Z' }]]],
    ['a failed one is void', [[{ state: 'void', voided_at: '2026-11-03T00:00:00Z' }, [FAILED]]]],
    ['an overdue one is a draft', [[{ ...OVERDUE, state: 'draft' }]]],
    ['a failed one is a draft', [[{ state: 'draft' }, [FAILED]]]],
    ['one is refunded, past due', [[OVERDUE, [BACK]]]],
    ['one is refunded after which a try failed', [[OVERDUE, [BACK, FAILED]]]],
    ['one is over nothing, past due', [[{ ...OVERDUE, total: 0 }]]],
    ['the overdue one names another subscription', [[{ ...OVERDUE, subscription_id: 31 }]]],
    ['the overdue one names none', [[{ ...OVERDUE, subscription_id: null }]]],
  ])('is active when %s', async (_, invoices) => {
    const opened = await withInvoices(...invoices)
    expect((await read(opened, 900)).status).toBe('active')
  })

  it('that only a line of an overdue invoice refers to is active', async () => {
    const opened = await withInvoices([{ ...OVERDUE, subscription_id: null }])
    await opened.app.database.run(`INSERT INTO invoice_lines (id, client_id, invoice_id, position, description, quantity, unit_price,
      discount, tax_rate, tax_category, amount, subscription_id) VALUES (9000, (SELECT client_id FROM invoices WHERE id = 950), 950, 1, 'x', 1, 1, 0, 0, 'S', 1, 900)`)
    expect((await read(opened, 900)).status).toBe('active')
  })

  it('is past_due from the midnight after the due date, without a new updated_at', async () => {
    const opened = await withInvoices([{ due_date: '2026-11-25' }])
    opened.app.clock.set('2026-11-25T23:59:59.999Z')
    const before = await read(opened, 900)
    expect(before.status).toBe('active')
    opened.app.clock.set('2026-11-26T00:00:00Z')
    expect(await read(opened, 900)).toEqual({ ...before, status: 'past_due' })
  })

  it.each([
    ['2026-11-25T23:59:59Z', 200],
    ['2026-11-26T00:00:00Z', 422],
  ])('can be paused at %s: %i', async (now, status) => {
    const opened = await withInvoices([{ due_date: '2026-11-25' }])
    opened.app.clock.set(now)
    expect(await opened.send('/subscriptions/900/pause', { method: 'POST' })).toMatchObject({ status })
  })

  it('that is past_due rolls over and can be cancelled like an active one', async () => {
    const opened = await withInvoices([OVERDUE])
    opened.app.clock.set('2026-12-01T00:00:00Z')
    expect(await read(opened, 900)).toMatchObject({
      status: 'past_due',
      current_period_start: '2026-12-01T00:00:00Z',
      current_period_end: '2027-01-01T00:00:00Z',
      next_invoice_date: '2027-01-01',
      updated_at: '2026-12-01T00:00:00Z',
    })
    expect(await opened.send('/subscriptions/900/cancel', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { ends_at: '2027-01-01T00:00:00Z' } },
    })
  })
})

describe('an overdue invoice', () => {
  it.each(['trialing', 'paused', 'cancelled'] as const)('does not change a %s subscription', async status => {
    const opened = await session()
    await insertSubscription(opened.app, 900, inStatus[status])
    await insertInvoice(opened.app, 950, { subscription_id: 900, ...OVERDUE })
    expect((await read(opened, 900)).status).toBe(status)
  })

  it.each([
    ['a trial', inStatus.trialing, '2026-11-26T00:00:00Z'],
    ['a pause', { ...inStatus.paused, resume_at: '2026-11-26T00:00:00Z' }, '2026-11-26T00:00:00Z'],
  ])('takes effect at the end of %s', async (_, row, end) => {
    const opened = await session()
    await insertSubscription(opened.app, 900, row)
    await insertInvoice(opened.app, 950, { subscription_id: 900, ...OVERDUE })
    opened.app.clock.set(end)
    expect(await read(opened, 900)).toMatchObject({ status: 'past_due', updated_at: end })
    const { data } = await opened.get<{ data: { id: number }[] }>('/subscriptions?status=past_due')
    expect(data.map(({ id }) => id)).toContain(900)
  })
})
