import type { Queries } from '../database/database.ts'
import { insertInto } from '../database/insert-row.ts'

/** One command of an operator that changed something. */
export interface AuditEntry {
  id: number
  created_at: string
  /** The user of the operating system who ran the command. */
  system_user: string
  command: string
  subject: string
  details: Record<string, unknown>
}

/** Adds an entry. Call it in the transaction of the change. Details must not contain secrets. */
export async function addAuditEntry(queries: Queries, { details, ...entry }: Omit<AuditEntry, 'id'>): Promise<void> {
  await insertInto(queries, 'audit_log', { ...entry, details: JSON.stringify(details) })
}

const PAGE = `
  SELECT id, created_at, "system_user", command, subject, details FROM audit_log
  WHERE id < :before ORDER BY id DESC LIMIT :limit`

/** The newest entries first. @param before only entries with a lower id */
export async function listAuditEntries(
  queries: Queries,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number; limit: number },
): Promise<AuditEntry[]> {
  const rows = await queries.all<Omit<AuditEntry, 'details'> & { details: string }>(PAGE, { before, limit })
  return rows.map(row => ({ ...row, details: JSON.parse(row.details) }))
}
