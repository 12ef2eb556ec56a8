import type { Queries } from '../../../server/database/database.ts'
import { insertInto, type Row } from '../../../server/database/insert-row.ts'
import { reserveNumbers } from '../../../server/database/numbers.ts'
import { addTicket } from '../../../server/tickets/add.ts'
import { ACME, BJORN, daysAfter, numbered, ownerOf } from './clients.ts'
import { ODD_TEXT, textOf } from './text.ts'
import { DISABLED_USER } from './users.ts'

interface Reply {
  by: 'client' | 'staff' | 'system'
  at: string
  body?: string
  /** An internal note, which clients do not see and reply_count leaves out. */
  internal?: boolean
}

interface Ticket {
  client?: number
  by?: number
  at: string
  state?: string
  priority?: string
  category?: string
  subject?: string
  body?: string
  resolved?: string
  closed?: string
  replies?: readonly Reply[]
}

/** Tickets of 2026 after those of the demo data, newest last. Times on the current day are before noon. */
const TICKETS: readonly Ticket[] = [
  {
    client: BJORN,
    at: '2026-11-02T08:00:00Z',
    state: 'answered',
    replies: [{ by: 'staff', at: '2026-11-02T09:00:00Z' }],
  },
  { client: BJORN, at: '2026-11-03T08:00:00Z', state: 'on_hold', category: 'sales' },
  { client: BJORN, at: '2026-11-04T08:00:00Z', state: 'resolved', resolved: '2026-11-20T08:00:00Z' },
  { client: BJORN, at: '2026-11-05T08:00:00Z', state: 'closed', closed: '2026-11-06T08:00:00Z', priority: 'high' },
  // Closed by staff, one after it was resolved and one directly.
  { at: '2026-11-05T09:00:00Z', state: 'closed', resolved: '2026-11-06T09:00:00Z', closed: '2026-11-07T09:00:00Z' },
  { at: '2026-11-05T10:00:00Z', state: 'closed', closed: '2026-11-05T10:30:00Z', priority: 'low', by: DISABLED_USER },
  // Closed automatically on 17 November, which follows from the stored times.
  { at: '2026-11-09T07:00:00Z', state: 'resolved', resolved: '2026-11-10T11:00:00Z', category: 'technical' },
  // Closes automatically an hour after noon.
  { at: '2026-11-14T07:00:00Z', state: 'resolved', resolved: '2026-11-15T13:00:00Z', priority: 'high' },
  { at: '2026-11-16T07:00:00Z', state: 'on_hold', category: 'sales', priority: 'low', by: 8 },
  {
    at: '2026-11-17T07:00:00Z',
    subject: '?',
    body: '!',
    replies: [{ by: 'client', at: '2026-11-17T08:00:00Z', body: '.' }],
  },
  {
    at: '2026-11-18T07:00:00Z',
    state: 'answered',
    replies: [{ by: 'staff', at: '2026-11-18T09:00:00Z', body: textOf(20_000) }],
  },
  { at: '2026-11-19T07:00:00Z', priority: 'urgent', category: 'technical', subject: textOf(255), body: textOf(20_000) },
  { at: '2026-11-20T07:00:00Z', category: 'sales', subject: '🐘'.repeat(255), body: ODD_TEXT, by: 8 },
  // Only an internal note has been added.
  { at: '2026-11-21T07:00:00Z', replies: [{ by: 'staff', at: '2026-11-21T08:00:00Z', internal: true }] },
  {
    at: '2026-11-22T07:00:00Z',
    state: 'answered',
    category: 'billing',
    replies: [
      { by: 'system', at: '2026-11-22T07:00:01Z', body: 'We have got your message.' },
      { by: 'staff', at: '2026-11-22T08:00:00Z', internal: true },
      { by: 'client', at: '2026-11-22T08:30:00Z', body: ODD_TEXT },
      // Two replies within one second are ordered by id.
      { by: 'staff', at: '2026-11-22T09:00:00Z', body: 'Which of the two?' },
      { by: 'staff', at: '2026-11-22T09:00:00Z', body: 'We mean the invoices.' },
    ],
  },
]

const FIRST_ID = 207
const OLDER = 118

export async function seedOlderTickets(queries: Queries): Promise<void> {
  for (let index = 0; index < OLDER; index++) await seedOlder(queries, index)
  await reserveNumbers(queries, { kind: 'TKT', year: 2025, last: OLDER })
}

export async function seedTickets(queries: Queries): Promise<void> {
  for (const [index, ticket] of TICKETS.entries()) {
    const place = index + 7
    await seedTicket(queries, FIRST_ID + index, numbered('TKT-2026', place), ticket)
  }
  await reserveNumbers(queries, { kind: 'TKT', year: 2026, last: 6 + TICKETS.length })
}

/** Closed tickets of 2025. No list starts at id 1, so that a list up to id 1 is empty. */
function seedOlder(queries: Queries, index: number): Promise<void> {
  const day = daysAfter('2025-01-06', index * 3)
  const ticket = {
    at: `${day}T08:00:00Z`,
    state: 'closed',
    closed: `${daysAfter(day, 1)}T16:00:00Z`,
    client: ownerOf(index),
  }
  return seedTicket(queries, index + 2, numbered('TKT-2025', index + 1), ticket)
}

async function seedTicket(queries: Queries, id: number, number: string, ticket: Ticket): Promise<void> {
  const { at, client = ACME, by = client === ACME ? 7 : 9, replies = [], resolved = null, closed = null } = ticket
  const shown = replies.filter(({ internal }) => !internal)
  const last = shown.at(-1)?.at ?? null
  await addTicket(queries, {
    id,
    client_id: client,
    number,
    subject: ticket.subject ?? `Question of ${at.slice(0, 10)}`,
    body: ticket.body ?? 'Please have a look.',
    state: ticket.state ?? 'open',
    priority: ticket.priority ?? 'medium',
    category: ticket.category ?? 'general',
    created_by: by,
    reply_count: shown.length,
    last_reply_at: last,
    resolved_at: resolved,
    closed_at: closed,
    created_at: at,
    updated_at: closed ?? resolved ?? last ?? at,
  })
  for (const reply of replies)
    await insertInto(queries, 'ticket_replies', { ...replyRow(id, by, reply), client_id: client })
}

const AUTHORS = { client: 'Jordan Avery', staff: 'Maya (Clustrix support)', system: 'Clustrix' }

const replyRow = (ticket_id: number, user: number, { by, at, body, internal }: Reply): Row => ({
  ticket_id,
  body: body ?? 'We are looking into it.',
  author_type: by,
  author_name: AUTHORS[by],
  user_id: by === 'client' ? user : null,
  internal: internal ? 1 : 0,
  created_at: at,
})
