import type { Queries } from '../database/database.ts'
import type { IssueTerms } from '../invoices/issue.ts'
import { storeSeller } from '../seller/store.ts'
import { type IssuingSeller, issuingSeller } from './issuing-seller.ts'
import type { Session } from './session.ts'

/** The seller is read once for all invoices of a command. */
const sellers = new WeakMap<Session, IssuingSeller>()

/** The seller and the payment terms of the invoices that a command issues. Call it in the transaction. Throws Refused. */
export async function issueTerms(session: Session, queries: Queries, now: string): Promise<IssueTerms> {
  const version = sellers.get(session) ?? (await issuingSeller(session.terminal, queries))
  sellers.set(session, version)
  return {
    now,
    seller_id: await storeSeller(queries, version, now),
    payment_days: version.seller.payment_terms.days,
  }
}
