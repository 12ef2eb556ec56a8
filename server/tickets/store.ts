import type { Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import { nextNumber } from '../database/numbers.ts'
import { addToList, moveInList } from '../database/ordinals.ts'
import { toIsoSeconds } from '../domain/time.ts'
import type { Reply, Ticket, TicketDetail } from '../generated/schemas.gen.ts'
import { invalidState } from '../http/errors.ts'
import { assertOwnedBy } from '../http/ownership.ts'
import { HAS_ROOM, lastReplies, type ReplyRow, toReply } from './thread.ts'

/** Milliseconds after which a resolved ticket closes automatically. */
export const CLOSES_AFTER = 7 * 24 * 60 * 60 * 1000

/** The status at the time of the request; `:closing` is 7 days earlier. */
export const STATUS = `CASE WHEN t.state = 'resolved' AND t.resolved_at <= :closing THEN 'closed' ELSE t.state END`

export const COLUMNS = `
  t.id, t.client_id, t.number, t.subject, ${STATUS} AS status, t.priority, t.category, t.created_by, u.name AS creator,
  t.reply_count, t.last_reply_at, t.resolved_at, t.closed_at, t.state, t.created_at, t.updated_at`

const FROM = 'FROM tickets t JOIN users u ON u.id = t.created_by'

export interface TicketRow extends Omit<Ticket, 'created_by'> {
  client_id: number
  created_by: number
  creator: string
  resolved_at: string | null
  state: Ticket['status']
}

/** A ticket closes automatically exactly 7 days after it was resolved, no matter when it is read. */
export function toTicket(row: TicketRow): Ticket {
  const resolvedAt = row.state === 'resolved' && row.status === 'closed' ? row.resolved_at : null
  const autoClosedAt = resolvedAt === null ? null : toIsoSeconds(Date.parse(resolvedAt) + CLOSES_AFTER)
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: row.status,
    priority: row.priority,
    category: row.category,
    created_by: { id: row.created_by, name: row.creator },
    reply_count: row.reply_count,
    last_reply_at: row.last_reply_at,
    closed_at: autoClosedAt ?? row.closed_at,
    created_at: row.created_at,
    updated_at: autoClosedAt ?? row.updated_at,
  }
}

/** The time before which a resolved ticket has closed by itself: 7 days ago. */
export const closing = (now: string) => toIsoSeconds(Date.parse(now) - CLOSES_AFTER)

const OWNER = 'SELECT client_id FROM tickets WHERE id = :id'

export const ticketOwner = async (queries: Queries, id: number): Promise<number | undefined> =>
  (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id

const TICKET = `SELECT ${COLUMNS}, t.body ${FROM} WHERE t.id = :id`

/** Throws 404 and 403. */
export async function getTicket(queries: Queries, id: number, clientId: number, now: string): Promise<TicketDetail> {
  const params = { id, closing: closing(now) }
  const row = assertOwnedBy(await queries.one<TicketRow & { body: string }>(TICKET, params), clientId, 'Ticket')
  const replies = row.reply_count === 0 ? [] : await lastReplies(queries, id)
  return { ...toTicket(row), body: row.body, replies }
}

const CREATE = `
  INSERT INTO tickets (client_id, seq, number, subject, body, state, priority, category, created_by, reply_count, created_at, updated_at)
  VALUES (:client_id, :seq, :number, :subject, :body, 'open', :priority, :category, :user_id, 0, :now, :now)
  RETURNING id`

export interface NewTicket extends Pick<TicketDetail, 'subject' | 'body' | 'priority' | 'category'> {
  client_id: number
  user_id: number
}

/**
 * Call it in a transaction, so that the number and the ordinal are taken only together with the ticket.
 * @returns id of the new ticket
 */
export async function createTicket(queries: Queries, ticket: NewTicket, now: string): Promise<number> {
  const number = await nextNumber(queries, 'TKT', now.slice(0, 4))
  const seq = await addToList(queries, 'tickets', ticket.client_id, { state: 'open' })
  const { id } = await insertRow<{ id: number }>(queries, CREATE, { ...ticket, seq, number, now })
  return id
}

/** A separate statement: it returns the state before the reply and keeps the ticket from changing until the transaction ends. */
const LOCK = `
  UPDATE tickets AS t SET updated_at = :now WHERE t.id = :id AND t.client_id = :client_id AND ${STATUS} <> 'closed' AND ${HAS_ROOM}
  RETURNING client_id, seq, state`

type LockedTicket = Pick<TicketRow, 'client_id' | 'state'> & { seq: number }

/** A reply reopens the ticket. */
const REOPEN = `
  UPDATE tickets SET state = 'open', resolved_at = NULL, reply_count = reply_count + 1, last_reply_at = :now
  WHERE id = :id`

const ADD_REPLY = `
  INSERT INTO ticket_replies (client_id, ticket_id, body, author_type, author_name, user_id, internal, created_at)
  VALUES (:client_id, :id, :body, 'client', :name, :user_id, 0, :now)
  RETURNING id, ticket_id, body, author_type, author_name, created_at`

export interface NewReply {
  id: number
  client_id: number
  user_id: number
  name: string
  body: string
}

/**
 * Call it in a transaction. Throws 404, 403, and 422 for a closed or full ticket.
 * @returns the reply and the updated ticket
 */
export async function addReply(
  queries: Queries,
  reply: NewReply,
  now: string,
): Promise<{ reply: Reply; ticket: Ticket }> {
  const { id, client_id, user_id, name, body } = reply
  const ticket = { id, closing: closing(now) }
  const before = await queries.one<LockedTicket>(LOCK, { ...ticket, client_id, body, now })
  if (before) {
    await queries.run(REOPEN, { id, now })
    await moveInList(queries, 'tickets', before, before, { state: 'open' })
  }
  const row = assertOwnedBy(await queries.one<TicketRow>(TICKET, ticket), client_id, 'Ticket')
  if (!before) {
    throw invalidState(`This ticket is ${row.status === 'closed' ? 'closed' : 'full'}. Open a new ticket instead.`)
  }
  const added = await insertRow<ReplyRow>(queries, ADD_REPLY, { id, client_id, body, name, user_id, now })
  return { reply: toReply(added), ticket: toTicket(row) }
}
