import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SubscriptionStatus } from '../../../server/generated/schemas.gen.ts'
import {
  bringUpToDate,
  type CurrentLifecycle,
  cancel,
  type Lifecycle,
  nextInvoiceDate,
  pause,
  resume,
} from '../../../server/subscriptions/lifecycle.ts'
import { ACTIVE, at, CANCELLED, later, PAUSED, seconds, span, stored, TRIALING } from './rows.ts'

const NOW = '2026-11-22T12:00:00Z'
const OPEN = { ...PAUSED, resume_at: null }

const rows: Record<SubscriptionStatus, CurrentLifecycle> = {
  trialing: at(TRIALING, NOW),
  active: at(ACTIVE, NOW),
  past_due: at(ACTIVE, NOW, true),
  paused: at(PAUSED, NOW),
  cancelled: at(CANCELLED, NOW),
}

const change = {
  paused: (row: CurrentLifecycle) => pause(row, NOW, null),
  resumed: (row: CurrentLifecycle) => resume(row, NOW),
  cancelled: (row: CurrentLifecycle) => cancel(row, NOW, null),
}

describe('each transition from each status', () => {
  it.each<[SubscriptionStatus, keyof typeof change, string]>([
    ['trialing', 'paused', 'A trialing subscription cannot be paused.'],
    ['trialing', 'resumed', 'A trialing subscription cannot be resumed.'],
    ['active', 'resumed', 'An active subscription cannot be resumed.'],
    ['past_due', 'paused', 'A past due subscription cannot be paused.'],
    ['past_due', 'resumed', 'A past due subscription cannot be resumed.'],
    ['paused', 'paused', 'A paused subscription cannot be paused.'],
    ['cancelled', 'paused', 'A cancelled subscription cannot be paused.'],
    ['cancelled', 'resumed', 'A cancelled subscription cannot be resumed.'],
    ['cancelled', 'cancelled', 'A cancelled subscription cannot be cancelled.'],
  ])('%s cannot be %s', (status, to, message) => {
    expect(() => change[to](rows[status])).toThrow(
      expect.objectContaining({ status: 422, code: 'invalid_state', message, errors: { status: [message] } }),
    )
  })

  it.each<[SubscriptionStatus, keyof typeof change, Partial<CurrentLifecycle>]>([
    ['active', 'paused', { state: 'paused', paused_at: NOW, resume_at: null, updated_at: NOW }],
    ['paused', 'resumed', { state: 'active', paused_at: null, resume_at: null, updated_at: NOW }],
    ['trialing', 'cancelled', { state: 'cancelled', cancelled_at: NOW, ends_at: NOW }],
    ['active', 'cancelled', { state: 'cancelled', cancelled_at: NOW, ends_at: ACTIVE.period_end }],
    ['past_due', 'cancelled', { state: 'cancelled', cancelled_at: NOW, ends_at: ACTIVE.period_end }],
    ['paused', 'cancelled', { state: 'cancelled', cancelled_at: NOW, ends_at: NOW, paused_at: null, resume_at: null }],
  ])('%s can be %s', (status, to, expected) => {
    expect(change[to](rows[status])).toMatchObject(expected)
  })
})

describe('the end of a pause', () => {
  it.each([
    ['a day', '2026-11-16T08:41:12Z', '2026-12-02T00:00:00Z'],
    ['a week', '2026-11-22T08:41:12Z', '2026-12-08T00:00:00Z'],
    ['a leap year', '2028-11-15T08:41:12Z', '2028-12-01T00:00:00Z'],
  ])('after %s moves the end of the period by the same time', (_, now, period_end) => {
    expect(resume(at(OPEN, now), now)).toMatchObject({ period_end, period_anchor: period_end })
  })

  it.each([
    ['a second', '2026-11-15T08:41:13Z', '2026-12-01T00:00:01Z'],
    ['a day but for a second', '2026-11-16T08:41:11Z', '2026-12-01T23:59:59Z'],
  ])('after %s moves the end of the period on its date, and later ones are counted as before', (_, now, period_end) => {
    const resumed = resume(at(OPEN, now), now)
    expect(resumed).toMatchObject({ period_end, period_anchor: OPEN.period_anchor })
    expect(bringUpToDate(at(resumed, period_end), period_end)).toMatchObject({
      period_start: period_end,
      period_end: '2027-01-01T00:00:00Z',
      updated_at: period_end,
    })
  })

  it('counts each of several pauses from the moved end', () => {
    let row: Lifecycle = ACTIVE
    for (const day of ['10', '11', '12']) {
      const [began, ended] = [`2026-11-${day}T00:00:00Z`, `2026-11-${day}T10:00:00Z`]
      row = resume(at(pause(at(row, began), began, null), ended), ended)
    }
    expect(row).toMatchObject({ period_end: '2026-12-02T06:00:00Z', period_anchor: '2026-12-02T06:00:00Z' })
  })

  it.each([
    ['in the same second', '2026-11-15T08:41:12Z'],
    ['on a clock that was set back', '2026-11-14T00:00:00Z'],
  ])('%s moves nothing', (_, now) => {
    const { period_start, period_end, period_anchor } = OPEN
    expect(resume(at(OPEN, now), now)).toMatchObject({ state: 'active', period_start, period_end, period_anchor })
  })
})

describe('nextInvoiceDate', () => {
  it.each<[string, CurrentLifecycle, string | null]>([
    ['of an active one is the end of its period', rows.active, '2026-12-01'],
    ['of a past_due one is the end of its period', rows.past_due, '2026-12-01'],
    ['of a trialing one is the end of its trial', rows.trialing, '2026-11-26'],
    ['of a paused one is the end it will have', rows.paused, '2026-12-30'],
    ['of one paused without an end is unknown', at(OPEN, NOW), null],
    ['of a cancelled one is null', rows.cancelled, null],
  ])('%s', (_, row, date) => {
    expect(nextInvoiceDate(row)).toBe(date)
  })
})

describe('for any row', () => {
  it('the result does not depend on what was stored in between', () => {
    fc.assert(
      fc.property(stored, span, span, ({ row, stored_at }, first, second) => {
        const [between, now] = [later(stored_at, first), later(stored_at, first + second)]
        const kept = bringUpToDate(at(row, between), between)
        expect(bringUpToDate(at(kept, now), now)).toEqual(bringUpToDate(at(row, now), now))
      }),
    )
  })

  it('a pause keeps the rest of the paid period', () => {
    fc.assert(
      fc.property(stored, span, span, ({ row, stored_at }, first, pausedFor) => {
        const length = 1 + pausedFor
        const [began, ended] = [later(stored_at, first), later(stored_at, first + length)]
        const running = at(row, began)
        fc.pre(running.status === 'active')
        const left = seconds(began, bringUpToDate(running, began).period_end)
        const paused = pause(running, began, null)
        expect(seconds(ended, resume(at(paused, ended), ended).period_end)).toBe(left)
        // It ends automatically in the same way, no matter when it is read.
        const alone = pause(running, began, ended)
        const late = later(ended, left - 1)
        expect(seconds(ended, bringUpToDate(at(alone, late), late).period_end)).toBe(left)
      }),
    )
  })

  it('updated_at is never earlier than before, nor later than now', () => {
    fc.assert(
      fc.property(stored, span, ({ row, stored_at }, after) => {
        const now = later(stored_at, after)
        const { updated_at } = bringUpToDate(at(row, now), now)
        expect(row.updated_at <= updated_at && updated_at <= now).toBe(true)
      }),
    )
  })

  it('now is in the current period of an active one', () => {
    fc.assert(
      fc.property(stored, span, ({ row, stored_at }, after) => {
        const now = later(stored_at, after)
        const current = bringUpToDate(at(row, now), now)
        fc.pre(current.status === 'active')
        expect(current.state).toBe('active')
        expect(current.period_start <= now && now < current.period_end).toBe(true)
      }),
    )
  })
})
