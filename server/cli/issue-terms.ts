import type { Queries } from '../database/database.ts'
import type { IssueTerms } from '../invoices/issue.ts'
import type { Session } from './session.ts'

const DEFAULT_PAYMENT_DAYS = 14

/** The seller and the payment terms of the invoices that a command issues. Call it in the transaction. */
export async function issueTerms(_session: Session, _queries: Queries, now: string): Promise<IssueTerms> {
  return { now, seller_id: null, payment_days: DEFAULT_PAYMENT_DAYS }
}
