import type { Queries } from './database.ts'
import { insertRow } from './insert-row.ts'

const NEXT = `
  INSERT INTO number_sequences (kind, year, last) VALUES (:kind, :year, 1)
  ON CONFLICT (kind, year) DO UPDATE SET last = number_sequences.last + 1
  RETURNING last`

/**
 * Takes the next number of the year, `TKT-2026-0007`. There are no gaps if the same transaction stores the numbered row.
 * @param year four digits
 */
export async function nextNumber(queries: Queries, kind: 'INV' | 'TKT', year: string): Promise<string> {
  const { last } = await insertRow<{ last: number }>(queries, NEXT, { kind, year: Number(year) })
  return `${kind}-${year}-${String(last).padStart(4, '0')}`
}

const RESERVE = `
  INSERT INTO number_sequences (kind, year, last) VALUES (:kind, :year, :last)
  ON CONFLICT (kind, year) DO UPDATE SET last = excluded.last WHERE number_sequences.last < excluded.last`

/** Continues a year's numbers after `last`, because rows with numbers up to it come from elsewhere. */
export const reserveNumbers = (
  queries: Queries,
  series: { kind: 'INV' | 'TKT'; year: number; last: number },
): Promise<number> => queries.run(RESERVE, series)
