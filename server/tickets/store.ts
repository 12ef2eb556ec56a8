import type { z } from '@hono/zod-openapi'
import type { Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import { type ListPage, type ListQuery, type ListSql, listRows } from '../database/list.ts'
import { nextNumber } from '../database/numbers.ts'
import { toIsoSeconds } from '../domain/time.ts'
import type * as schemas from '../generated/schemas.gen.ts'
import { invalidState } from '../http/errors.ts'
import { assertOwnedBy } from '../http/ownership.ts'

export type Ticket = z.infer<typeof schemas.Ticket>
export type TicketDetail = z.infer<typeof schemas.TicketDetail>
export type Reply = z.infer<typeof schemas.Reply>

/** A resolved ticket closes by itself after so many milliseconds. */
export const CLOSES_AFTER = 7 * 24 * 60 * 60 * 1000

/** The status at an instant: `:closing` is 7 days before it. */
const STATUS = `CASE WHEN t.state = 'resolved' AND t.resolved_at <= :closing THEN 'closed' ELSE t.state END`

const COLUMNS = `
  t.id, t.client_id, t.number, t.subject, ${STATUS} AS status, t.priority, t.category, t.created_by, u.name AS creator,
  t.reply_count, t.last_reply_at, t.resolved_at, t.closed_at, t.state, t.created_at, t.updated_at`

const FROM = 'FROM tickets t JOIN users u ON u.id = t.created_by'

export interface TicketRow {
  id: number
  client_id: number
  number: string
  subject: string
  status: Ticket['status']
  priority: Ticket['priority']
  category: Ticket['category']
  created_by: number
  creator: string
  reply_count: number
  last_reply_at: string | null
  resolved_at: string | null
  closed_at: string | null
  state: Ticket['status']
  created_at: string
  updated_at: string
}

/** A ticket that closed by itself did so exactly 7 days after it was resolved, whenever it is read. */
function toTicket(row: TicketRow): Ticket {
  const resolvedAt = row.state === 'resolved' && row.status === 'closed' ? row.resolved_at : null
  const closedByItself = resolvedAt === null ? null : toIsoSeconds(Date.parse(resolvedAt) + CLOSES_AFTER)
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
    closed_at: closedByItself ?? row.closed_at,
    created_at: row.created_at,
    updated_at: closedByItself ?? row.updated_at,
  }
}

const closing = (now: string) => toIsoSeconds(Date.parse(now) - CLOSES_AFTER)

const MATCHING = `FROM tickets t WHERE t.client_id = :client_id AND ${STATUS} = :status`

const LIST: ListSql = {
  kind: 'tickets',
  rows: `SELECT ${COLUMNS} ${FROM} WHERE t.client_id = :client_id AND t.id <= :start ORDER BY t.id DESC LIMIT :per_page`,
  topMatching: `SELECT max(t.id) AS id ${MATCHING}`,
  totalMatching: `SELECT count(*) AS total ${MATCHING} AND t.id <= :max_id`,
  // Ids first, from the index alone: what is skipped need not be read.
  rowsMatching: `
    SELECT ${COLUMNS} ${FROM} WHERE t.id IN
      (SELECT t.id ${MATCHING} AND t.id <= :max_id ORDER BY t.id DESC LIMIT :per_page OFFSET :skip)
    ORDER BY t.id DESC`,
}

/** The tickets of a whole client, whoever opened them. */
export async function listTickets(queries: Queries, query: ListQuery, now: string): Promise<ListPage<Ticket>> {
  const listed = await listRows<TicketRow>(queries, LIST, { ...query, extra: { closing: closing(now) } })
  return { ...listed, rows: listed.rows.map(toTicket) }
}

const OWNER = 'SELECT client_id FROM tickets WHERE id = :id'

export const ticketOwner = async (queries: Queries, id: number): Promise<number | undefined> =>
  (await queries.one<{ client_id: number }>(OWNER, { id }))?.client_id

const TICKET = `SELECT ${COLUMNS}, t.body ${FROM} WHERE t.id = :id`

/** Internal notes stay with the staff. */
const REPLIES = `
  SELECT id, ticket_id, body, author_type, author_name, created_at FROM ticket_replies
  WHERE ticket_id = :id AND internal = 0 ORDER BY created_at, id`

interface ReplyRow {
  id: number
  ticket_id: number
  body: string
  author_type: Reply['author']['type']
  author_name: string
  created_at: string
}

const toReply = ({ author_type, author_name, ...row }: ReplyRow): Reply => ({
  id: row.id,
  ticket_id: row.ticket_id,
  body: row.body,
  author: { type: author_type, name: author_name },
  created_at: row.created_at,
})

/** Throws 404, 403. */
export async function getTicket(queries: Queries, id: number, clientId: number, now: string): Promise<TicketDetail> {
  const params = { id, closing: closing(now) }
  const row = assertOwnedBy(await queries.one<TicketRow & { body: string }>(TICKET, params), clientId, 'Ticket')
  const replies = await queries.all<ReplyRow>(REPLIES, { id })
  return { ...toTicket(row), body: row.body, replies: replies.map(toReply) }
}

const CREATE = `
  INSERT INTO tickets (client_id, number, subject, body, state, priority, category, created_by, reply_count, created_at, updated_at)
  VALUES (:client_id, :number, :subject, :body, 'open', :priority, :category, :user_id, 0, :now, :now)
  RETURNING id`

export interface NewTicket {
  client_id: number
  user_id: number
  subject: string
  body: string
  priority: Ticket['priority']
  category: Ticket['category']
}

/** Needs a transaction: a number is taken only with its ticket. @returns the new ticket's id */
export async function createTicket(queries: Queries, ticket: NewTicket, now: string): Promise<number> {
  const number = await nextNumber(queries, 'TKT', now.slice(0, 4))
  const { id } = await insertRow<{ id: number }>(queries, CREATE, { ...ticket, number, now })
  return id
}

/** A client's reply opens the ticket again, unless it is closed, by hand or by time. */
const TAKE_REPLY = `
  UPDATE tickets AS t SET state = 'open', resolved_at = NULL, reply_count = reply_count + 1, last_reply_at = :now, updated_at = :now
  WHERE id = :id AND client_id = :client_id AND ${STATUS} <> 'closed'
  RETURNING id`

const ADD_REPLY = `
  INSERT INTO ticket_replies (ticket_id, body, author_type, author_name, user_id, internal, created_at)
  VALUES (:id, :body, 'client', :name, :user_id, 0, :now)
  RETURNING id, ticket_id, body, author_type, author_name, created_at`

export interface NewReply {
  id: number
  client_id: number
  user_id: number
  name: string
  body: string
}

/** @returns the reply and its ticket after it. Throws 404, 403, and 422 for a closed ticket; needs a transaction. */
export async function addReply(
  queries: Queries,
  reply: NewReply,
  now: string,
): Promise<{ reply: Reply; ticket: Ticket }> {
  const { id, client_id, user_id, name, body } = reply
  const ticket = { id, closing: closing(now) }
  const taken = await queries.one(TAKE_REPLY, { ...ticket, client_id, now })
  const row = assertOwnedBy(await queries.one<TicketRow>(TICKET, ticket), client_id, 'Ticket')
  if (!taken) throw invalidState('This ticket is closed. Open a new ticket instead.')
  const added = await insertRow<ReplyRow>(queries, ADD_REPLY, { id, body, name, user_id, now })
  return { reply: toReply(added), ticket: toTicket(row) }
}
