import { findClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { insertInto } from '../database/insert-row.ts'
import { addDays } from '../domain/dates.ts'
import { formatMoney, parseQuantity, parseUnitPrice } from '../domain/money.ts'
import { dateOf } from '../domain/time.ts'
import { type IssueTerms, issueInvoice } from '../invoices/issue.ts'
import type { NewLine } from '../invoices/priced.ts'
import type { SubscriptionTax } from '../subscriptions/add.ts'
import { taxOf } from '../subscriptions/due.ts'
import { duePeriods } from '../subscriptions/due-periods.ts'
import { bringUpToDate } from '../subscriptions/lifecycle.ts'
import type { Period } from '../subscriptions/periods.ts'
import { findSubscription, lockSubscription, type SubscriptionRow, storeLocked } from '../subscriptions/store.ts'

/** One transaction with this many invoices stays short. */
const MAX_PERIODS = 20

export interface Billed {
  /** Ids of the invoices. */
  invoices: number[]
  hasChanged: boolean
  /** Whether there are more periods to invoice. */
  hasMore: boolean
}

/**
 * Issues the invoices of the periods that have begun, and stores what time has changed: the end of a trial or pause, and the current
 * period, exactly as requests see them. Call it in a transaction. Throws Refused.
 * @param termsOf called if there is a period to invoice
 */
export async function billSubscription(
  queries: Queries,
  id: number,
  now: string,
  termsOf: () => Promise<IssueTerms>,
): Promise<Billed> {
  await lockSubscription(queries, id)
  const row = await findSubscription(queries, id, now)
  const tax = row && (await taxOf(queries, id))
  if (!row) return { invoices: [], hasChanged: false, hasMore: false }
  const invoices: number[] = []
  let { invoiced_until } = row
  let hasMore = false
  for (const period of tax ? duePeriods(row, now) : []) {
    if (invoices.length === MAX_PERIODS) {
      hasMore = true
      break
    }
    // What costs nothing gets no invoice.
    if (tax && row.amount > 0) invoices.push(await invoicePeriod(queries, row, tax, period, await termsOf()))
    invoiced_until = period.period_end
  }
  const current = bringUpToDate(row, now)
  const next = { ...current, invoiced_until: latest(current.invoiced_until, invoiced_until) }
  const hasChanged =
    next.invoiced_until !== row.invoiced_until || next.period_start !== row.period_start || next.state !== row.state
  if (hasChanged) await storeLocked(queries, row, next)
  return { invoices, hasChanged, hasMore }
}

async function invoicePeriod(
  queries: Queries,
  row: SubscriptionRow,
  tax: SubscriptionTax,
  period: Period,
  terms: IssueTerms,
): Promise<number> {
  const client = await findClient(queries, row.client_id)
  if (!client) throw new Error(`Subscription ${row.id} has no client`)
  const { currency } = row
  const line: NewLine = {
    description: row.name,
    quantity: parseQuantity(String(row.quantity)),
    unit_price: parseUnitPrice(formatMoney(row.amount, currency), currency),
    discount: 0,
    tax_rate: tax.tax_rate,
    tax_category: tax.tax_category,
    exemption_reason: tax.tax_exemption_reason,
    ...daysOf(period),
    subscription_id: row.id,
  }
  const dates = { issue_date: null, due_date: null }
  const printed = { po_number: null, notes: null, subscription_id: row.id }
  const invoice_id = await issueInvoice(queries, client, { currency, ...dates, ...printed, lines: [line] }, terms)
  // The key of this table keeps a period from being invoiced twice.
  await insertInto(queries, 'billed_periods', {
    client_id: client.id,
    subscription_id: row.id,
    period_start: period.period_start,
    invoice_id,
  })
  return invoice_id
}

/** The first and the last day of a period. The day on which the next period begins belongs to that one. */
function daysOf({ period_start, period_end }: Period): { period_start: string; period_end: string } {
  const first = dateOf(period_start)
  const last = addDays(dateOf(period_end), -1)
  if (last < first) return { period_start: first, period_end: first }
  return { period_start: first, period_end: last }
}

const latest = (a: string | null, b: string | null): string | null => ((a ?? '') > (b ?? '') ? a : b)
