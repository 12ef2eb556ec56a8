import { listClients } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'

/** Rows are read in pages, in the order of their ids. */
const LIMIT = 200

const USERS = `
  SELECT id, client_id, email, name, password_hash, external_ref, disabled_at, created_at
  FROM users WHERE id > :after ORDER BY id LIMIT :limit`

export interface UserRow {
  id: number
  client_id: number
  email: string
  name: string
  password_hash: string
  external_ref: string | null
  disabled_at: string | null
  created_at: string
}

const SUBSCRIPTIONS = `
  SELECT id, client_id, name, state, currency, amount, quantity, interval, interval_count, started_at, trial_ends_at, period_start,
    period_end, period_anchor, paused_at, resume_at, cancelled_at, cancellation_reason, ends_at, external_ref, tax_rate,
    tax_category, tax_exemption_reason, paused_by, cancelled_by, invoiced_until, created_at, updated_at
  FROM subscriptions WHERE id > :after ORDER BY id LIMIT :limit`

export interface SubscriptionRow {
  id: number
  client_id: number
  name: string
  state: 'trialing' | 'active' | 'paused' | 'cancelled'
  currency: string
  amount: number
  quantity: number
  interval: 'day' | 'week' | 'month' | 'year'
  interval_count: number
  started_at: string
  trial_ends_at: string | null
  period_start: string
  period_end: string
  period_anchor: string
  paused_at: string | null
  resume_at: string | null
  cancelled_at: string | null
  cancellation_reason: string | null
  ends_at: string | null
  external_ref: string | null
  tax_rate: number | null
  tax_category: TaxCategory | null
  tax_exemption_reason: string | null
  paused_by: 'client' | 'operator' | null
  cancelled_by: 'client' | 'operator' | null
  invoiced_until: string | null
  created_at: string
  updated_at: string
}

type TaxCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O'

const INVOICES = `
  SELECT id, client_id, number, settled, currency, issue_date, due_date, subtotal, discount_total, tax_total, total, amount_paid,
    subscription_id, paid_at, voided_at, po_number, notes, bill_to_name, bill_to_email, bill_to_tax_id, bill_to_line1,
    bill_to_line2, bill_to_city, bill_to_region, bill_to_postal_code, bill_to_country, created_at, updated_at
  FROM invoices WHERE id > :after AND state <> 'draft' ORDER BY id LIMIT :limit`

export interface InvoiceRow {
  id: number
  client_id: number
  number: string
  settled: 'void' | 'refunded' | 'paid' | 'part' | 'unpaid'
  currency: string
  issue_date: string
  due_date: string
  subtotal: number
  discount_total: number
  tax_total: number
  total: number
  amount_paid: number
  subscription_id: number | null
  paid_at: string | null
  voided_at: string | null
  po_number: string | null
  notes: string | null
  bill_to_name: string
  bill_to_email: string | null
  bill_to_tax_id: string | null
  bill_to_line1: string
  bill_to_line2: string | null
  bill_to_city: string
  bill_to_region: string | null
  bill_to_postal_code: string | null
  bill_to_country: string
  created_at: string
  updated_at: string
}

const PAYMENTS = `
  SELECT id, amount, currency, method, status, reference, external_ref, paid_at, created_at
  FROM payments WHERE invoice_id = :id ORDER BY created_at, id`

export interface PaymentRow {
  id: number
  amount: number
  currency: string
  method: 'card' | 'bank_transfer' | 'direct_debit' | 'paypal' | 'cash' | 'credit' | 'other'
  status: 'pending' | 'succeeded' | 'failed' | 'refunded'
  reference: string | null
  external_ref: string | null
  paid_at: string | null
  created_at: string
}

const TICKETS = `
  SELECT id, client_id, number, subject, body, state, priority, category, created_by, external_ref, resolved_at, closed_at,
    created_at, updated_at
  FROM tickets WHERE id > :after ORDER BY id LIMIT :limit`

export interface TicketRow {
  id: number
  client_id: number
  number: string
  subject: string
  body: string
  state: 'open' | 'answered' | 'on_hold' | 'resolved' | 'closed'
  priority: 'low' | 'medium' | 'high' | 'urgent'
  category: 'general' | 'billing' | 'technical' | 'sales'
  created_by: number
  external_ref: string | null
  resolved_at: string | null
  closed_at: string | null
  created_at: string
  updated_at: string
}

const REPLIES = `
  SELECT id, body, author_type, author_name, user_id, internal, created_at
  FROM ticket_replies WHERE ticket_id = :id ORDER BY created_at, id`

export interface ReplyRow {
  id: number
  body: string
  author_type: 'client' | 'staff' | 'system'
  author_name: string
  user_id: number | null
  internal: 0 | 1
  created_at: string
}

const DRAFTS = `SELECT count(*) AS drafts FROM invoices WHERE state = 'draft' AND number IS NULL`

/** The number of draft invoices, which are not exported. */
export const countDrafts = async (queries: Queries): Promise<number> =>
  (await queries.one<{ drafts: number }>(DRAFTS))?.drafts ?? 0

type ReadPage<Row> = (page: { after: number; limit: number }) => Promise<Row[]>

/** All rows of a table. */
async function* pages<Row extends { id: number }>(read: ReadPage<Row>): AsyncGenerator<Row> {
  let after = 0
  for (;;) {
    const rows = await read({ after, limit: LIMIT })
    yield* rows
    if (rows.length < LIMIT) return
    after = rows.at(-1)?.id ?? Number.MAX_SAFE_INTEGER
  }
}

export const allClients = (queries: Queries) => pages(page => listClients(queries, page))
export const allUsers = (queries: Queries) => pages(page => queries.all<UserRow>(USERS, page))
export const allSubscriptions = (queries: Queries) => pages(page => queries.all<SubscriptionRow>(SUBSCRIPTIONS, page))
/** Without drafts. */
export const allInvoices = (queries: Queries) => pages(page => queries.all<InvoiceRow>(INVOICES, page))
export const allTickets = (queries: Queries) => pages(page => queries.all<TicketRow>(TICKETS, page))

export const paymentsOf = (queries: Queries, id: number) => queries.all<PaymentRow>(PAYMENTS, { id })
export const repliesOf = (queries: Queries, id: number) => queries.all<ReplyRow>(REPLIES, { id })
