import type { Queries } from '../database/database.ts'
import { formatRate } from '../domain/money.ts'
import { Refused } from '../domain/refused.ts'
import type { Subscription } from '../generated/schemas.gen.ts'
import type { SubscriptionTax } from './add.ts'
import type { Actor } from './lifecycle.ts'
import { COLUMNS, STATUS, type SubscriptionRow, statusParams, toSubscription } from './store.ts'

/** What an operator sees of a subscription. */
export type ShownSubscription = Subscription & {
  client_id: number
  paused_by: Actor | null
  cancelled_by: Actor | null
  tax_rate: string | null
  tax_category: string | null
  tax_exemption_reason: string | null
  /** The start of the next period that `tick` invoices. */
  invoiced_until: string | null
  external_ref: string | null
}

const SHOWN = `${COLUMNS}, s.tax_rate, s.tax_category, s.tax_exemption_reason, s.external_ref`

const ONE = `SELECT ${SHOWN} FROM subscriptions s WHERE s.id = :id`

const PAGE = `
  SELECT ${SHOWN} FROM subscriptions s WHERE s.id < :before AND ${STATUS} = coalesce(:status, ${STATUS})
  ORDER BY s.id DESC LIMIT :limit`

const PAGE_OF_CLIENT = `
  SELECT ${SHOWN} FROM subscriptions s
  WHERE s.client_id = :client_id AND s.id < :before AND ${STATUS} = coalesce(:status, ${STATUS})
  ORDER BY s.id DESC LIMIT :limit`

type ShownRow = SubscriptionRow & { [Key in keyof SubscriptionTax]: SubscriptionTax[Key] | null } & {
  external_ref: string | null
}

/** Throws Refused. */
export async function showSubscription(queries: Queries, id: number, now: string): Promise<ShownSubscription> {
  const row = await queries.one<ShownRow>(ONE, { id, ...statusParams(now) })
  if (!row) throw new Refused(`There is no subscription ${id}; "clustrix subscription list" shows all`)
  return toShown(row, now)
}

/** Subscriptions of all clients or of one, newest first. */
export async function browseSubscriptions(
  queries: Queries,
  { client_id, status, ...page }: { client_id?: number; status: string | null; before: number; limit: number },
  now: string,
): Promise<ShownSubscription[]> {
  const params = { ...page, status, ...statusParams(now) }
  const rows =
    client_id === undefined
      ? await queries.all<ShownRow>(PAGE, params)
      : await queries.all<ShownRow>(PAGE_OF_CLIENT, { ...params, client_id })
  return rows.map(row => toShown(row, now))
}

const toShown = (row: ShownRow, now: string): ShownSubscription => ({
  client_id: row.client_id,
  ...toSubscription(row, now),
  paused_by: row.paused_by,
  cancelled_by: row.cancelled_by,
  tax_rate: row.tax_rate === null ? null : formatRate(row.tax_rate),
  tax_category: row.tax_category,
  tax_exemption_reason: row.tax_exemption_reason,
  invoiced_until: row.invoiced_until,
  external_ref: row.external_ref,
})
