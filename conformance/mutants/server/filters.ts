import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { pages } from './build/pages.ts'
import { parameter } from './build/requests.ts'
import { params, sql } from './build/sql.ts'

const SETTLED = ['paid', 'void', 'refunded']
const STATES = ['open', 'answered', 'on_hold']

export const filters: readonly ServerMutant[] = [
  sql(
    'ignores the status of invoices',
    ...SETTLED.map(state => [`i.settled = '${state}' AND seq`, `i.settled <> '${state}!' AND seq`] as const),
  ),
  sql(
    'ignores the status of tickets',
    ...STATES.map(state => [`t.state = '${state}' AND seq`, `t.state <> '${state}!' AND seq`] as const),
  ),
  sql('ignores the status of subscriptions', [`ELSE 'active' END = :status`, `ELSE 'active' END <> :status || '!'`]),
  sql(
    'shows the tickets that do not have the status',
    ...STATES.map(state => [`t.state = '${state}' AND seq`, `t.state <> '${state}' AND seq`] as const),
  ),
  sql('filters tickets by the stored state', [
    `WHERE t.client_id = :client_id AND t.state = 'resolved' AND t.resolved_at > :closing`,
    `WHERE t.client_id = :client_id AND t.state = 'resolved' AND t.resolved_at <> :closing`,
  ]),
  sql('does not count the tickets that time has closed', [
    `AND state IN ('closed', 'resolved')`,
    `AND state IN ('closed')`,
  ]),
  sql('counts resolved tickets as closed before time has closed them', [
    'SELECT t.seq - t.seq % 8192, -1, 1',
    'SELECT t.seq - t.seq % 8192, 0, 0',
  ]),
  sql('does not count the invoices that time has made overdue', [
    'due_date < :today THEN count',
    `due_date < :today || '!' AND due_date = '' THEN count`,
  ]),
  sql('counts invoices as overdue on their due date', [
    'due_date < :today THEN count',
    'due_date <= :today THEN count',
  ]),
  sql('does not count unpaid invoices as overdue', [`AND state IN ('part', 'unpaid')`, `AND state IN ('part')`]),
  parameter('shows unpaid invoices for overdue', 'listInvoices', 'status', status =>
    status === 'overdue' ? 'unpaid' : status,
  ),
  pages('shows refunded invoices for void', 'listInvoices', ({ data }) => {
    for (const row of data) if (row.status === 'refunded') row.status = 'void'
  }),
  params('finds no past due subscription', `ELSE 'active' END = :status`, ({ status }) => ({
    status: status === 'past_due' ? 'none' : status,
  })),
  sql('hides on_hold without a filter', [
    'ON t.client_id = l.client_id AND t.seq >',
    `ON t.client_id = l.client_id AND t.state <> 'on_hold' AND t.seq >`,
  ]),
  sql('lists cancelled subscriptions without a filter', [
    `AND s.state <> 'cancelled' AND s.id <= :max_id`,
    'AND s.id <= :max_id',
  ]),
  sql('hides paused subscriptions without a filter', [
    `AND s.state <> 'cancelled' AND s.id <= :max_id`,
    `AND s.state NOT IN ('cancelled', 'paused') AND s.id <= :max_id`,
  ]),
]
