import { prepare } from './database.ts'
import { publicUrl } from './settings.ts'
import { toIsoSeconds } from './time.ts'
import type { Caller } from './tokens.ts'

export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
export const CATEGORIES = ['general', 'billing', 'technical', 'sales'] as const

export interface NewTicket {
  subject: string
  body: string
  priority?: string | null | undefined
  category?: string | null | undefined
}

const nextNumber = prepare<{ last: number }>(`
  INSERT INTO number_sequences (kind, year, last) VALUES ('TKT', +:year, 1)
  ON CONFLICT (kind, year) DO UPDATE SET last = number_sequences.last + 1 RETURNING last`)

const nextOrdinal = prepare<{ last: number }>(`
  INSERT INTO client_lists (client_id, kind, last) VALUES (:client_id, 'tickets', 1)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = client_lists.last + 1 RETURNING last`)
const countOpen = prepare(`
  INSERT INTO block_counts (client_id, kind, state, first, due_date, count)
  VALUES (:client_id, 'tickets', 'open', :first, '', 1)
  ON CONFLICT (client_id, kind, state, first, due_date) DO UPDATE SET count = block_counts.count + 1`)

const insertTicket = prepare<{ id: number }>(`
  INSERT INTO tickets (client_id, seq, number, subject, body, state, priority, category, created_by, reply_count, created_at, updated_at)
  VALUES (:client_id, :seq, :number, :subject, :body, 'open', :priority, :category, :user_id, 0, :now, :now) RETURNING id`)

const ticket = prepare<TicketRow>(`
  SELECT t.id, t.number, t.subject, t.state AS status, t.priority, t.category, t.created_by, u.name AS creator, t.reply_count,
    t.last_reply_at, t.closed_at, t.created_at, t.updated_at, t.body
  FROM tickets t JOIN users u ON u.id = t.created_by WHERE t.id = +:id`)

interface TicketRow {
  created_by: number
  creator: string
  status: string
  [column: string]: string | number | null
}

/** Call it in a transaction. The response of POST /api/v1/tickets. */
export function createTicket({ user_id, client_id }: Caller, sent: NewTicket, now: number) {
  const time = toIsoSeconds(now)
  const year = time.slice(0, 4)
  const number = `TKT-${year}-${String(nextNumber.all({ year: Number(year) })[0]?.last).padStart(4, '0')}`
  const { subject, body } = sent
  const priority = sent.priority ?? 'medium'
  const category = sent.category ?? 'general'
  const seq = Number(nextOrdinal.all({ client_id })[0]?.last)
  countOpen.run({ client_id, first: seq - (seq % 8192) })
  const added = insertTicket.all({ client_id, seq, user_id, number, subject, body, priority, category, now: time })
  const id = Number(added[0]?.id)
  const row = ticket.get({ id })
  return { location: `${publicUrl}/api/v1/tickets/${id}`, body: JSON.stringify({ data: toTicket(row) }) }
}

const toTicket = (row: TicketRow | undefined) =>
  row && {
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    priority: row.priority,
    category: row.category,
    created_by: { id: row.created_by, name: row.creator },
    reply_count: row.reply_count,
    last_reply_at: row.last_reply_at,
    closed_at: row.closed_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
    body: row.body,
    // A new ticket has none.
    replies: [],
  }
