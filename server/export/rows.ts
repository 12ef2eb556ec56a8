import { NO_PASSWORD } from '../auth/password-hashes.ts'
import type { Queries } from '../database/database.ts'
import { formatMoney, formatQuantity, formatRate, formatUnitPrice } from '../domain/money.ts'
import type {
  ImportClient,
  ImportInvoice,
  ImportSubscription,
  ImportTicket,
  ImportUser,
} from '../generated/import.gen.ts'
import {
  type ClientRow,
  type InvoiceRow,
  linesOf,
  paymentsOf,
  repliesOf,
  type SubscriptionRow,
  type TicketRow,
  taxesOf,
  type UserRow,
} from './store.ts'

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
  const lines = await linesOf(queries, row.id)
  const taxes = await taxesOf(queries, row.id)
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
    bill_to: {
      name: row.bill_to_name,
      email: row.bill_to_email,
      tax_id: row.bill_to_tax_id,
      address: {
        line1: row.bill_to_line1,
        line2: row.bill_to_line2,
        city: row.bill_to_city,
        region: row.bill_to_region,
        postal_code: row.bill_to_postal_code,
        country: row.bill_to_country,
      },
    },
    line_items: lines.map(line => ({
      ...line,
      quantity: formatQuantity(line.quantity),
      unit_price: formatUnitPrice(line.unit_price, currency),
      discount: money(line.discount),
      tax_rate: formatRate(line.tax_rate),
      amount: money(line.amount),
    })),
    taxes: taxes.map(tax => ({
      ...tax,
      rate: formatRate(tax.rate),
      taxable_amount: money(tax.taxable_amount),
      amount: money(tax.amount),
    })),
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
