import type { Subscription } from './rows.ts'
import type { ScenarioApi } from './scenario.ts'
import { dateOf, later, skew, toIsoSeconds } from './times.ts'

/** The statuses in which periods follow one another. */
export const RUNNING_STATUSES: readonly string[] = ['active', 'past_due']

/** Fails unless the current period contains the current time. */
export function expectCurrentPeriod(
  api: ScenarioApi,
  { id, current_period_start: start, current_period_end: end }: Subscription,
): void {
  const [from, to] = [Date.parse(start) - skew(api), Date.parse(end) + skew(api)]
  const now = api.now()
  api.check(
    from <= now && now < to,
    `the period of ${id} should contain ${toIsoSeconds(now)}, but is ${start} to ${end}`,
  )
}

/** The end of the period as a date, moved by the length of a pause that has an end; null for other pauses and cancelled ones. */
export function nextInvoiceDate(row: Subscription): string | null {
  const { status, current_period_end: end, paused_at, resume_at } = row
  if (status === 'cancelled') return null
  if (status !== 'paused') return dateOf(end)
  if (resume_at === null || paused_at === null) return null
  return dateOf(later(end, Date.parse(resume_at) - Date.parse(paused_at)))
}
