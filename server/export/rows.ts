import { NO_PASSWORD } from '../auth/password-hashes.ts'
import type { ClientRow } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { formatMoney, formatRate } from '../domain/money.ts'
import type {
  ImportClient,
  ImportInvoice,
  ImportSubscription,
  ImportTicket,
  ImportUser,
} from '../generated/import.gen.ts'
import { toPrintedParts } from '../invoices/rows.ts'
import { linesOf, taxesOf } from '../invoices/store.ts'
import { type InvoiceRow, paymentsOf, repliesOf, type SubscriptionRow, type TicketRow, type UserRow } from './store.ts'

export function exportClient({ line1, line2, city, region, postal_code, country, ...row }: ClientRow): ImportClient {
  return { ...row, address: { line1, line2, city, region, postal_code, country } }
}

export function exportUser({ password_hash, ...row }: UserRow): ImportUser {
  return { ...row, password_hash: password_hash === NO_PASSWORD ? null : password_hash }
}

export function exportSubscription({ state, period_start, period_end, ...row }: SubscriptionRow): ImportSubscription {
  return {
    ...row,
    status: state,
    amount: formatMoney(row.amount, row.currency),
    current_period_start: period_start,
    current_period_end: period_end,
    tax_rate: row.tax_rate === null ? null : formatRate(row.tax_rate),
  }
}

/** The status does not depend on the day: an overdue invoice is `unpaid` or `partially_paid`. */
const STATUS = { void: 'void', refunded: 'refunded', paid: 'paid', part: 'partially_paid', unpaid: 'unpaid' } as const

export async function exportInvoice(queries: Queries, row: InvoiceRow): Promise<ImportInvoice> {
  const { currency } = row
  const money = (minor: number) => formatMoney(minor, currency)
  const lines = await linesOf(queries, { client_id: row.client_id, id: row.id })
  const taxes = await taxesOf(queries, { client_id: row.client_id, id: row.id })
  const payments = await paymentsOf(queries, row.id)
  return {
    id: row.id,
    client_id: row.client_id,
    number: row.number,
    status: STATUS[row.settled],
    currency,
    issue_date: row.issue_date,
    due_date: row.due_date,
    subtotal: money(row.subtotal),
    discount_total: money(row.discount_total),
    tax_total: money(row.tax_total),
    total: money(row.total),
    amount_paid: money(row.amount_paid),
    subscription_id: row.subscription_id,
    paid_at: row.paid_at,
    voided_at: row.voided_at,
    created_at: row.created_at,
    updated_at: row.updated_at,
    po_number: row.po_number,
    notes: row.notes,
    ...toPrintedParts(row, { lines, taxes }),
    payments: payments.map(payment => ({ ...payment, amount: money(payment.amount) })),
  }
}

export async function exportTicket(queries: Queries, { state, created_by, ...row }: TicketRow): Promise<ImportTicket> {
  const replies = await repliesOf(queries, row.id)
  return {
    ...row,
    status: state,
    created_by: { id: created_by },
    replies: replies.map(({ author_type: type, author_name: name, internal, ...reply }) => ({
      ...reply,
      author: { type, name },
      internal: internal === 1,
    })),
  }
}
