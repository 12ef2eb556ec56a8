import type { Queries } from '../database/database.ts'
import type { IssueTerms } from '../invoices/issue.ts'
import { storeSeller } from '../seller/store.ts'
import { issuingSeller } from './issuing-seller.ts'
import type { Session } from './session.ts'

/** The seller and the payment terms of the invoices that a command issues. Call it in the transaction. Throws Refused. */
export async function issueTerms({ terminal }: Session, queries: Queries, now: string): Promise<IssueTerms> {
  const version = await issuingSeller(terminal, queries)
  return {
    now,
    seller_id: await storeSeller(queries, version, now),
    payment_days: version.seller.payment_terms.days,
  }
}
