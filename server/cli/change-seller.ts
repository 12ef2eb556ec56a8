import type { SellerVersion } from '../seller/read.ts'
import { type SellerInUse, storeCurrentSeller, useSeller } from '../seller/use.ts'
import type { Session } from './session.ts'

/** Makes a version the current seller, with an entry in the audit log unless it is already. */
export async function changeSeller(session: Session, version: SellerVersion): Promise<SellerInUse> {
  const progress = session.progress('Giving the seller to invoices')
  const store = () =>
    session.change(async (queries, now) => {
      const id = await storeCurrentSeller(queries, version, now)
      return { result: id, subject: `seller ${id}`, details: { name: version.seller.name } }
    })
  return useSeller(await session.database, version, store, changes => progress({ changes }))
}
