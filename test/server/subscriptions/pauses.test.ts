import { describe, expect, it } from 'vitest'
import type { Schemas } from '../../support/session.ts'
import { inStatus, read, withOne } from './fixtures.ts'

type Page = Schemas['SubscriptionPage']

describe('a pause with an end', () => {
  // From 15 November 08:41:12 to 15 December, over the end of the period on 1 December
  const PAUSED = { ...inStatus.paused, resume_at: '2026-12-15T00:00:00Z' }
  const SHIFTED = '2026-12-30T15:18:48Z'

  it('lasts to its last second, and the period does not change', async () => {
    const opened = await withOne(PAUSED, '2026-12-14T23:59:59.999Z')
    expect(await read(opened, 900)).toMatchObject({
      status: 'paused',
      current_period_end: '2026-12-01T00:00:00Z',
      next_invoice_date: '2026-12-30',
      paused_at: '2026-11-15T08:41:12Z',
      resume_at: '2026-12-15T00:00:00Z',
      updated_at: '2026-11-15T08:41:12Z',
    })
  })

  it.each([
    ['2026-12-15T00:00:00Z', '2026-11-01T00:00:00Z', SHIFTED, '2026-12-15T00:00:00Z'],
    ['2026-12-30T15:18:47Z', '2026-11-01T00:00:00Z', SHIFTED, '2026-12-15T00:00:00Z'],
    [SHIFTED, SHIFTED, '2027-01-30T15:18:48Z', SHIFTED],
    ['2027-02-28T15:18:47Z', '2027-01-30T15:18:48Z', '2027-02-28T15:18:48Z', '2027-01-30T15:18:48Z'],
    ['2027-03-01T00:00:00Z', '2027-02-28T15:18:48Z', '2027-03-30T15:18:48Z', '2027-02-28T15:18:48Z'],
  ])(
    'has ended by itself at %s, and later periods are counted from the shifted end',
    async (now, start, end, updated) => {
      const opened = await withOne(PAUSED, now)
      expect(await read(opened, 900)).toMatchObject({
        status: 'active',
        current_period_start: start,
        current_period_end: end,
        next_invoice_date: end.slice(0, 10),
        paused_at: null,
        resume_at: null,
        updated_at: updated,
      })
    },
  )

  it.each([
    ['2026-12-14T23:59:59Z', 'paused'],
    ['2026-12-15T00:00:00Z', 'active'],
  ])('is found by filters at %s as %s', async (now, status) => {
    const opened = await withOne(PAUSED, now)
    const found: string[] = []
    for (const filter of ['trialing', 'active', 'past_due', 'paused', 'cancelled']) {
      const { data } = await opened.get<Page>(`/subscriptions?status=${filter}&max_id=900&per_page=1`)
      if (data[0]?.id === 900) found.push(filter)
    }
    expect(found).toEqual([status])
  })

  it('that has ended cannot be resumed, and the subscription can be paused again', async () => {
    const opened = await withOne(PAUSED, '2026-12-15T00:00:00Z')
    expect((await opened.send('/subscriptions/900/resume', { method: 'POST' })).status).toBe(422)
    expect(await opened.send('/subscriptions/900/pause', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { paused_at: '2026-12-15T00:00:00Z', current_period_end: SHIFTED, resume_at: null } },
    })
  })

  it('that has ended allows cancelling at the moved end of the period', async () => {
    const opened = await withOne(PAUSED, '2026-12-15T00:00:00Z')
    expect(await opened.send('/subscriptions/900/cancel', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { ends_at: SHIFTED, current_period_end: SHIFTED, paused_at: null, resume_at: null } },
    })
  })

  it('can be ended early, and moves the period by its real length', async () => {
    const opened = await withOne(PAUSED, '2026-11-16T08:41:12Z')
    expect(await opened.send('/subscriptions/900/resume', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { status: 'active', current_period_end: '2026-12-02T00:00:00Z', resume_at: null } },
    })
  })
})

describe('a pause without an end', () => {
  it('of ten years keeps all of the rest of the paid period', async () => {
    const opened = await withOne(inStatus.paused, '2036-11-15T08:41:12Z')
    // 3653 days
    expect(await opened.send('/subscriptions/900/resume', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { current_period_start: '2026-11-01T00:00:00Z', current_period_end: '2036-12-01T00:00:00Z' } },
    })
  })

  it('begun in the last second of a period keeps one second of it', async () => {
    const opened = await withOne({}, '2026-11-30T23:59:59Z')
    await opened.send('/subscriptions/900/pause', { method: 'POST' })
    opened.app.clock.set('2026-12-24T12:00:00Z')
    expect(await opened.send('/subscriptions/900/resume', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { current_period_end: '2026-12-24T12:00:01Z' } },
    })
    opened.app.clock.advance(1000)
    expect(await read(opened, 900)).toMatchObject({
      current_period_start: '2026-12-24T12:00:01Z',
      current_period_end: '2027-01-24T12:00:01Z',
    })
  })

  it('begun at the end of a period belongs to the next one', async () => {
    const opened = await withOne({}, '2026-12-01T00:00:00Z')
    expect(await opened.send('/subscriptions/900/pause', { method: 'POST' })).toMatchObject({
      status: 200,
      body: {
        data: {
          current_period_start: '2026-12-01T00:00:00Z',
          current_period_end: '2027-01-01T00:00:00Z',
          paused_at: '2026-12-01T00:00:00Z',
        },
      },
    })
  })

  it('of two seconds does not change the day of later periods', async () => {
    const row = { period_start: '2026-01-31T00:00:00Z', period_end: '2026-02-28T00:00:00Z' }
    const opened = await withOne(row, '2026-02-10T12:00:00Z')
    await opened.send('/subscriptions/900/pause', { method: 'POST' })
    opened.app.clock.advance(2000)
    expect(await opened.send('/subscriptions/900/resume', { method: 'POST' })).toMatchObject({
      status: 200,
      body: { data: { current_period_end: '2026-02-28T00:00:02Z', next_invoice_date: '2026-02-28' } },
    })
    const periods: [string, string, string][] = [
      ['2026-02-28T00:00:01Z', '2026-01-31T00:00:00Z', '2026-02-28T00:00:02Z'],
      ['2026-02-28T00:00:02Z', '2026-02-28T00:00:02Z', '2026-03-31T00:00:00Z'],
      ['2026-03-31T00:00:00Z', '2026-03-31T00:00:00Z', '2026-04-30T00:00:00Z'],
    ]
    for (const [now, current_period_start, current_period_end] of periods) {
      opened.app.clock.set(now)
      expect(await read(opened, 900), now).toMatchObject({ current_period_start, current_period_end })
    }
  })

  it('of zero length changes only updated_at', async () => {
    const row = { period_start: '2026-01-31T00:00:00Z', period_end: '2026-02-28T00:00:00Z' }
    const opened = await withOne(row, '2026-02-10T12:00:00Z')
    const before = await read(opened, 900)
    await opened.send('/subscriptions/900/pause', { method: 'POST' })
    await opened.send('/subscriptions/900/resume', { method: 'POST' })
    expect(await read(opened, 900)).toEqual({ ...before, updated_at: '2026-02-10T12:00:00Z' })
    opened.app.clock.set('2026-03-01T00:00:00Z')
    expect((await read(opened, 900)).current_period_end).toBe('2026-03-31T00:00:00Z')
  })
})
