import type { Queries } from '../database/database.ts'

const PAYMENTS = 'SELECT 1 FROM payments p WHERE p.invoice_id = i.id AND p.status'

const SUCCEEDED = `FROM payments p WHERE p.invoice_id = i.id AND p.status = 'succeeded'`

/**
 * The last of its payments pays an invoice; one over nothing was paid when it was issued, which is when this first runs.
 * `:settled_at` is stored as updated_at.
 */
const SETTLE = `
  UPDATE invoices AS i SET
    amount_paid = (SELECT coalesce(sum(p.amount), 0) ${SUCCEEDED}),
    refunded = CASE WHEN EXISTS (${PAYMENTS} = 'refunded') AND NOT EXISTS (${PAYMENTS} IN ('succeeded', 'pending'))
      THEN 1 ELSE 0 END,
    last_payment_failed = CASE WHEN EXISTS (${PAYMENTS} = 'failed'
      AND p.id = (SELECT max(last.id) FROM payments last WHERE last.invoice_id = i.id)) THEN 1 ELSE 0 END,
    paid_at = CASE WHEN (SELECT coalesce(sum(p.amount), 0) ${SUCCEEDED}) >= i.total
      THEN coalesce((SELECT max(p.paid_at) ${SUCCEEDED}), i.paid_at, :settled_at) END,
    updated_at = :settled_at
  WHERE i.id = :id AND i.state = 'open'`

/**
 * Brings what an open invoice says about its payments up to them: amount_paid, refunded, last_payment_failed and paid_at.
 * To be called in the transaction that writes a payment or issues an invoice.
 * @param settledAt an instant
 */
export const settleInvoice = (queries: Queries, id: number, settledAt: string): Promise<number> =>
  queries.run(SETTLE, { id, settled_at: settledAt })
