import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { pages } from './build/pages.ts'
import { parameter } from './build/requests.ts'
import { params, sql } from './build/sql.ts'

export const filters: readonly ServerMutant[] = [
  sql('ignores the status of invoices', ['i.settled = :state AND i.seq', `i.settled <> :state || '!' AND i.seq`]),
  sql('ignores the status of tickets', ['t.state = :state AND t.seq', `t.state <> :state || '!' AND t.seq`]),
  sql('ignores the status of subscriptions', [`ELSE 'active' END = :status`, `ELSE 'active' END <> :status || '!'`]),
  sql('shows the tickets that do not have the status', ['t.state = :state AND t.seq', 't.state <> :state AND t.seq']),
  sql('filters tickets by the stored state', [
    `WHERE t.client_id = :client_id AND t.state = 'resolved' AND t.resolved_at > :closing`,
    `WHERE t.client_id = :client_id AND t.state = 'resolved' AND t.resolved_at <> :closing`,
  ]),
  sql('does not count the tickets that time has closed', [
    `SELECT count(*) AS moved FROM tickets t`,
    `SELECT 0 * count(*) AS moved FROM tickets t`,
  ]),
  sql('does not count the invoices that time has made overdue', [
    `SELECT count(*) AS moved FROM invoices i`,
    `SELECT 0 * count(*) AS moved FROM invoices i`,
  ]),
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
