import type { Queries } from '../database/database.ts'
import type { SubscriptionTax } from './add.ts'

const DUE = `
  SELECT s.id FROM subscriptions s WHERE s.id > :after
    AND ((s.state = 'active' AND (s.period_end <= :now OR s.invoiced_until <= :now))
      OR (s.state = 'trialing' AND s.trial_ends_at <= :now) OR (s.state = 'paused' AND s.resume_at <= :now))
  ORDER BY s.id LIMIT :limit`

/** Ids of subscriptions that time has changed, or that have a period to invoice. */
export const dueSubscriptions = async (
  queries: Queries,
  page: { after: number; now: string; limit: number },
): Promise<number[]> => (await queries.all<{ id: number }>(DUE, page)).map(({ id }) => id)

const TAX = 'SELECT tax_rate, tax_category, tax_exemption_reason FROM subscriptions WHERE id = :id'

/** Undefined if the operator issues the invoices. */
export async function taxOf(queries: Queries, id: number): Promise<SubscriptionTax | undefined> {
  const row = await queries.one<{ [Key in keyof SubscriptionTax]: SubscriptionTax[Key] | null }>(TAX, { id })
  if (!row || row.tax_rate === null || row.tax_category === null) return undefined
  return { tax_rate: row.tax_rate, tax_category: row.tax_category, tax_exemption_reason: row.tax_exemption_reason }
}
