import type { SellerVersion } from '../seller/read.ts'
import { adoptInvoices, currentSeller, setCurrentSeller, storeSeller } from '../seller/store.ts'
import type { Session } from './session.ts'

/**
 * Makes a version the current seller, and gives it to the invoices that were issued before sellers were stored.
 * @returns its id, and the number of those invoices
 */
export async function changeSeller(session: Session, version: SellerVersion): Promise<{ id: number; adopted: number }> {
  const current = await session.read(currentSeller)
  const change = () =>
    session.change(async (queries, now) => {
      const stored = await storeSeller(queries, version, now)
      await setCurrentSeller(queries, stored)
      return { result: stored, subject: `seller ${stored}`, details: { name: version.seller.name } }
    })
  const id = current?.sha256 === version.sha256 ? current.id : await change()
  const progress = session.progress('Giving the seller to invoices')
  return { id, adopted: await adoptInvoices(await session.database, id, changes => progress({ changes })) }
}
