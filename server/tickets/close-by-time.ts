import type { Queries } from '../database/database.ts'
import { moveInList } from '../database/ordinals.ts'
import { toIsoSeconds } from '../domain/time.ts'
import { CLOSES_AFTER, closing } from './store.ts'

const DUE = `
  SELECT t.id, t.client_id, t.seq, t.number, t.resolved_at FROM tickets t
  WHERE t.id > :after AND t.state = 'resolved' AND t.resolved_at <= :closing ORDER BY t.id LIMIT :limit`

const CLOSE = `
  UPDATE tickets SET state = 'closed', closed_at = :closed_at, updated_at = :closed_at WHERE id = :id AND state = 'resolved'`

/**
 * Stores that resolved tickets have closed with time, exactly as requests see them. Call it in a transaction.
 * @param after only tickets with a higher id
 */
export async function closeByTime(
  queries: Queries,
  { now, after, limit }: { now: string; after: number; limit: number },
): Promise<{ id: number; number: string }[]> {
  const due = await queries.all<{ id: number; client_id: number; seq: number; number: string; resolved_at: string }>(
    DUE,
    { after, closing: closing(now), limit },
  )
  for (const ticket of due) {
    const closed_at = toIsoSeconds(Date.parse(ticket.resolved_at) + CLOSES_AFTER)
    await queries.run(CLOSE, { id: ticket.id, closed_at })
    await moveInList(queries, 'tickets', ticket, { state: 'resolved' }, { state: 'closed' })
  }
  return due.map(({ id, number }) => ({ id, number }))
}
