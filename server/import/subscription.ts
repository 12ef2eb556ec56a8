import { parseMoney, parseRate } from '../domain/money.ts'
import type { ImportSubscription } from '../generated/import.gen.ts'
import { type CheckedRow, namesOfGiven } from './checked.ts'
import type { Problems } from './problems.ts'

const LONGEST_INTERVAL = 366

export function checkSubscription(given: ImportSubscription, place: string, problems: Problems): CheckedRow {
  const { id = null, external_ref: ref = null, status } = given
  if (id === null && ref === null) problems.add(`${place}, external_ref`, 'an id or an external_ref is required')
  const state = status === 'past_due' ? 'active' : status
  const created_at = given.created_at ?? given.started_at
  const columns = {
    name: given.name,
    state,
    currency: given.currency,
    amount: problems.attempt(`${place}, amount`, () => parseMoney(given.amount, given.currency)) ?? 0,
    quantity: given.quantity ?? 1,
    interval: given.interval,
    interval_count: given.interval_count ?? 1,
    started_at: given.started_at,
    trial_ends_at: given.trial_ends_at ?? null,
    period_start: given.current_period_start,
    period_end: given.current_period_end,
    period_anchor:
      given.period_anchor ??
      (state === 'trialing' && given.trial_ends_at ? given.trial_ends_at : given.current_period_start),
    paused_at: given.paused_at ?? null,
    resume_at: given.resume_at ?? null,
    cancelled_at: given.cancelled_at ?? null,
    cancellation_reason: given.cancellation_reason ?? null,
    ends_at: given.ends_at ?? null,
    external_ref: ref,
    tax_rate: given.tax_rate
      ? (problems.attempt(`${place}, tax_rate`, () => rateOf(given.tax_rate ?? '')) ?? null)
      : null,
    tax_category: given.tax_category ?? null,
    tax_exemption_reason: given.tax_exemption_reason ?? null,
    paused_by: given.paused_by ?? null,
    cancelled_by: given.cancelled_by ?? null,
    invoiced_until: given.invoiced_until ?? null,
    created_at,
    updated_at: given.updated_at ?? created_at,
  }
  checkState(columns, place, problems)
  return {
    kind: 'subscriptions',
    place,
    id,
    ref,
    name: null,
    parent: null,
    date: created_at,
    content: {
      columns,
      // All others change while the subscription runs.
      given: namesOfGiven({ name: given.name, currency: given.currency, started_at: given.started_at }),
      client: { id: given.client_id ?? null, ref: given.client_ref ?? null },
      subscription: null,
      user: null,
      parts: [],
      taxes: [],
      expected: null,
    },
  }
}

/** Hundredths of a percent, at most 100 percent. Throws RangeError. */
export function rateOf(text: string): number {
  const rate = parseRate(text)
  if (rate > 10_000) throw new RangeError(`${text} is more than 100 percent`)
  return rate
}

interface Times {
  state: string
  interval_count: number
  period_start: string
  period_end: string
  period_anchor: string
  trial_ends_at: string | null
  paused_at: string | null
  resume_at: string | null
  cancelled_at: string | null
  cancellation_reason: string | null
  ends_at: string | null
}

function checkState(row: Times, place: string, problems: Problems): void {
  const { state } = row
  const check = (field: string, isRight: boolean, message: string) => {
    if (!isRight) problems.add(`${place}, ${field}`, message)
  }
  check('interval_count', row.interval_count <= LONGEST_INTERVAL, `is more than ${LONGEST_INTERVAL}`)
  check('current_period_end', row.period_start <= row.period_end, 'is before current_period_start')
  const trialEnd = row.trial_ends_at
  check('trial_ends_at', state !== 'trialing' || trialEnd !== null, 'is required for a trial')
  check(
    'current_period_end',
    state !== 'trialing' || row.period_end === trialEnd,
    'must be trial_ends_at during a trial',
  )
  check('period_anchor', state !== 'trialing' || row.period_anchor === trialEnd, 'must be trial_ends_at during a trial')
  const only = (field: string, value: string | null, when: string) =>
    check(field, value === null || state === when, `is only for a ${when} subscription`)
  const always = (field: string, value: string | null, when: string) =>
    check(field, value !== null || state !== when, `is required for a ${when} subscription`)
  for (const field of ['paused_at', 'resume_at'] as const) only(field, row[field], 'paused')
  always('paused_at', row.paused_at, 'paused')
  for (const field of ['cancelled_at', 'ends_at'] as const) always(field, row[field], 'cancelled')
  for (const field of ['cancelled_at', 'ends_at', 'cancellation_reason'] as const) only(field, row[field], 'cancelled')
}
