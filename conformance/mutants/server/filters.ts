import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { pages } from './build/pages.ts'
import { parameter } from './build/requests.ts'
import { params, sql } from './build/sql.ts'

export const filters: readonly ServerMutant[] = [
  sql('ignores the status of invoices', [`ELSE 'unpaid' END = :status`, `ELSE 'unpaid' END <> :status || '!'`]),
  sql('ignores the status of tickets', ['ELSE t.state END = :status', `ELSE t.state END <> :status || '!'`]),
  sql('ignores the status of subscriptions', [`ELSE 'active' END = :status`, `ELSE 'active' END <> :status || '!'`]),
  sql('shows the tickets that do not have the status', ['ELSE t.state END = :status', 'ELSE t.state END <> :status']),
  sql('filters tickets by the stored state', [
    "AND CASE WHEN t.state = 'resolved' AND t.resolved_at <= :closing THEN 'closed' ELSE t.state END = :status",
    "AND t.state = :status AND :closing <> ''",
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
  sql('hides on_hold without a filter', ['AND t.id <= :start', `AND t.state <> 'on_hold' AND t.id <= :start`]),
  sql('lists cancelled subscriptions without a filter', [
    `AND s.state <> 'cancelled' AND s.id <= :start`,
    'AND s.id <= :start',
  ]),
  sql('hides paused subscriptions without a filter', [
    `AND s.state <> 'cancelled' AND s.id <= :start`,
    `AND s.state NOT IN ('cancelled', 'paused') AND s.id <= :start`,
  ]),
]
