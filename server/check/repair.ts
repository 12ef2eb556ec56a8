import { normaliseEmail } from '../auth/email.ts'
import type { Queries } from '../database/database.ts'
import { recountList } from '../database/list-check.ts'
import { lockInvoice, settleInvoice } from '../invoices/settle.ts'
import { COUNTED_AS } from './check.ts'
import type { Repair } from './finding.ts'
import { recountReplies, setNormalisedEmail } from './store.ts'

/** Derives a value again. Call it in a transaction. */
export async function repairFinding(queries: Queries, repair: Repair, now: string): Promise<void> {
  switch (repair.kind) {
    case 'settle':
      await lockInvoice(queries, repair.invoice)
      await settleInvoice(queries, repair.invoice, now)
      return
    case 'recount':
      return recountList(queries, repair.list, repair.client, COUNTED_AS[repair.list])
    case 'replies':
      await recountReplies(queries, repair.ticket)
      return
    case 'email':
      return setNormalisedEmail(queries, repair.user, normaliseEmail)
  }
}
