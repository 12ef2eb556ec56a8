import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { operationOf } from './build/operations.ts'
import { params, sql } from './build/sql.ts'
import { always, text, value } from './build/values.ts'

const STORE = 'UPDATE subscriptions AS s SET state = :state'
const CHANGES = ['pauseSubscription', 'resumeSubscription', 'cancelSubscription'] as const
const DAY = 24 * 60 * 60 * 1000
const HOUR = 60 * 60 * 1000

const shifted = (ms: number) => (time: unknown) =>
  typeof time === 'string' ? `${new Date(Date.parse(time) + ms).toISOString().slice(0, 19)}Z` : null

/** Part of the statements that read a subscription before a change and that store the change. */
const OF_ONE = 'WHERE s.client_id = :client_id AND s.id = :id'

const STORED_PERIOD = 'SELECT period_start AS start, period_end AS "end" FROM subscriptions WHERE id = :id'

export const subscriptions: readonly ServerMutant[] = [
  params('does not move the period after a pause', STORE, given =>
    given.was_status === 'paused' && given.state === 'active'
      ? { period_end: given.was_period_end, period_anchor: given.was_period_anchor }
      : {},
  ),
  params('moves the period by whole days', STORE, given => {
    if (given.was_status !== 'paused' || given.state !== 'active') return {}
    const moved = Date.parse(String(given.period_end)) - Date.parse(String(given.was_period_end))
    const end = shifted(Math.ceil(moved / DAY) * DAY)(given.was_period_end)
    return { period_end: end, period_anchor: end }
  }),
  params('counts later periods from the end of a pause of two seconds', STORE, given =>
    given.was_status === 'paused' && given.state === 'active' ? { period_anchor: given.period_end } : {},
  ),
  params('starts a new period after a pause', STORE, given =>
    given.was_status === 'paused' && given.state === 'active' ? { period_start: given.updated_at } : {},
  ),
  params('cancels immediately although the period is paid', STORE, ({ state, updated_at }) =>
    state === 'cancelled' ? { ends_at: updated_at } : {},
  ),
  params('cancels a trial at the end of its period', STORE, ({ state, was_status, period_end }) =>
    state === 'cancelled' && was_status === 'trialing' ? { ends_at: period_end } : {},
  ),
  params('cancels a paused subscription at the end of its period', STORE, ({ state, was_status, period_end }) =>
    state === 'cancelled' && was_status === 'paused' ? { ends_at: period_end } : {},
  ),
  params('cancels a day after the end of the period', STORE, given =>
    given.state === 'cancelled' ? { ends_at: shifted(DAY)(given.ends_at) } : {},
  ),
  params('resumes an hour late', STORE, ({ resume_at }) => ({ resume_at: shifted(HOUR)(resume_at) })),
  params('does not update updated_at', STORE, ({ was_updated_at }) => ({ updated_at: was_updated_at })),
  params('pauses from the start of the period', STORE, ({ state, period_start }) =>
    state === 'paused' ? { paused_at: period_start } : {},
  ),
  sql('pauses past due subscriptions', [`THEN 'past_due'`, `THEN 'active'`, OF_ONE]),
  sql('pauses trials', [`THEN 'trialing'`, `THEN 'active'`, OF_ONE]),
  sql('shows a trial as active', [`THEN 'trialing'`, `THEN 'active'`]),
  sql('shows a paused subscription with resume_at as active', [
    '(s.resume_at IS NULL OR s.resume_at > :now)',
    `s.resume_at IS NULL AND :now <> ''`,
  ]),
  {
    name: 'cancels cancelled subscriptions again',
    fetch: fetch => async request => {
      const response = await fetch(request)
      if (operationOf(request) !== 'cancelSubscription' || response.status !== 422) return response
      const { code } = (await response.clone().json()) as { code: string }
      if (code !== 'invalid_state') return response
      const url = new URL('/api/v1/subscriptions?status=cancelled&per_page=100', request.url)
      const list = await fetch(
        new Request(url, { headers: { authorization: request.headers.get('authorization') ?? '' } }),
      )
      const { data } = (await list.json()) as { data: { id: number }[] }
      const row = data.find(({ id }) => request.url.includes(`/${id}/`))
      return new Response(JSON.stringify({ data: row }), { status: 200, headers: response.headers })
    },
  },
  value(
    'bills a cancelled subscription',
    'cancelSubscription',
    'data.next_invoice_date',
    (_, { current_period_end: end }) => dateOf(end),
  ),
  value(
    'bills a paused subscription at the end of its period',
    ['pauseSubscription', 'listSubscriptions'],
    'data.next_invoice_date',
    (_, { current_period_end: end }) => dateOf(end),
  ),
  value(
    'sends no next invoice date for a pause with an end',
    'pauseSubscription',
    'data.next_invoice_date',
    always(null),
  ),
  value(
    'bills a day early',
    'listSubscriptions',
    'data.*.next_invoice_date',
    text(date => dateOf(shifted(-DAY)(date))),
  ),
  value('shows a resumed subscription as paused', 'resumeSubscription', 'data.status', always('paused')),
  value(
    'keeps paused_at after a resumption',
    'resumeSubscription',
    'data.paused_at',
    (_, { updated_at }) => updated_at,
  ),
  value('returns the status before a change', CHANGES, 'data.status', always('active')),
  value('ends a period a second early', 'listSubscriptions', 'data.*.current_period_end', shifted(-1000)),
  value(
    'shows the first period',
    'listSubscriptions',
    'data.*.current_period_start',
    (_, { started_at }) => started_at,
  ),
  value('treats a month as 30 days', 'listSubscriptions', 'data.*.current_period_end', (end, row) =>
    row.interval === 'month' ? shifted(30 * DAY)(row.current_period_start) : end,
  ),
  {
    name: 'never starts a new period',
    fetch:
      (fetch, { database }) =>
      async request => {
        const response = await fetch(request)
        if (operationOf(request) !== 'listSubscriptions' || !response.ok) return response
        const page = (await response.json()) as { data: Record<string, number | string>[] }
        for (const row of page.data) {
          const stored = await database.one<{ start: string; end: string }>(STORED_PERIOD, { id: Number(row.id) })
          row.current_period_start = stored?.start ?? ''
          row.current_period_end = stored?.end ?? ''
        }
        return new Response(JSON.stringify(page), response)
      },
  },
  value('shows the price of all units', 'listSubscriptions', 'data.*.amount', (amount, { quantity }) =>
    (Number(amount) * Number(quantity)).toFixed(String(amount).split('.')[1]?.length ?? 0),
  ),
]

function dateOf(time: unknown): string {
  return String(time).slice(0, 10)
}
