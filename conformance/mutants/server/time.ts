import type { Plant } from '../../in-process/plant.ts'
import { params, sql } from './build/sql.ts'
import { text, value } from './build/values.ts'

const DAY = 24 * 60 * 60 * 1000
const instant = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** What falls due with time and does not, or not when it should. */
export const time: readonly Plant[] = [
  {
    name: 'reads the clock once',
    deps: ({ clock }) => {
      const started = clock.now()
      return { clock: { now: () => started } }
    },
  },
  { name: 'is an hour late', deps: ({ clock }) => ({ clock: { now: () => clock.now() - DAY / 24 } }) },
  sql('stays paused after resume_at', ['(s.resume_at IS NULL OR s.resume_at > :now)', `:now <> ''`]),
  sql('resumes a second late', ['s.resume_at > :now', 's.resume_at >= :now']),
  sql('resumes at the end of the day', ['s.resume_at > :now', `substr(s.resume_at, 1, 10) >= substr(:now, 1, 10)`]),
  sql('stays in the trial', ['s.trial_ends_at > :now', `s.trial_ends_at <> ''`]),
  sql('closes no resolved ticket', ['t.resolved_at <= :closing', `t.resolved_at < '' || substr(:closing, 1, 0)`]),
  params('closes after 8 days', 't.resolved_at <= :closing', later('closing', -DAY)),
  params('closes after 6 days', 't.resolved_at <= :closing', later('closing', DAY)),
  sql('closes a second late', ['t.resolved_at <= :closing', 't.resolved_at < :closing']),
  sql('is overdue a day late', ['i.due_date < :today THEN', `date(i.due_date, '+1 day') < :today THEN`]),
  sql('is overdue on the due date', ['i.due_date < :today THEN', 'i.due_date <= :today THEN']),
  sql('is never overdue', ['i.due_date < :today THEN', `i.due_date < '' || substr(:today, 1, 0) THEN`]),
  sql('is past due on the due date', ['i.due_date < :today OR', 'i.due_date <= :today OR']),
  sql('is past due only by date', ['OR i.last_payment_failed = 1', '']),
  sql('is past due only by failed payments', ['i.due_date < :today OR i.last', `(:today = '') OR i.last`]),
  value('tells no time for closing by itself', 'getTicket', 'data.closed_at', (closed, { updated_at }) =>
    closed === updated_at ? (updated_at as string).replace(/T.*/, 'T00:00:00Z') : closed,
  ),
  value('keeps updated_at of a ticket that closed by itself', ['getTicket'], 'data.updated_at', (at, row) =>
    row.status === 'closed' ? (row.last_reply_at ?? row.created_at ?? at) : at,
  ),
  value(
    'sends local time as UTC',
    'listTickets',
    'data.*.created_at',
    text(at => instant(Date.parse(at) + DAY / 24)),
  ),
]

function later(name: string, ms: number) {
  return (given: Record<string, unknown>) => ({ [name]: instant(Date.parse(String(given[name])) + ms) })
}
