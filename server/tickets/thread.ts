import type { Queries } from '../database/database.ts'
import type { Reply } from '../generated/schemas.gen.ts'
import type { OfClient } from '../http/ownership.ts'

/** The bounds of a thread. All replies of a ticket are in one response, which would otherwise grow without limit. */
const MAX_REPLIES = 500
/** In code points. */
const MAX_CHARACTERS = 1_000_000

/** Whether the ticket `t` has room for one more reply, with the text `:body`. Internal notes do not count. */
export const HAS_ROOM = `t.reply_count < ${MAX_REPLIES} AND length(t.body) + length(:body) +
  (SELECT coalesce(sum(length(r.body)), 0) FROM ticket_replies r
    WHERE r.client_id = t.client_id AND r.ticket_id = t.id AND r.internal = 0) <= ${MAX_CHARACTERS}`

/** This many replies of the greatest length have as many characters as a response may have. */
const PAGE_SIZE = 50

/** Clients do not see internal notes. */
const PAGE = `
  SELECT id, ticket_id, body, author_type, author_name, created_at, length(body) AS characters FROM ticket_replies
  WHERE client_id = :client_id AND ticket_id = :id AND internal = 0 AND (created_at, id) < (:created_at, :reply_id)
  ORDER BY created_at DESC, id DESC LIMIT :limit`

export interface ReplyRow extends Omit<Reply, 'author'> {
  author_type: Reply['author']['type']
  author_name: string
}

export const toReply = ({ author_type, author_name, ...row }: ReplyRow): Reply => ({
  id: row.id,
  ticket_id: row.ticket_id,
  body: row.body,
  author: { type: author_type, name: author_name },
  created_at: row.created_at,
})

/** The newest replies that fit into a response, oldest first. There may be more, because staff and imports are not limited. */
export async function lastReplies(queries: Queries, ticket: OfClient): Promise<Reply[]> {
  const newestFirst: Reply[] = []
  let room = MAX_CHARACTERS
  let before = { created_at: '9999-12-31T23:59:59Z', reply_id: Number.MAX_SAFE_INTEGER }
  while (newestFirst.length < MAX_REPLIES) {
    const rows = await queries.all<ReplyRow & { characters: number }>(PAGE, { ...ticket, ...before, limit: PAGE_SIZE })
    for (const row of rows) {
      room -= row.characters
      if (room < 0) return newestFirst.reverse()
      newestFirst.push(toReply(row))
      before = { created_at: row.created_at, reply_id: row.id }
    }
    if (rows.length < PAGE_SIZE) break
  }
  return newestFirst.reverse()
}

const NOTES = `
  SELECT id, ticket_id, body, author_type, author_name, created_at FROM ticket_replies
  WHERE client_id = :client_id AND ticket_id = :id AND internal = 1 ORDER BY created_at DESC, id DESC LIMIT :limit`

/** The newest internal notes, oldest first, for staff alone. */
export async function lastNotes(queries: Queries, ticket: OfClient): Promise<Reply[]> {
  const newestFirst = await queries.all<ReplyRow>(NOTES, { ...ticket, limit: MAX_REPLIES })
  return newestFirst.map(toReply).reverse()
}
