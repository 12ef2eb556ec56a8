import { describe, expect, it } from 'vitest'
import { invalidState, notFound, type Session, session, validationError } from '../../support/session.ts'
import { inStatus, insertInvoice, insertSubscription, read, type Subscription } from './fixtures.ts'

const OPERATIONS = ['pause', 'resume', 'cancel'] as const
type Status = keyof typeof inStatus
type Envelope = { data: Subscription }

const NOW = '2026-11-22T12:00:00Z'

/** A session with subscription 900 in a status; past_due by an overdue invoice. */
async function withOne(status: Status, row: Parameters<typeof insertSubscription>[2] = {}): Promise<Session> {
  const opened = await session()
  await insertSubscription(opened.app, 900, { ...inStatus[status], ...row })
  const due_date = status === 'past_due' ? '2026-11-21' : '2026-12-24'
  await insertInvoice(opened.app, 950, { subscription_id: 900, due_date })
  expect((await read(opened, 900)).status).toBe(status)
  return opened
}

const change = (opened: Session, operation: (typeof OPERATIONS)[number], json?: unknown, id = 900) =>
  opened.send<Envelope>(`/subscriptions/${id}/${operation}`, { method: 'POST', json })

describe('a transition from a status that does not allow it', () => {
  it.each<[Status, (typeof OPERATIONS)[number], string]>([
    ['trialing', 'pause', 'A trialing subscription cannot be paused.'],
    ['past_due', 'pause', 'A past due subscription cannot be paused.'],
    ['paused', 'pause', 'A paused subscription cannot be paused.'],
    ['cancelled', 'pause', 'A cancelled subscription cannot be paused.'],
    ['trialing', 'resume', 'A trialing subscription cannot be resumed.'],
    ['active', 'resume', 'An active subscription cannot be resumed.'],
    ['past_due', 'resume', 'A past due subscription cannot be resumed.'],
    ['cancelled', 'resume', 'A cancelled subscription cannot be resumed.'],
    ['cancelled', 'cancel', 'A cancelled subscription cannot be cancelled.'],
  ])('%s: %s is refused and changes nothing', async (status, operation, message) => {
    const opened = await withOne(status)
    const before = await read(opened, 900)
    expect(await change(opened, operation)).toEqual(invalidState(message))
    expect(await read(opened, 900)).toEqual(before)
  })
})

describe('a transition returns the changed subscription', () => {
  it('pause without an end', async () => {
    const opened = await withOne('active')
    const before = await read(opened, 900)
    const response = await change(opened, 'pause')
    expect(response).toEqual({
      status: 200,
      body: { data: { ...before, status: 'paused', paused_at: NOW, next_invoice_date: null, updated_at: NOW } },
    })
    expect(await read(opened, 900)).toEqual(response.body.data)
  })

  it('pause with an end', async () => {
    const opened = await withOne('active')
    const before = await read(opened, 900)
    const response = await change(opened, 'pause', { resume_at: '2026-11-30T00:00:00+02:00' })
    // The pause lasts 7 days and 10 hours.
    const expected = { paused_at: NOW, resume_at: '2026-11-29T22:00:00Z', next_invoice_date: '2026-12-08' }
    expect(response).toEqual({
      status: 200,
      body: { data: { ...before, status: 'paused', ...expected, updated_at: NOW } },
    })
    expect(await read(opened, 900)).toEqual(response.body.data)
  })

  it.each<[string, Status, string]>([
    ['active', 'active', '2026-12-24'],
    ['past_due while an invoice is overdue', 'past_due', '2026-11-21'],
  ])('resume to %s', async (_, status, due_date) => {
    const opened = await session()
    await insertSubscription(opened.app, 900, inStatus.paused)
    await insertInvoice(opened.app, 950, { subscription_id: 900, due_date })
    const before = await read(opened, 900)
    expect(before).toMatchObject({ status: 'paused', current_period_end: '2026-12-01T00:00:00Z' })
    const response = await change(opened, 'resume')
    // The pause lasted 7 days, 3 hours, 18 minutes and 48 seconds.
    const expected = { status, current_period_end: '2026-12-08T03:18:48Z', next_invoice_date: '2026-12-08' }
    expect(response).toEqual({
      status: 200,
      body: { data: { ...before, ...expected, paused_at: null, resume_at: null, updated_at: NOW } },
    })
    expect(await read(opened, 900)).toEqual(response.body.data)
  })

  it.each<[Status, string]>([
    ['active', '2026-12-01T00:00:00Z'],
    ['past_due', '2026-12-01T00:00:00Z'],
    ['trialing', NOW],
    ['paused', NOW],
  ])('cancel from %s ends it at %s', async (status, ends_at) => {
    const opened = await withOne(status)
    const before = await read(opened, 900)
    const response = await change(opened, 'cancel')
    const gone = { next_invoice_date: null, paused_at: null, resume_at: null, cancellation_reason: null }
    expect(response).toEqual({
      status: 200,
      body: {
        data: { ...before, ...gone, status: 'cancelled', cancelled_at: NOW, ends_at, updated_at: NOW },
      },
    })
    expect(await read(opened, 900)).toEqual(response.body.data)
  })

  it('cancel from paused with an end', async () => {
    const opened = await withOne('paused', { resume_at: '2026-12-15T00:00:00Z' })
    expect(await change(opened, 'cancel')).toMatchObject({
      status: 200,
      body: { data: { status: 'cancelled', resume_at: null, paused_at: null, next_invoice_date: null, ends_at: NOW } },
    })
  })
})

describe('the reason of a cancellation', () => {
  it.each([
    [' Too dear.\r\n', 'Too dear.'],
    ['<b>مرحبا</b> 👩‍💻', '<b>مرحبا</b> 👩‍💻'],
    ['🎄'.repeat(1000), '🎄'.repeat(1000)],
    [null, null],
  ])('%j is stored trimmed', async (reason, cancellation_reason) => {
    const opened = await withOne('active')
    expect(await change(opened, 'cancel', { reason })).toMatchObject({
      status: 200,
      body: { data: { cancellation_reason } },
    })
    expect((await read(opened, 900)).cancellation_reason).toBe(cancellation_reason)
  })

  it.each([
    ['x'.repeat(1001), 'The reason field must not be greater than 1000 characters.'],
    ['', 'The reason field is required.'],
    [' ', 'The reason field is required.'],
    [7, 'The reason field must be a string.'],
  ])('%j is refused and changes nothing', async (reason, message) => {
    const opened = await withOne('active')
    expect(await change(opened, 'cancel', { reason })).toEqual(validationError({ reason: message }))
    expect((await read(opened, 900)).status).toBe('active')
  })
})

describe('simultaneous conflicting changes', () => {
  it.each<[(typeof OPERATIONS)[number], Status, string]>([
    ['pause', 'active', 'A paused subscription cannot be paused.'],
    ['resume', 'paused', 'An active subscription cannot be resumed.'],
    ['cancel', 'active', 'A cancelled subscription cannot be cancelled.'],
  ])('of ten to %s, one succeeds', async (operation, status, message) => {
    const opened = await withOne(status)
    const responses = await Promise.all(Array.from({ length: 10 }, () => change(opened, operation)))
    const succeeded = responses.filter(response => response.status === 200)
    expect(succeeded).toHaveLength(1)
    expect(responses.filter(response => response.status !== 200)).toEqual(Array(9).fill(invalidState(message)))
    expect(await read(opened, 900)).toEqual(succeeded[0]?.body.data)
  })

  it('cancel and pause: it is cancelled, and the pause is refused unless it came first', async () => {
    const opened = await withOne('active')
    const [cancelled, paused] = await Promise.all([change(opened, 'cancel'), change(opened, 'pause')])
    expect(cancelled.status).toBe(200)
    expect(await read(opened, 900)).toEqual(cancelled.body.data)
    // On SQLite, the one that was sent first also comes first.
    const mayComeFirst = opened.app.database.isShared && paused.status === 200
    if (!mayComeFirst) expect(paused).toEqual(invalidState('A cancelled subscription cannot be paused.'))
  })
})

describe('ownership', () => {
  it.each(OPERATIONS)('%s returns 404 for an unknown subscription, 403 for another client’s', async operation => {
    const opened = await session()
    expect(await change(opened, operation, undefined, 999)).toEqual(notFound('Subscription'))
    const foreign = await change(opened, operation, undefined, 35)
    expect(foreign).toEqual({ status: 403, body: { message: 'This action is unauthorized.', code: 'forbidden' } })
    const [row] = await opened.app.database.all('SELECT state, updated_at FROM subscriptions WHERE id = 35')
    expect(row).toEqual({ state: 'active', updated_at: '2026-11-10T00:00:00Z' })
  })
})
