import type { Database, Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import type { Seller } from '../domain/seller.ts'
import type { SellerVersion } from './read.ts'

const ID = 'SELECT id FROM sellers WHERE sha256 = :sha256'

const ADD = `
  INSERT INTO sellers (sha256, content, created_at) VALUES (:sha256, :content, :now)
  ON CONFLICT (sha256) DO UPDATE SET sha256 = excluded.sha256 RETURNING id`

/** Stores a version of the seller, once. Call it in the transaction that issues an invoice, whose `seller_id` is the result. */
export async function storeSeller(
  queries: Queries,
  { sha256, content }: Omit<SellerVersion, 'seller'>,
  now: string,
): Promise<number> {
  const stored = await queries.one<{ id: number }>(ID, { sha256 })
  return (stored ?? (await insertRow<{ id: number }>(queries, ADD, { sha256, content, now }))).id
}

const SET_CURRENT = `
  INSERT INTO settings (name, value) VALUES ('seller', :id) ON CONFLICT (name) DO UPDATE SET value = excluded.value`

/** Makes a stored version the one that issuing uses unless SELLER names a file. */
export const setCurrentSeller = async (queries: Queries, id: number): Promise<void> => {
  await queries.run(SET_CURRENT, { id: String(id) })
}

export interface StoredSeller extends SellerVersion {
  id: number
  created_at: string
}

type Stored = Omit<StoredSeller, 'seller'>

const CURRENT = `
  SELECT s.id, s.sha256, s.content, s.created_at FROM settings c JOIN sellers s ON s.id = CAST(c.value AS INTEGER)
  WHERE c.name = 'seller'`

/** The version that issuing uses unless SELLER names a file. */
export async function currentSeller(queries: Queries): Promise<StoredSeller | undefined> {
  const stored = await queries.one<Stored>(CURRENT)
  return stored && { ...stored, seller: JSON.parse(stored.content) as Seller }
}

const ADOPT = `
  UPDATE invoices SET seller_id = :seller_id
  WHERE seller_id IS NULL AND id IN (SELECT id FROM invoices WHERE seller_id IS NULL AND state <> 'draft' LIMIT :batch)`

/** Short enough that other processes do not notice the lock. */
const BATCH = 500

/**
 * Gives a seller to all issued invoices that have none, because they were issued before sellers were stored. Works in short
 * transactions, and continues at the next call if it is interrupted.
 * @param onProgress called after each batch with the number of invoices so far
 */
export async function adoptInvoices(
  database: Database,
  seller_id: number,
  onProgress: (changes: number) => void = () => {},
  batch = BATCH,
): Promise<number> {
  let changes = 0
  for (;;) {
    const changed = await database.write(queries => queries.run(ADOPT, { seller_id, batch }))
    changes += changed
    if (changed > 0) onProgress(changes)
    if (changed < batch) return changes
  }
}

const OF_INVOICE = 'SELECT seller_id FROM invoices WHERE client_id = :client_id AND id = :id'

const CONTENT = 'SELECT content FROM sellers WHERE id = :id'

/** Few versions are in use at a time; a logo may take 350 KB. */
const MAX_CACHED = 20

/** Finds the seller of an invoice; undefined if it has none. Keeps the versions that it has read. */
export function createSellers(): (
  queries: Queries,
  clientId: number,
  invoiceId: number,
) => Promise<Seller | undefined> {
  const cached = new Map<number, Seller>()
  return async (queries, client_id, invoiceId) => {
    const row = await queries.one<{ seller_id: number | null }>(OF_INVOICE, { client_id, id: invoiceId })
    const id = row?.seller_id ?? null
    if (id === null) return undefined
    const known = cached.get(id)
    if (known) return known
    const { content } = (await queries.one<{ content: string }>(CONTENT, { id })) ?? {}
    if (content === undefined) throw new Error(`Invoice ${invoiceId} has no seller ${id}`)
    const seller = JSON.parse(content) as Seller
    if (cached.size >= MAX_CACHED) cached.clear()
    cached.set(id, seller)
    return seller
  }
}

const CURRENCIES = `
  SELECT DISTINCT currency FROM clients ORDER BY currency`

/** The currencies of all clients. */
export const currenciesInUse = async (queries: Queries): Promise<string[]> =>
  (await queries.all<{ currency: string }>(CURRENCIES)).map(({ currency }) => currency)
