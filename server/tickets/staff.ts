import type { Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import { moveInList } from '../database/ordinals.ts'
import { type Problem, Refused } from '../domain/refused.ts'
import { type Reply, ReplyToTicketRequest } from '../generated/schemas.gen.ts'
import { isOneLine, ONE_LINE_RULE } from '../http/one-line.ts'
import type { QueuedTicket } from './queue.ts'
import { COLUMNS, closing, lockTicket, type TicketRow, toTicket } from './store.ts'
import { lastNotes, lastReplies, type ReplyRow, toReply } from './thread.ts'

// What only staff can do and see.

const TICKET = `
  SELECT ${COLUMNS}, t.seq, t.body FROM tickets t JOIN users u ON u.id = t.created_by
  WHERE t.id = coalesce((SELECT n.id FROM tickets n WHERE n.number = :number), :id)`

type StaffRow = TicketRow & { seq: number; body: string }

/** @param ticket an id or a number such as `TKT-2026-0001`. Throws Refused if there is no such ticket. */
async function existing(queries: Queries, ticket: number | string, now: string): Promise<StaffRow> {
  const [id, number] = typeof ticket === 'number' ? [ticket, null] : [null, ticket]
  const row = await queries.one<StaffRow>(TICKET, { id, number, closing: closing(now) })
  if (!row) throw new Refused(`There is no ticket ${ticket}; "clustrix ticket list" shows all`)
  return row
}

const ticketOf = ({ client_id, id }: TicketRow) => ({ client_id, id })

/** Locks a ticket and reads it. Throws Refused if there is no such ticket. */
async function ticketToChange(queries: Queries, ticket: number | string, now: string): Promise<StaffRow> {
  const found = await existing(queries, ticket, now)
  const [, row] = await Promise.all([lockTicket(queries, ticketOf(found)), existing(queries, found.id, now)])
  return row
}

/** A ticket with its replies, and the notes that only staff sees. Both are limited like the replies of a response. */
export async function showTicket(queries: Queries, ticket: number | string, now: string) {
  const row = await existing(queries, ticket, now)
  const [replies, notes] = await Promise.all([lastReplies(queries, ticketOf(row)), lastNotes(queries, ticketOf(row))])
  return { ...staffTicket(row), body: row.body, replies, notes }
}

const SET_STATE = `
  UPDATE tickets SET state = :state, updated_at = :now,
    resolved_at = CASE :state WHEN 'resolved' THEN :now WHEN 'closed' THEN resolved_at END,
    closed_at = CASE :state WHEN 'closed' THEN :now END
  WHERE id = :id`

/** Call it in a transaction. Throws Refused for a closed ticket, and for one that has the status already. */
export async function setTicketState(
  queries: Queries,
  ticket: number | string,
  state: 'on_hold' | 'resolved' | 'closed',
  now: string,
): Promise<QueuedTicket> {
  const row = await ticketToChange(queries, ticket, now)
  assertNotClosed(row)
  if (row.status === state) throw new Refused(`Ticket ${row.number} is already ${state.replace('_', ' ')}`)
  return moveTo(queries, row, state, now)
}

async function moveTo(queries: Queries, row: StaffRow, state: TicketRow['state'], now: string): Promise<QueuedTicket> {
  await queries.run(SET_STATE, { id: row.id, state, now })
  await moveInList(queries, 'tickets', row, row, { state })
  return staffTicket(await existing(queries, row.id, now))
}

export interface StaffText {
  /** Name of the author. */
  name: string
  body: string
}

const COUNT_REPLY = 'UPDATE tickets SET reply_count = reply_count + 1, last_reply_at = :now WHERE id = :id'

const ADD = `
  INSERT INTO ticket_replies (client_id, ticket_id, body, author_type, author_name, user_id, internal, created_at)
  VALUES (:client_id, :id, :body, 'staff', :name, NULL, :internal, :now)
  RETURNING id, ticket_id, body, author_type, author_name, created_at`

/** Call it in a transaction, with a checked text. The client sees the reply. Throws Refused for a closed ticket. */
export async function replyAsStaff(
  queries: Queries,
  ticket: number | string,
  text: StaffText,
  now: string,
): Promise<{ reply: Reply; ticket: QueuedTicket }> {
  const row = await ticketToChange(queries, ticket, now)
  assertNotClosed(row)
  await queries.run(COUNT_REPLY, { id: row.id, now })
  const reply = await insertRow<ReplyRow>(queries, ADD, {
    ...text,
    id: row.id,
    client_id: row.client_id,
    internal: 0,
    now,
  })
  return { reply: toReply(reply), ticket: await moveTo(queries, row, 'answered', now) }
}

/** Call it in a transaction, with a checked text. Leaves the ticket unchanged, so that the client does not notice. */
export async function addNote(
  queries: Queries,
  ticket: number | string,
  text: StaffText,
  now: string,
): Promise<{ note: Reply; number: string }> {
  const { id, client_id, number } = await existing(queries, ticket, now)
  const note = await insertRow<ReplyRow>(queries, ADD, { ...text, id, client_id, internal: 1, now })
  return { note: toReply(note), number }
}

/** Checks a text by the rules for a client's reply, and that the author is a name. @returns the text, trimmed, or what is wrong */
export function checkStaffText(given: StaffText): StaffText | Problem[] {
  const body = ReplyToTicketRequest.shape.body.safeParse(given.body)
  const name = given.name.trim()
  const problems: Problem[] = []
  if (!body.success) problems.push({ at: 'body', message: 'must be visible text of at most 20,000 characters' })
  if (!isOneLine(name)) problems.push({ at: 'author', message: ONE_LINE_RULE })
  // The contract promises that addresses of staff never leave the server.
  if (name.includes('@')) problems.push({ at: 'author', message: 'must be a name instead of an email address' })
  return body.success && problems.length === 0 ? { name, body: body.data } : problems
}

const staffTicket = (row: TicketRow): QueuedTicket => ({ client_id: row.client_id, ...toTicket(row) })

function assertNotClosed({ status, number }: TicketRow): void {
  if (status === 'closed') throw new Refused(`Ticket ${number} is closed for good; the client has to open a new one`)
}
