import type { Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import { nextNumber } from '../database/numbers.ts'
import { addAt, lockList, moveInList, nextOrdinal } from '../database/ordinals.ts'
import { toIsoSeconds } from '../domain/time.ts'
import type { Reply, Ticket, TicketDetail } from '../generated/schemas.gen.ts'
import { invalidState } from '../http/errors.ts'
import { assertFound, type OfClient, type Ownership } from '../http/ownership.ts'
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

export const ticketOwnership: Ownership = {
  resource: 'Ticket',
  ownerOf: async (queries, id) => (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id,
}

const TICKET = `SELECT ${COLUMNS}, t.body ${FROM} WHERE t.client_id = :client_id AND t.id = :id`

type TicketDetailRow = TicketRow & { body: string }

/** Throws 404 and 403. */
export async function getTicket(queries: Queries, id: number, clientId: number, now: string): Promise<TicketDetail> {
  const [found, replies] = await Promise.all([
    queries.one<TicketDetailRow>(TICKET, { client_id: clientId, id, closing: closing(now) }),
    lastReplies(queries, { client_id: clientId, id }),
  ])
  const row = await assertFound(found, ticketOwnership, queries, id, clientId)
  return { ...toTicket(row), body: row.body, replies }
}

const CREATE = `
  INSERT INTO tickets (client_id, seq, number, subject, body, state, priority, category, created_by, reply_count, created_at, updated_at)
  VALUES (:client_id, :seq, :number, :subject, :body, 'open', :priority, :category, :user_id, 0, :now, :now)
  RETURNING id, client_id, number, subject, body, state, state AS status, priority, category, created_by, reply_count, last_reply_at,
    resolved_at, closed_at, created_at, updated_at`

export interface NewTicket extends Pick<TicketDetail, 'subject' | 'body' | 'priority' | 'category'> {
  client_id: number
  user_id: number
}

/**
 * Call it in a transaction, so that the number and the ordinal are taken only together with the ticket.
 * @param creator name of the user
 */
export async function createTicket(
  queries: Queries,
  ticket: NewTicket,
  creator: string,
  now: string,
): Promise<TicketDetail> {
  const { client_id } = ticket
  const [number, seq] = await Promise.all([
    nextNumber(queries, 'TKT', now.slice(0, 4)),
    nextOrdinal(queries, 'tickets', client_id),
  ])
  const row = await addAt(queries, 'tickets', { client_id, seq }, { state: 'open' }, () =>
    insertRow<Omit<TicketDetailRow, 'creator'>>(queries, CREATE, { ...ticket, seq, number, now }),
  )
  return { ...toTicket({ ...row, creator }), body: row.body, replies: [] }
}

const LOCK = 'SELECT 1 FROM tickets WHERE client_id = :client_id AND id = :id FOR NO KEY UPDATE'

/** Call it before a ticket is read to change it or to add to its thread: the state and the size of the thread then stay as they are. */
export async function lockTicket(queries: Queries, { client_id, id }: OfClient): Promise<void> {
  await Promise.all([lockList(queries, 'tickets', client_id), queries.lock(LOCK, { client_id, id })])
}

/** A separate statement: it returns the state before the reply. */
const TOUCH = `
  UPDATE tickets AS t SET updated_at = :now WHERE t.id = :id AND t.client_id = :client_id AND ${STATUS} <> 'closed' AND ${HAS_ROOM}
  RETURNING client_id, seq, state`

type TouchedTicket = Pick<TicketRow, 'client_id' | 'state'> & { seq: number }

/** A reply reopens the ticket. */
const REOPEN = `
  UPDATE tickets SET state = 'open', resolved_at = NULL, reply_count = reply_count + 1, last_reply_at = :now
  WHERE client_id = :client_id AND id = :id`

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
  const ticket = { client_id, id }
  const read = () => queries.one<TicketDetailRow>(TICKET, { ...ticket, closing: closing(now) })
  const [, before] = await Promise.all([
    lockTicket(queries, ticket),
    queries.one<TouchedTicket>(TOUCH, { ...ticket, closing: closing(now), body, now }),
  ])
  if (!before) {
    const { status } = await assertFound(await read(), ticketOwnership, queries, id, client_id)
    throw invalidState(`This ticket is ${status === 'closed' ? 'closed' : 'full'}. Open a new ticket instead.`)
  }
  const [, , row, added] = await Promise.all([
    queries.run(REOPEN, { ...ticket, now }),
    moveInList(queries, 'tickets', before, before, { state: 'open' }),
    read(),
    insertRow<ReplyRow>(queries, ADD_REPLY, { ...ticket, body, name, user_id, now }),
  ])
  if (!row) throw new Error(`Ticket ${id} is locked and was not found`)
  return { reply: toReply(added), ticket: toTicket(row) }
}
