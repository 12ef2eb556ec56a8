import type { Queries } from '../database/database.ts'
import { moveInList } from '../database/ordinals.ts'
import { toIsoSeconds } from '../domain/time.ts'
import { CLOSES_AFTER, closing } from './store.ts'

const DUE = `
  SELECT t.id, t.client_id, t.seq, t.number, t.resolved_at FROM tickets t
  WHERE t.id > :after AND t.state = 'resolved' AND t.resolved_at <= :closing ORDER BY t.id LIMIT :limit`

interface DueTicket {
  id: number
  client_id: number
  seq: number
  number: string
  resolved_at: string
}

/** In one order, so that two processes do not wait for each other. */
const LOCK_LISTS = `
  SELECT 1 FROM client_lists l WHERE l.kind = 'tickets' AND l.client_id IN
    (SELECT t.client_id FROM tickets t WHERE t.id > :after AND t.state = 'resolved' AND t.resolved_at <= :closing
      ORDER BY t.id LIMIT :limit)
  ORDER BY l.client_id FOR NO KEY UPDATE`

const CLOSE = `
  UPDATE tickets SET state = 'closed', closed_at = :closed_at, updated_at = :closed_at
  WHERE client_id = :client_id AND id = :id AND state = 'resolved' AND resolved_at = :resolved_at`

/**
 * Stores that resolved tickets have closed with time, exactly as requests see them. Call it in a transaction.
 * @param after only tickets with a higher id
 */
export async function closeByTime(
  queries: Queries,
  { now, after, limit }: { now: string; after: number; limit: number },
): Promise<{ id: number; number: string }[]> {
  const page = { after, closing: closing(now), limit }
  await queries.lock(LOCK_LISTS, page)
  const due = await queries.all<DueTicket>(DUE, page)
  const closed: { id: number; number: string }[] = []
  for (const { seq, number, ...ticket } of due) {
    const closed_at = toIsoSeconds(Date.parse(ticket.resolved_at) + CLOSES_AFTER)
    if ((await queries.run(CLOSE, { ...ticket, closed_at })) === 0) continue
    const { client_id, id } = ticket
    await moveInList(queries, 'tickets', { client_id, seq }, { state: 'resolved' }, { state: 'closed' })
    closed.push({ id, number })
  }
  return closed
}
