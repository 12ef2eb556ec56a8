import type { Database, Queries } from '../database/database.ts'
import type { SellerVersion } from './read.ts'
import { adoptInvoices, currentSeller, setCurrentSeller, storeSeller } from './store.ts'

/** Stores a version and makes it the current one. Call it in a transaction. @returns its id */
export async function storeCurrentSeller(queries: Queries, version: SellerVersion, now: string): Promise<number> {
  const id = await storeSeller(queries, version, now)
  await setCurrentSeller(queries, id)
  return id
}

export interface SellerInUse {
  id: number
  /** Number of invoices that had no seller and have this one now. */
  adopted: number
}

/**
 * Makes a version the current seller, and gives it to the invoices that were issued before sellers were stored. Invoices that have
 * come without a seller since then, such as imported ones, get the one that was current until now.
 * @param store runs storeCurrentSeller() in a transaction; not called if the version is current already
 */
export async function useSeller(
  database: Database,
  version: SellerVersion,
  store: () => Promise<number>,
  onProgress?: (changes: number) => void,
): Promise<SellerInUse> {
  const current = await currentSeller(database)
  const isCurrent = current?.sha256 === version.sha256
  if (current && !isCurrent) await adoptInvoices(database, current.id, onProgress)
  const id = current && isCurrent ? current.id : await store()
  return { id, adopted: await adoptInvoices(database, id, onProgress) }
}
