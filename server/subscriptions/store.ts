import type { z } from '@hono/zod-openapi'
import type { Param, Queries } from '../database/database.ts'
import { type ListPage, type ListQuery, type ListSql, listRows } from '../database/list.ts'
import { formatMoney } from '../domain/money.ts'
import { dateOf } from '../domain/time.ts'
import type * as schemas from '../generated/schemas.gen.ts'
import { unavailable } from '../http/errors.ts'
import { assertOwnedBy } from '../http/ownership.ts'
import { cancel, type Derived, nextInvoiceDate, pause, resume, type Stored, settled } from './lifecycle.ts'
import { resumeAt } from './resume-at.ts'

export type Subscription = z.infer<typeof schemas.Subscription>

/** Amount in minor units. */
export interface SubscriptionRow extends Derived {
  id: number
  client_id: number
  name: string
  currency: string
  amount: number
  quantity: number
  started_at: string
  created_at: string
}

/** An issued invoice that stands, with money owed since before `:today` or after its last payment failed. */
const OWED_IN_VAIN = `
  SELECT 1 FROM invoices i WHERE i.subscription_id = s.id AND i.state = 'open' AND i.refunded = 0
    AND i.amount_paid < i.total AND (i.due_date < :today OR i.last_payment_failed = 1)`

/** The status at the instant `:now`, on its date `:today`. */
export const STATUS = `
  CASE WHEN s.state = 'cancelled' THEN 'cancelled'
    WHEN s.state = 'paused' AND (s.resume_at IS NULL OR s.resume_at > :now) THEN 'paused'
    WHEN s.state = 'trialing' AND s.trial_ends_at > :now THEN 'trialing'
    WHEN EXISTS (${OWED_IN_VAIN}) THEN 'past_due'
    ELSE 'active' END`

const COLUMNS = `
  s.id, s.client_id, s.name, s.state, ${STATUS} AS status, s.currency, s.amount, s.quantity, s.interval,
  s.interval_count, s.started_at, s.trial_ends_at, s.period_start, s.period_end, s.period_anchor, s.paused_at,
  s.resume_at, s.cancelled_at, s.cancellation_reason, s.ends_at, s.created_at, s.updated_at`

/** Without a filter, cancelled ones are left out; a paused one must be found to be resumed. */
const LISTED = `FROM subscriptions s WHERE s.client_id = :client_id AND s.state <> 'cancelled'`

const MATCHING = `FROM subscriptions s WHERE s.client_id = :client_id AND ${STATUS} = :status`

const LIST: ListSql = {
  kind: 'subscriptions',
  rows: `SELECT ${COLUMNS} ${LISTED} AND s.id <= :start ORDER BY s.id DESC LIMIT :per_page`,
  topMatching: `SELECT max(s.id) AS id ${MATCHING}`,
  totalMatching: `SELECT count(*) AS total ${MATCHING} AND s.id <= :max_id`,
  // Ids first: what is skipped need not be read whole.
  rowsMatching: `
    SELECT ${COLUMNS} FROM subscriptions s WHERE s.id IN
      (SELECT s.id ${MATCHING} AND s.id <= :max_id ORDER BY s.id DESC LIMIT :per_page OFFSET :skip)
    ORDER BY s.id DESC`,
}

/** The status needs the time of day and the day. */
const clock = (now: string) => ({ now, today: dateOf(now) })

export async function listSubscriptions(
  queries: Queries,
  query: ListQuery,
  now: string,
): Promise<ListPage<Subscription>> {
  const listed = await listRows<SubscriptionRow>(queries, LIST, { ...query, extra: clock(now) })
  return { ...listed, rows: listed.rows.map(row => toSubscription(row, now)) }
}

const OWNER = 'SELECT client_id FROM subscriptions WHERE id = :id'

export const subscriptionOwner = async (queries: Queries, id: number): Promise<number | undefined> =>
  (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id

const SUBSCRIPTION = `SELECT ${COLUMNS} FROM subscriptions s WHERE s.id = :id`

async function findOwn(queries: Queries, id: number, clientId: number, now: string): Promise<SubscriptionRow> {
  return assertOwnedBy(
    await queries.one<SubscriptionRow>(SUBSCRIPTION, { id, ...clock(now) }),
    clientId,
    'Subscription',
  )
}

/** Whose subscription is to be changed, and when. */
export interface Change {
  id: number
  client_id: number
  /** An instant. */
  now: string
}

/** Throws 404, 403, 422 for a `resume_at` out of range, then 422 unless active. */
export const pauseSubscription = (
  queries: Queries,
  { resume_at, ...change }: Change & { resume_at: string | null | undefined },
): Promise<Subscription> => changeRow(queries, change, row => pause(row, change.now, resumeAt(resume_at, change.now)))

/** Throws 404, 403, and 422 unless paused. */
export const resumeSubscription = (queries: Queries, change: Change): Promise<Subscription> =>
  changeRow(queries, change, row => resume(row, change.now))

/** Throws 404, 403, and 422 when cancelled already. */
export const cancelSubscription = (
  queries: Queries,
  { reason, ...change }: Change & { reason: string | null | undefined },
): Promise<Subscription> => changeRow(queries, change, row => cancel(row, change.now, reason ?? null))

/** Takes effect only on the row that the change was worked out from. */
const STORE = `
  UPDATE subscriptions AS s SET state = :state, period_start = :period_start, period_end = :period_end,
    period_anchor = :period_anchor, paused_at = :paused_at, resume_at = :resume_at, cancelled_at = :cancelled_at,
    cancellation_reason = :cancellation_reason, ends_at = :ends_at, updated_at = :updated_at
  WHERE s.id = :id AND ${STATUS} = :was_status AND s.state = :was_state AND s.period_end = :was_period_end
    AND s.period_anchor = :was_period_anchor AND s.updated_at = :was_updated_at
    AND s.paused_at IS NOT DISTINCT FROM :was_paused_at AND s.resume_at IS NOT DISTINCT FROM :was_resume_at`

/** Losing the row to another change so many times in a row means that something else is wrong. */
const ATTEMPTS = 5

/** Stores what `next` makes of the row. Whoever loses a race starts over from what the winner left. */
async function changeRow(
  queries: Queries,
  { id, client_id, now }: Change,
  next: (row: SubscriptionRow) => Stored,
): Promise<Subscription> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const row = await findOwn(queries, id, client_id, now)
    const params = { ...columns(next(row)), ...was(row), ...clock(now), id }
    const stored = await queries.run(STORE, params)
    if (stored > 0) return toSubscription(await findOwn(queries, id, client_id, now), now)
  }
  throw unavailable()
}

const columns = (next: Stored): Record<string, Param> => ({
  state: next.state,
  period_start: next.period_start,
  period_end: next.period_end,
  period_anchor: next.period_anchor,
  paused_at: next.paused_at,
  resume_at: next.resume_at,
  cancelled_at: next.cancelled_at,
  cancellation_reason: next.cancellation_reason,
  ends_at: next.ends_at,
  updated_at: next.updated_at,
})

const was = (row: Derived): Record<string, Param> => ({
  was_status: row.status,
  was_state: row.state,
  was_period_end: row.period_end,
  was_period_anchor: row.period_anchor,
  was_updated_at: row.updated_at,
  was_paused_at: row.paused_at,
  was_resume_at: row.resume_at,
})

function toSubscription(row: SubscriptionRow, now: string): Subscription {
  const current = settled(row, now)
  return {
    id: current.id,
    name: current.name,
    status: current.status,
    currency: current.currency,
    amount: formatMoney(current.amount, current.currency),
    quantity: current.quantity,
    interval: current.interval,
    interval_count: current.interval_count,
    started_at: current.started_at,
    trial_ends_at: current.trial_ends_at,
    current_period_start: current.period_start,
    current_period_end: current.period_end,
    next_invoice_date: nextInvoiceDate(current),
    paused_at: current.paused_at,
    resume_at: current.resume_at,
    cancelled_at: current.cancelled_at,
    cancellation_reason: current.cancellation_reason,
    ends_at: current.ends_at,
    created_at: current.created_at,
    updated_at: current.updated_at,
  }
}
