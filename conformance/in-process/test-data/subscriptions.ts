import type { Queries } from '../../../server/database/database.ts'
import { insertInto, type Row } from '../../../server/database/insert-row.ts'
import { ACME, BJORN, ownerOf } from './clients.ts'
import { textOf } from './text.ts'

const NOVEMBER = { period_start: '2026-11-01T00:00:00Z', period_end: '2026-12-01T00:00:00Z' }

/** The first period of a trial is the trial. */
const trial = (start: string, end: string): Row => ({
  state: 'trialing',
  trial_ends_at: end,
  period_start: start,
  period_end: end,
  period_anchor: end,
})

const paused = (paused_at: string, resume_at: string | null = null): Row => ({ state: 'paused', paused_at, resume_at })

const cancelled = (cancellation_reason: string | null): Row => ({
  state: 'cancelled',
  cancelled_at: '2026-11-18T16:20:05Z',
  ends_at: '2026-12-01T00:00:00Z',
  cancellation_reason,
})

/** Referenced by an overdue invoice, and by one whose last payment failed. */
export const OVERDUE = 134
export const UNPAID = 135

/** The smallest id that an invoice can refer to: a cancelled subscription, so that a list up to it is empty. */
export const LEAST_ID = 1

/** Newest last. Cancelled subscriptions are listed only with a filter. */
const SUBSCRIPTIONS: readonly Row[] = [
  { id: LEAST_ID, name: 'First of all', ...cancelled('.') },
  { id: 120, client_id: BJORN, name: 'Domæner' },
  { id: 121, client_id: BJORN, name: 'Prøve', ...trial('2026-11-20T00:00:00Z', '2026-12-20T00:00:00Z') },
  { id: 122, client_id: BJORN, name: 'Pause', ...paused('2026-11-10T10:00:00Z') },
  { id: 123, client_id: BJORN, name: 'Opsagt', ...cancelled(null) },
  { id: 124, name: 'Licence, three years', interval: 'year', interval_count: 3, ...period('2025-03-01', '2028-03-01') },
  { id: 125, name: 'No reason', ...cancelled(null) },
  { id: 139, name: 'Many reasons', ...cancelled(textOf(1000)) },
  // The trial ends six hours after noon.
  { id: 126, name: 'Trial', ...trial('2026-11-08T18:00:00Z', '2026-11-22T18:00:00Z') },
  // Its trial and the stored period are over; the current period follows from it. The last day of a month is not always the 31st.
  {
    id: 127,
    name: 'Month ends',
    trial_ends_at: '2026-07-31T00:00:00Z',
    ...period('2026-07-31', '2026-08-31'),
    started_at: '2026-07-17T00:00:00Z',
  },
  { id: 128, name: 'Every fortnight', interval: 'week', interval_count: 2, ...period('2026-11-12', '2026-11-26') },
  { id: 129, name: 'Free of charge', amount: 0, interval: 'day', ...period('2026-11-22', '2026-11-23') },
  { id: 130, name: 'ホスティング', currency: 'JPY', amount: 980, quantity: 3 },
  { id: 131, name: 'Paused for good', ...paused('2026-11-15T08:41:12Z') },
  // Resumes an hour after noon.
  { id: 132, name: 'Back in an hour', ...paused('2026-11-20T13:00:00Z', '2026-11-22T13:00:00Z') },
  { id: 133, name: 'Back in summer', ...paused('2026-11-21T00:00:00Z', '2027-06-01T00:00:00Z') },
  { id: OVERDUE, name: 'Overdue' },
  { id: UNPAID, name: 'Card refused' },
  { id: 136, name: 'Mail' },
  { id: 137, name: 'Backup', quantity: 12, amount: 799 },
  { id: 138, name: 'Hosting', started_at: '2025-05-17T10:00:00Z' },
]

/** Ids around those of the demo data, 31 to 35. */
const OLDER = [...idsFrom(2, 30), ...idsFrom(36, 119)]

export async function seedSubscriptions(queries: Queries): Promise<void> {
  for (const [index, id] of OLDER.entries()) await seedSubscription(queries, { id, client_id: ownerOf(index) })
  for (const row of SUBSCRIPTIONS) await seedSubscription(queries, row)
}

async function seedSubscription(queries: Queries, row: Row): Promise<void> {
  const start = row.period_start ?? NOVEMBER.period_start
  const started = row.started_at ?? start
  await insertInto(queries, 'subscriptions', {
    client_id: ACME,
    name: `Mailbox ${row.id}`,
    state: 'active',
    currency: 'EUR',
    amount: 250,
    quantity: 1,
    interval: 'month',
    interval_count: 1,
    started_at: started,
    ...NOVEMBER,
    period_anchor: start,
    created_at: started,
    updated_at: row.cancelled_at ?? row.paused_at ?? start,
    ...row,
  })
}

function period(start: string, end: string): Row {
  return { period_start: `${start}T00:00:00Z`, period_end: `${end}T00:00:00Z` }
}

function idsFrom(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
