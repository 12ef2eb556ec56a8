import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { params, sql } from './build/sql.ts'
import { text, value } from './build/values.ts'

const DAY = 24 * 60 * 60 * 1000
const toIsoSeconds = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** Time-dependent changes that do not happen, or happen at the wrong time. */
export const time: readonly ServerMutant[] = [
  {
    name: 'reads the clock once',
    deps: ({ clock }) => {
      const started = clock.now()
      return { clock: { now: () => started } }
    },
  },
  { name: 'runs an hour late', deps: ({ clock }) => ({ clock: { now: () => clock.now() - DAY / 24 } }) },
  sql('stays paused after resume_at', ['(s.resume_at IS NULL OR s.resume_at > :now)', `:now <> ''`]),
  sql('resumes a second late', ['s.resume_at > :now', 's.resume_at >= :now']),
  sql('resumes at the end of the day', ['s.resume_at > :now', `substr(s.resume_at, 1, 10) >= substr(:now, 1, 10)`]),
  sql('stays in the trial', ['s.trial_ends_at > :now', `s.trial_ends_at <> ''`]),
  sql('never closes resolved tickets', ['t.resolved_at <= :closing', `t.resolved_at < '' || substr(:closing, 1, 0)`]),
  params('closes tickets after 8 days', 't.resolved_at <= :closing', later('closing', -DAY)),
  params('closes tickets after 6 days', 't.resolved_at <= :closing', later('closing', DAY)),
  sql('closes tickets a second late', ['t.resolved_at <= :closing', 't.resolved_at < :closing']),
  sql('marks invoices overdue a day late', ['i.due_date < :today THEN', `date(i.due_date, '+1 day') < :today THEN`]),
  sql('marks invoices overdue on the due date', ['i.due_date < :today THEN', 'i.due_date <= :today THEN']),
  sql('never marks invoices overdue', ['i.due_date < :today THEN', `i.due_date < '' || substr(:today, 1, 0) THEN`]),
  sql('marks subscriptions past due on the due date', ['i.due_date < :today OR', 'i.due_date <= :today OR']),
  sql('ignores failed payments for past due', ['OR i.last_payment_failed = 1', '']),
  sql('ignores overdue invoices for past due', ['i.due_date < :today OR i.last', `(:today = '') OR i.last`]),
  value('sends only the date of an automatic closing', 'getTicket', 'data.closed_at', (closed, { updated_at }) =>
    closed === updated_at ? (updated_at as string).replace(/T.*/, 'T00:00:00Z') : closed,
  ),
  value('keeps updated_at of an automatically closed ticket', ['getTicket'], 'data.updated_at', (at, row) =>
    row.status === 'closed' ? (row.last_reply_at ?? row.created_at ?? at) : at,
  ),
  value(
    'sends local time as UTC',
    'listTickets',
    'data.*.created_at',
    text(at => toIsoSeconds(Date.parse(at) + DAY / 24)),
  ),
]

function later(name: string, ms: number) {
  return (given: Record<string, unknown>) => ({ [name]: toIsoSeconds(Date.parse(String(given[name])) + ms) })
}
