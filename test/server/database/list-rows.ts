import fc from 'fast-check'
import type { Queries } from '../../../server/database/database.ts'
import { addInvoice } from '../../../server/invoices/add.ts'
import { addTicket } from '../../../server/tickets/add.ts'

/** Ids close together, far apart, at the edges of counter blocks, and up to the largest possible id. */
export const ids = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 150 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 3_000_000 }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(5, 10, 15, 20, 25, 30, 40),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([bits, times, off]) => Math.max(1, 2 ** bits * times + off)),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }).map(below => Number.MAX_SAFE_INTEGER - below) },
)

const NOON = '2026-11-22T12:00:00Z'

/** The columns in which the rows of a list differ. */
export interface InvoiceModel {
  id: number
  client_id: number
  state: 'draft' | 'open' | 'void'
  total: number
  amount_paid: number
  refunded: number
  due_date: string
}

/** The number is base 36, because the largest ids do not fit into the column in decimal. */
export const insertInvoice = (queries: Queries, invoice: InvoiceModel) =>
  addInvoice(queries, {
    ...invoice,
    number: invoice.state === 'draft' ? null : invoice.id.toString(36).toUpperCase(),
    currency: 'EUR',
    issue_date: '2026-01-01',
    subtotal: invoice.total,
    discount_total: 0,
    tax_total: 0,
    voided_at: invoice.state === 'void' ? NOON : null,
    bill_to_name: 'A',
    bill_to_line1: 'B',
    bill_to_city: 'C',
    bill_to_country: 'DE',
    created_at: NOON,
    updated_at: NOON,
  })

export interface TicketModel {
  id: number
  client_id: number
  state: 'open' | 'answered' | 'on_hold' | 'resolved' | 'closed'
  resolved_at: string | null
}

export const insertTicket = (queries: Queries, ticket: TicketModel) =>
  addTicket(queries, {
    ...ticket,
    number: String(ticket.id),
    subject: 'A',
    body: 'B',
    priority: 'low',
    category: 'general',
    created_by: 7,
    closed_at: ticket.state === 'closed' ? NOON : null,
    created_at: NOON,
    updated_at: NOON,
  })

export interface SubscriptionModel {
  id: number
  client_id: number
  state: 'trialing' | 'active' | 'paused' | 'cancelled'
  /** The end of the trial or pause, if any. */
  until: string | null
}

const SUBSCRIPTION = `
  INSERT INTO subscriptions (id, client_id, name, state, currency, amount, quantity, interval, interval_count, started_at,
    trial_ends_at, period_start, period_end, period_anchor, paused_at, resume_at, cancelled_at, ends_at, created_at, updated_at)
  VALUES (:id, :client_id, 'A', :state, 'EUR', 100, 1, 'month', 1, :start, :trial_ends_at, :start, :end, :anchor, :paused_at,
    :resume_at, :cancelled_at, :cancelled_at, :start, :start)`

export function insertSubscription(queries: Queries, { until, ...subscription }: SubscriptionModel) {
  const start = '2026-11-01T00:00:00Z'
  const trialEndsAt = subscription.state === 'trialing' ? until : null
  return queries.run(SUBSCRIPTION, {
    ...subscription,
    start,
    end: trialEndsAt ?? '2026-12-01T00:00:00Z',
    anchor: trialEndsAt ?? start,
    trial_ends_at: trialEndsAt,
    paused_at: subscription.state === 'paused' ? '2026-11-02T00:00:00Z' : null,
    resume_at: subscription.state === 'paused' ? until : null,
    cancelled_at: subscription.state === 'cancelled' ? NOON : null,
  })
}
