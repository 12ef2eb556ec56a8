import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { pages } from './build/pages.ts'
import { parameter } from './build/requests.ts'
import { params, sql } from './build/sql.ts'

export const filters: readonly ServerMutant[] = [
  sql('ignores the status of invoices', ['i.settled = :state AND seq', `i.settled <> :state || '!' AND seq`]),
  sql('ignores the status of tickets', ['t.state = :state AND seq', `t.state <> :state || '!' AND seq`]),
  sql('ignores the status of subscriptions', [`ELSE 'active' END = :status`, `ELSE 'active' END <> :status || '!'`]),
  sql('shows the tickets that do not have the status', ['t.state = :state AND seq', 't.state <> :state AND seq']),
  sql('filters tickets by the stored state', [
    `WHERE t.client_id = :client_id AND t.state = 'resolved' AND t.resolved_at > :closing`,
    `WHERE t.client_id = :client_id AND t.state = 'resolved' AND t.resolved_at <> :closing`,
  ]),
  params('does not count the tickets that time has closed', 'FROM block_counts', ({ kind, state }) =>
    kind === 'tickets' ? { other_state: state } : {},
  ),
  sql('counts resolved tickets as closed before time has closed them', [
    'SELECT t.seq FROM tickets t WHERE t.client_id',
    'SELECT t.seq FROM tickets t WHERE -t.client_id',
    `t.state = 'resolved'`,
  ]),
  sql('does not count the invoices that time has made overdue', [
    'due_date < :today THEN count',
    `due_date < :today || '!' AND due_date = '' THEN count`,
  ]),
  sql('counts invoices as overdue on their due date', [
    'due_date < :today THEN count',
    'due_date <= :today THEN count',
  ]),
  params('does not count unpaid invoices as overdue', 'FROM block_counts', ({ state, other_state }) =>
    other_state === 'unpaid' ? { other_state: state } : {},
  ),
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
