import type { Queries } from '../database/database.ts'
import { insertForId } from '../database/insert-row.ts'
import { Refused } from '../domain/refused.ts'
import type { Subscription } from '../generated/schemas.gen.ts'
import { type Cycle, periodAt } from './periods.ts'

/** How the invoices of `tick` are taxed. */
export interface SubscriptionTax {
  /** Hundredths of a percent. */
  tax_rate: number
  tax_category: string
  tax_exemption_reason: string | null
}

export interface NewSubscription extends Pick<Subscription, 'name' | 'currency' | 'quantity' | 'trial_ends_at'> {
  client_id: number
  /** Minor units. */
  amount: number
  interval: Subscription['interval']
  interval_count: number
  /** Start of the first period or of the trial. */
  started_at: string
  /** Null: the operator issues the invoices. */
  tax: SubscriptionTax | null
  /** The first period that `tick` invoices begins here or later; null for the period that is current now, or the end of the trial. */
  invoice_from: string | null
  external_ref: string | null
}

const SAME_KEY = 'SELECT id FROM subscriptions WHERE external_ref = :external_ref'

/** Call it in a transaction. Throws Refused. @returns its id */
export async function addSubscription(
  queries: Queries,
  { tax, invoice_from, ...subscription }: NewSubscription,
  now: string,
): Promise<number> {
  const { started_at, trial_ends_at, external_ref } = subscription
  if (started_at > now) throw new Refused(`The start ${started_at} is in the future`)
  if (trial_ends_at !== null && trial_ends_at <= started_at) {
    throw new Refused(`The trial ends at ${trial_ends_at}, which is not after the start ${started_at}`)
  }
  const same = external_ref === null ? undefined : await queries.one<{ id: number }>(SAME_KEY, { external_ref })
  if (same) throw new Refused(`Subscription ${same.id} already has the external reference ${external_ref}`)
  const cycle = firstPeriod(subscription)
  const current = periodAt(cycle, now)
  const invoiced_until =
    tax && (invoice_from ?? (trial_ends_at !== null && trial_ends_at > now ? trial_ends_at : current.period_start))
  return insertForId(queries, 'subscriptions', {
    ...subscription,
    ...tax,
    state: trial_ends_at === null ? 'active' : 'trialing',
    period_start: cycle.period_start,
    period_end: cycle.period_end,
    period_anchor: cycle.period_anchor,
    invoiced_until,
    created_at: now,
    updated_at: now,
  })
}

function firstPeriod({
  started_at,
  trial_ends_at,
  interval,
  interval_count,
}: Omit<NewSubscription, 'tax' | 'invoice_from'>): Cycle {
  const length = { interval, interval_count }
  if (trial_ends_at !== null) {
    return { ...length, period_start: started_at, period_end: trial_ends_at, period_anchor: trial_ends_at }
  }
  const start = { ...length, period_start: started_at, period_end: started_at, period_anchor: started_at }
  return { ...start, period_end: periodAt(start, started_at).period_end }
}
