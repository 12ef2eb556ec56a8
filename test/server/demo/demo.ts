import type { Database } from '../../../server/database/database.ts'
import { addToList } from '../../../server/database/ordinals.ts'
import { countedAs } from '../../../server/invoices/settle.ts'

const DRAFT = `
  INSERT INTO invoices (client_id, state, currency, subtotal, discount_total, tax_total, total, created_at, updated_at)
  VALUES (4, 'draft', 'EUR', :total, 0, 0, :total, '2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z') RETURNING id`

/**
 * Adds a draft invoice of Acme Corp.
 * @param total cents
 */
export async function addDraft(database: Database, total = 10_000): Promise<number> {
  return (await database.one<{ id: number }>(DRAFT, { total }))?.id ?? 0
}

/** Issues a draft; its `:seq` must be the next of Acme Corp. */
export const ISSUE = `
  UPDATE invoices SET state = 'open', number = :number, issue_date = '2026-11-22', due_date = '2026-12-22',
    bill_to_name = 'Acme Corp', bill_to_line1 = 'Invalidenstraße 117', bill_to_city = 'Berlin', bill_to_country = 'DE',
    seq = :seq, settled = CASE WHEN total = 0 THEN 'paid' ELSE 'unpaid' END
  WHERE id = :id`

/** Adds an open invoice of Acme Corp. */
export async function addIssued(database: Database, number: string, total = 10_000): Promise<number> {
  const id = await addDraft(database, total)
  const counted = countedAs(total === 0 ? 'paid' : 'unpaid', '2026-12-22')
  await database.write(async queries => {
    const seq = await addToList(queries, 'invoices', 4, counted, async seq => seq)
    await queries.run(ISSUE, { id, number, seq })
  })
  return id
}
