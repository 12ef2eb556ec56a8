import { STORED_REPLIES, STORED_TICKETS, type StoredText } from '../load/load-report.ts'
import { query } from './psql.ts'

/** What a write load has stored in a database. */
export async function storedTexts(url: string): Promise<{ tickets: StoredText[]; replies: StoredText[] }> {
  const read = async (sql: string) => (await query(url, sql)).map(([id = '', text = '']) => ({ id: Number(id), text }))
  return { tickets: await read(STORED_TICKETS), replies: await read(STORED_REPLIES) }
}
