import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { fields } from './build/requests.ts'
import { lost, params, sql } from './build/sql.ts'

const STORE = 'UPDATE subscriptions AS s SET state = :state'

/** Writes that report success and are lost or stored incorrectly. */
export const writes: readonly ServerMutant[] = [
  lost('loses a new ticket', 'INSERT INTO tickets'),
  lost('loses a reply', 'INSERT INTO ticket_replies'),
  sql(
    'does not count a new ticket under its status',
    [
      'VALUES (:client_id, :kind, :state, :first, :due_date, 1)',
      'VALUES (:client_id, :kind, :state, :first, :due_date, 0)',
    ],
    ['count = block_counts.count + 1', 'count = block_counts.count'],
  ),
  sql('still counts a reopened ticket under its former status', ['SET count = count - 1', 'SET count = count']),
  lost('loses a pause', STORE, ({ state }) => state === 'paused'),
  lost('loses a resumption', STORE, ({ state }) => state === 'active'),
  lost('loses a cancellation', STORE, ({ state }) => state === 'cancelled'),
  params('loses the reason of a cancellation', STORE, () => ({ cancellation_reason: null })),
  params('loses the end of a pause', STORE, () => ({ resume_at: null })),
  params('opens every ticket with medium priority', 'INSERT INTO tickets', () => ({ priority: 'medium' })),
  params('opens every ticket in the category general', 'INSERT INTO tickets', () => ({ category: 'general' })),
  fields('uses low as the default priority', 'createTicket', given => ({
    ...given,
    priority: given.priority ?? 'low',
  })),
  fields('uses technical as the default category', 'createTicket', given => ({
    ...given,
    category: given.category ?? 'technical',
  })),
  params('opens tickets as another user', 'INSERT INTO tickets', () => ({ user_id: 8 })),
  params('swaps subject and text', 'INSERT INTO tickets', ({ subject, body }) => ({
    subject: String(body).slice(0, 255),
    body: subject,
  })),
  sql('skips ticket numbers', [
    'ON CONFLICT (kind, year) DO UPDATE SET last = number_sequences.last + 1',
    'ON CONFLICT (kind, year) DO UPDATE SET last = number_sequences.last + 2',
  ]),
  sql('does not update a ticket on a reply', [
    `SET state = 'open', resolved_at = NULL, reply_count = reply_count + 1, last_reply_at = :now`,
    'SET subject = subject',
  ]),
  params('stores the same name for each token', 'INSERT INTO tokens', () => ({ name: 'API token' })),
]
