import type { Param, Queries } from '../database/database.ts'
import { formatMoney } from '../domain/money.ts'
import { dateOf } from '../domain/time.ts'
import type { Subscription } from '../generated/schemas.gen.ts'
import { unavailable } from '../http/errors.ts'
import { assertFound, type Ownership } from '../http/ownership.ts'
import {
  type Actor,
  bringUpToDate,
  type CurrentLifecycle,
  cancel,
  type Lifecycle,
  nextInvoiceDate,
  pause,
  resume,
} from './lifecycle.ts'
import { parseResumeAt } from './resume-at.ts'

export interface SubscriptionRow
  extends CurrentLifecycle,
    Pick<Subscription, 'id' | 'name' | 'currency' | 'quantity' | 'started_at' | 'created_at'> {
  client_id: number
  /** Minor units. */
  amount: number
}

/** An open invoice with an amount due whose due date is before `:today` or whose last payment failed. */
const OVERDUE_INVOICE = `
  SELECT 1 FROM invoices i WHERE i.subscription_id = s.id AND i.client_id = s.client_id AND i.state = 'open' AND i.refunded = 0
    AND i.amount_paid < i.total AND (i.due_date < :today OR i.last_payment_failed = 1)`

/** The status at the time `:now`, on its date `:today`. */
export const STATUS = `
  CASE WHEN s.state = 'cancelled' THEN 'cancelled'
    WHEN s.state = 'paused' AND (s.resume_at IS NULL OR s.resume_at > :now) THEN 'paused'
    WHEN s.state = 'trialing' AND s.trial_ends_at > :now THEN 'trialing'
    WHEN EXISTS (${OVERDUE_INVOICE}) THEN 'past_due'
    ELSE 'active' END`

export const COLUMNS = `
  s.id, s.client_id, s.name, s.state, ${STATUS} AS status, s.currency, s.amount, s.quantity, s.interval,
  s.interval_count, s.started_at, s.trial_ends_at, s.period_start, s.period_end, s.period_anchor, s.paused_at,
  s.resume_at, s.cancelled_at, s.cancellation_reason, s.ends_at, s.paused_by, s.cancelled_by, s.invoiced_until,
  s.created_at, s.updated_at`

/** Parameters of STATUS. */
export const statusParams = (now: string) => ({ now, today: dateOf(now) })

const OWNER = 'SELECT client_id FROM subscriptions WHERE id = :id'

export const subscriptionOwnership: Ownership = {
  resource: 'Subscription',
  ownerOf: async (queries, id) => (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id,
}

const OWN = `SELECT ${COLUMNS} FROM subscriptions s WHERE s.client_id = :client_id AND s.id = :id`

const SUBSCRIPTION = `SELECT ${COLUMNS} FROM subscriptions s WHERE s.id = :id`

const CLIENT = `
  SELECT 1 FROM clients WHERE id = (SELECT client_id FROM subscriptions WHERE id = :id) FOR SHARE`

const LOCK = 'SELECT 1 FROM subscriptions WHERE id = :id FOR NO KEY UPDATE'

/** Keeps a subscription and its client as they are until the transaction ends. Call it before a subscription is read to bill it. */
export async function lockSubscription(queries: Queries, id: number): Promise<void> {
  await Promise.all([queries.lock(CLIENT, { id }), queries.lock(LOCK, { id })])
}

export interface Change {
  id: number
  /** The client of the request. */
  client_id: number
  now: string
  /** Who makes the change. */
  by: Actor
}

/** Throws 404, 403, 422 if `resume_at` is out of range, then 422 unless active. */
export const pauseSubscription = (
  queries: Queries,
  { resume_at, ...change }: Change & { resume_at: string | null | undefined },
): Promise<Subscription> =>
  changeRow(queries, change, row => pause(row, change.now, parseResumeAt(resume_at, change.now), change.by))

/** Throws 404, 403, and 422 unless paused, and if the operator paused it and a client resumes it. */
export const resumeSubscription = (queries: Queries, change: Change): Promise<Subscription> =>
  changeRow(queries, change, row => resume(row, change.now, change.by))

/** Throws 404, 403, and 422 if already cancelled. */
export const cancelSubscription = (
  queries: Queries,
  { reason, ...change }: Change & { reason: string | null | undefined },
): Promise<Subscription> => changeRow(queries, change, row => cancel(row, change.now, reason ?? null, change.by))

const STORE = `
  UPDATE subscriptions AS s SET state = :state, period_start = :period_start, period_end = :period_end,
    period_anchor = :period_anchor, paused_at = :paused_at, resume_at = :resume_at, cancelled_at = :cancelled_at,
    cancellation_reason = :cancellation_reason, ends_at = :ends_at, paused_by = :paused_by, cancelled_by = :cancelled_by,
    invoiced_until = :invoiced_until, updated_at = :updated_at
  WHERE s.client_id = :client_id AND s.id = :id`

/** Changes the row only if it is still as it was when the change was computed. */
const STORE_UNCHANGED = `${STORE} AND ${STATUS} = :was_status AND s.state = :was_state AND s.period_end = :was_period_end
    AND s.period_anchor = :was_period_anchor AND s.updated_at = :was_updated_at
    AND s.paused_at IS NOT DISTINCT FROM :was_paused_at AND s.resume_at IS NOT DISTINCT FROM :was_resume_at
    AND s.paused_by IS NOT DISTINCT FROM :was_paused_by AND s.invoiced_until IS NOT DISTINCT FROM :was_invoiced_until`

/** Losing this many races in a row means that something else is wrong. */
const MAX_ATTEMPTS = 5

/** Computes the new values from the current row and stores them. Starts again if another request has changed the row meanwhile. */
async function changeRow(
  queries: Queries,
  { id, client_id, now }: Change,
  next: (row: SubscriptionRow) => Lifecycle,
): Promise<Subscription> {
  const read = () => queries.one<SubscriptionRow>(OWN, { client_id, id, ...statusParams(now) })
  let row = await assertFound(await read(), subscriptionOwnership, queries, id, client_id)
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [isStored, stored] = await Promise.all([storeIfUnchanged(queries, row, next(row), now), read()])
    if (!stored) throw new Error(`Subscription ${id} was deleted`)
    if (isStored) return toSubscription(stored, now)
    row = stored
  }
  throw unavailable()
}

/** @returns false if the row has changed since it was read */
async function storeIfUnchanged(
  queries: Queries,
  row: SubscriptionRow,
  next: Lifecycle,
  now: string,
): Promise<boolean> {
  const params = { ...newValues(next), ...oldValues(row), ...statusParams(now), client_id: row.client_id, id: row.id }
  return (await queries.run(STORE_UNCHANGED, params)) > 0
}

/**
 * Stores the new values of a subscription that lockSubscription() has locked. Only its status may have changed since it was read:
 * it also depends on the payments of its invoices.
 */
export async function storeLocked(queries: Queries, row: SubscriptionRow, next: Lifecycle): Promise<void> {
  await queries.run(STORE, { ...newValues(next), client_id: row.client_id, id: row.id })
}

/** The subscription of any client. */
export const findSubscription = (queries: Queries, id: number, now: string): Promise<SubscriptionRow | undefined> =>
  queries.one<SubscriptionRow>(SUBSCRIPTION, { id, ...statusParams(now) })

const newValues = (next: Lifecycle): Record<string, Param> => ({
  state: next.state,
  period_start: next.period_start,
  period_end: next.period_end,
  period_anchor: next.period_anchor,
  paused_at: next.paused_at,
  resume_at: next.resume_at,
  cancelled_at: next.cancelled_at,
  cancellation_reason: next.cancellation_reason,
  ends_at: next.ends_at,
  paused_by: next.paused_by,
  cancelled_by: next.cancelled_by,
  invoiced_until: next.invoiced_until,
  updated_at: next.updated_at,
})

const oldValues = (row: CurrentLifecycle): Record<string, Param> => ({
  was_status: row.status,
  was_state: row.state,
  was_period_end: row.period_end,
  was_period_anchor: row.period_anchor,
  was_updated_at: row.updated_at,
  was_paused_at: row.paused_at,
  was_resume_at: row.resume_at,
  was_paused_by: row.paused_by,
  was_invoiced_until: row.invoiced_until,
})

export function toSubscription(row: SubscriptionRow, now: string): Subscription {
  const current = bringUpToDate(row, now)
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
