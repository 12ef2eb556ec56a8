import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import type { SubscriptionTax } from './add.ts'
import { duePeriods } from './due-periods.ts'
import { bringUpToDate } from './lifecycle.ts'
import { findSubscription, type SubscriptionRow } from './store.ts'

const PRICE = 'SELECT tax_rate, tax_category, tax_exemption_reason FROM subscriptions WHERE id = :id'

const CHANGE = `
  UPDATE subscriptions SET name = :name, amount = :amount, quantity = :quantity, tax_rate = :tax_rate,
    tax_category = :tax_category, tax_exemption_reason = :tax_exemption_reason, invoiced_until = :invoiced_until,
    updated_at = :now
  WHERE id = :id`

export interface SubscriptionChange {
  name?: string
  /** Minor units. */
  amount?: number
  quantity?: number
  tax?: SubscriptionTax
}

/**
 * Changes what the next invoice shows. Periods are invoiced in advance, so the change applies from the next period. Call it in a
 * transaction, with lockSubscription() before. Throws Refused.
 */
export async function changeSubscription(
  queries: Queries,
  id: number,
  { tax, ...change }: SubscriptionChange,
  now: string,
): Promise<void> {
  const row = await findSubscription(queries, id, now)
  if (!row) throw new Refused(`There is no subscription ${id}; "clustrix subscription list" shows all`)
  if (row.status === 'cancelled') throw new Refused(`Subscription ${id} is cancelled`)
  const [due] = duePeriods(row, now)
  if (due) {
    throw new Refused(
      `Subscription ${id} has not been invoiced for the period from ${due.period_start}; run "clustrix tick" first`,
    )
  }
  const stored = await queries.one<Record<keyof SubscriptionTax, string | number | null>>(PRICE, { id })
  const { name, amount, quantity } = { ...row, ...change }
  const invoiced_until = row.invoiced_until ?? (tax ? firstInvoiced(row, now) : null)
  await queries.run(CHANGE, { id, now, ...stored, ...tax, name, amount, quantity, invoiced_until })
}

/** `tick` invoices from the period after the current one, which the operator has invoiced. */
const firstInvoiced = (row: SubscriptionRow, now: string): string => bringUpToDate(row, now).period_end
