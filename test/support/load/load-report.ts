import type { Load } from './write-load.ts'

export interface StoredText {
  id: number
  text: string
}

/** What a load was told, compared with what is stored. */
export interface LoadReport {
  acknowledged: number
  /** Confirmed writes that are not stored as they were confirmed. */
  lost: string[]
  /** Writes that are stored twice, whether they were confirmed or not. */
  doubled: string[]
  staleReads: string[]
  failures: string[]
}

type Confirmed = Pick<Load, 'tickets' | 'replies' | 'staleReads' | 'failures'>

export function reportOf(load: Confirmed, stored: { tickets: StoredText[]; replies: StoredText[] }): LoadReport {
  const idsOf = Map.groupBy([...stored.tickets, ...stored.replies], ({ text }) => text)
  const acknowledged = [...load.tickets, ...load.replies]
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged.filter(({ text, id }) => idsOf.get(text)?.[0]?.id !== id).map(({ text }) => text),
    doubled: [...idsOf].filter(([, rows]) => rows.length > 1).map(([text]) => text),
    staleReads: load.staleReads,
    failures: load.failures,
  }
}

/** The rows of a load in any engine. */
export const STORED_TICKETS = `SELECT id, subject FROM tickets WHERE subject LIKE 'Ticket ________-%'`
export const STORED_REPLIES = `SELECT id, body FROM ticket_replies WHERE body LIKE 'Reply ________-%'`
