import type { ImportTicket } from '../generated/import.gen.ts'
import { type CheckedRow, namesOfGiven, type Part } from './checked.ts'
import type { Problems } from './problems.ts'

type Reply = NonNullable<ImportTicket['replies']>[number]

export function checkTicket(ticket: ImportTicket, place: string, problems: Problems): CheckedRow {
  const { id = null, external_ref: ref = null, number = null, status } = ticket
  const check = (field: string, isRight: boolean, message: string) => {
    if (!isRight) problems.add(`${place}, ${field}`, message)
  }
  check('external_ref', number !== null || ref !== null, 'a number or an external_ref is required')
  // Without a number it gets the next one of the year.
  check('created_at', number !== null || ticket.created_at >= '1970', 'is before 1970')
  const isResolved = ticket.resolved_at != null
  check('resolved_at', status !== 'resolved' || isResolved, 'is required for a resolved ticket')
  check(
    'resolved_at',
    !isResolved || status === 'resolved' || status === 'closed',
    'is only for a resolved or closed ticket',
  )
  check(
    'closed_at',
    (status === 'closed') === (ticket.closed_at != null),
    'is required for a closed ticket, and only for one',
  )
  const replies = (ticket.replies ?? []).map((reply, index) =>
    replyOf(reply, `${place}, replies ${index + 1}`, problems),
  )
  const visible = replies
    .filter(({ columns }) => columns.internal === 0)
    .map(({ columns }) => String(columns.created_at))
  const last_reply_at = visible.toSorted().at(-1) ?? null
  const columns = {
    number,
    subject: ticket.subject,
    body: ticket.body,
    state: status,
    priority: ticket.priority ?? 'medium',
    category: ticket.category ?? 'general',
    reply_count: visible.length,
    last_reply_at,
    resolved_at: ticket.resolved_at ?? null,
    closed_at: ticket.closed_at ?? null,
    external_ref: ref,
    created_at: ticket.created_at,
    updated_at: ticket.updated_at ?? ticket.closed_at ?? last_reply_at ?? ticket.created_at,
  }
  return {
    kind: 'tickets',
    place: number === null ? place : `${place} (${number})`,
    id,
    ref,
    name: number,
    parent: null,
    date: `${ticket.created_at} ${number ?? ''}`,
    content: {
      columns,
      // Everything else changes while people reply.
      given: namesOfGiven({ number, subject: ticket.subject, body: ticket.body, created_at: ticket.created_at }),
      client: { id: ticket.client_id ?? null, ref: ticket.client_ref ?? null },
      subscription: null,
      user: { id: ticket.created_by.id ?? null, ref: ticket.created_by.external_ref ?? null },
      parts: replies,
      taxes: [],
      expected: null,
    },
  }
}

function replyOf(reply: Reply, place: string, problems: Problems): Part {
  const isClient = reply.author.type === 'client'
  const reference = { id: reply.user_id ?? null, ref: reply.user_ref ?? null }
  if (reply.internal && isClient) problems.add(`${place}, internal`, 'a client cannot write internal notes')
  if (!isClient && (reference.id !== null || reference.ref !== null)) {
    problems.add(`${place}, user_id`, 'is only for replies of a client')
  }
  return {
    id: reply.id ?? null,
    reference,
    columns: {
      body: reply.body,
      author_type: reply.author.type,
      author_name: reply.author.name,
      internal: reply.internal ? 1 : 0,
      created_at: reply.created_at,
    },
  }
}
