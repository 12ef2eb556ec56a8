import { dateOf, instant, later, skew } from './instants.ts'
import type { Subscription } from './rows.ts'
import type { ScenarioApi } from './scenario.ts'

/** The statuses in which one period follows the other. */
export const AWAKE: readonly string[] = ['active', 'past_due']

/** Fails unless now lies in the current period. */
export function holdsNow(
  api: ScenarioApi,
  { id, current_period_start: start, current_period_end: end }: Subscription,
): void {
  const [from, to] = [Date.parse(start) - skew(api), Date.parse(end) + skew(api)]
  const now = api.now()
  api.check(from <= now && now < to, `the period of ${id} should hold ${instant(now)}, not be ${start} to ${end}`)
}

/** The date of the period's end; of a pause with an end, moved by its length; none of an open pause or a cancelled one. */
export function nextInvoiceDate(row: Subscription): string | null {
  const { status, current_period_end: end, paused_at, resume_at } = row
  if (status === 'cancelled') return null
  if (status !== 'paused') return dateOf(end)
  if (resume_at === null || paused_at === null) return null
  return dateOf(later(end, Date.parse(resume_at) - Date.parse(paused_at)))
}
