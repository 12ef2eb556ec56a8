import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { params, sql } from './build/sql.ts'
import { always, number, value } from './build/values.ts'

const TAKE_REPLY = `SET state = 'open', resolved_at = NULL, reply_count = reply_count + 1`

export const tickets: readonly ServerMutant[] = [
  sql('does not reopen a ticket on a reply', [TAKE_REPLY, 'SET reply_count = reply_count + 1']),
  sql('sets a ticket to answered on a reply', [TAKE_REPLY, TAKE_REPLY.replace('open', 'answered')]),
  sql(
    'accepts a reply to a closed ticket',
    [TAKE_REPLY, `${TAKE_REPLY}, closed_at = NULL`],
    [`<> 'closed' AND t.reply_count`, `<> '' AND t.reply_count`],
  ),
  sql('refuses a reply to a resolved ticket', [
    `<> 'closed' AND t.reply_count`,
    `NOT IN ('closed', 'resolved') AND t.reply_count`,
  ]),
  sql('counts a reply twice', ['reply_count = reply_count + 1', 'reply_count = reply_count + 2']),
  sql('does not count a reply', [', reply_count = reply_count + 1', ', reply_count = max(1, reply_count)']),
  sql('keeps the time of the previous reply', [
    'last_reply_at = :now',
    'last_reply_at = coalesce(last_reply_at, :now)',
  ]),
  sql('keeps updated_at on a reply', [
    'UPDATE tickets AS t SET updated_at = :now',
    'UPDATE tickets AS t SET updated_at = updated_at',
  ]),
  sql('shows the newest reply first', [
    'ORDER BY created_at DESC, id DESC LIMIT :limit',
    'ORDER BY created_at, id LIMIT :limit',
  ]),
  sql('shows only the first reply', [
    'ORDER BY created_at DESC, id DESC LIMIT :limit',
    'ORDER BY created_at, id LIMIT 1',
  ]),
  sql('signs replies as staff', [
    `VALUES (:client_id, :id, :body, 'client', :name, :user_id`,
    `VALUES (:client_id, :id, :body, 'staff', :name, NULL`,
  ]),
  params('signs replies with the name of another', 'INSERT INTO ticket_replies', () => ({ name: 'Support' })),
  sql('opens tickets as answered', [`:subject, :body, 'open'`, `:subject, :body, 'answered'`]),
  sql('replies to another ticket', [
    `VALUES (:client_id, :id, :body, 'client'`,
    `VALUES (:client_id, (SELECT max(id) FROM tickets WHERE id <> :id), :body, 'client'`,
  ]),
  value(
    'shows reply_count as one more',
    'listTickets',
    'data.*.reply_count',
    number(count => count + 1),
  ),
  value(
    'returns the ticket as it was before a reply',
    'replyToTicket',
    'ticket.reply_count',
    number(count => count - 1),
  ),
  value(
    'returns the id of the ticket instead of the reply’s',
    'replyToTicket',
    'data.id',
    (_, { ticket_id }) => ticket_id,
  ),
  value('shows tickets in the list with another subject', 'listTickets', 'data.*.subject', (subject, { number }) =>
    `${number}: ${subject}`.slice(0, 255),
  ),
  value('shows no replies', 'getTicket', 'data.replies', always([])),
  value('restarts the ticket numbers', 'createTicket', 'data.number', always('TKT-2026-0001')),
]
