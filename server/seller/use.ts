import type { Database } from '../database/database.ts'
import type { SellerVersion } from './read.ts'
import { adoptInvoices, currentSeller, setCurrentSeller, storeSeller } from './store.ts'

/**
 * Makes a version the current seller, as a server's start does with the file that SELLER names. Invoices that were issued before
 * sellers were stored get it too. Writes nothing if nothing has changed.
 * @returns number of such invoices
 */
export async function useSeller(
  database: Database,
  version: SellerVersion,
  now: string,
  onProgress?: (changes: number) => void,
): Promise<number> {
  const current = await currentSeller(database)
  const id =
    current?.sha256 === version.sha256
      ? current.id
      : await database.write(async queries => {
          const stored = await storeSeller(queries, version, now)
          await setCurrentSeller(queries, stored)
          return stored
        })
  return adoptInvoices(database, id, onProgress)
}
