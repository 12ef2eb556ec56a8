import type { Queries, Sql } from './database.ts'
import { insertRow } from './insert-row.ts'

const NEXT = `
  INSERT INTO number_sequences (kind, year, last) VALUES (:kind, :year, 1)
  ON CONFLICT (kind, year) DO UPDATE SET last = number_sequences.last + 1
  RETURNING last`

/**
 * On PostgreSQL, tickets take their numbers from a sequence, so that none waits for the transaction of another one. It has gaps: the
 * contract promises numbers without gaps for invoices only.
 */
const NEXT_TICKET: Sql = { sqlite: NEXT, postgres: 'SELECT next_ticket_number(:year) AS last' }

type Kind = 'INV' | 'TKT'

const TAKE: Record<Kind, Sql> = { INV: NEXT, TKT: NEXT_TICKET }

/**
 * Takes the next number of the year, `TKT-2026-0007`. Numbers of invoices have no gaps if the same transaction stores the invoice.
 * @param year four digits
 */
export async function nextNumber(queries: Queries, kind: Kind, year: string): Promise<string> {
  const { last } = await insertRow<{ last: number }>(queries, TAKE[kind], { kind, year: Number(year) })
  return `${kind}-${year}-${String(last).padStart(4, '0')}`
}

const RESERVE = `
  INSERT INTO number_sequences (kind, year, last) VALUES (:kind, :year, :last)
  ON CONFLICT (kind, year) DO UPDATE SET last = excluded.last WHERE number_sequences.last < excluded.last`

const RESERVE_TICKETS: Sql = { sqlite: RESERVE, postgres: 'SELECT reserve_ticket_numbers(:year, :last)' }

const SET: Record<Kind, Sql> = { INV: RESERVE, TKT: RESERVE_TICKETS }

/** Continues a year's numbers after `last`, because rows with numbers up to it come from elsewhere. */
export const reserveNumbers = (queries: Queries, series: { kind: Kind; year: number; last: number }): Promise<number> =>
  queries.run(SET[series.kind], series)
