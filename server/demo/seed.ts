import { normaliseEmail } from '../auth/email.ts'
import type { Database, Queries } from '../database/database.ts'
import { insertInto } from '../database/insert-row.ts'
import { reserveNumbers } from '../database/numbers.ts'
import { parseMoney, parseQuantity, parseRate, parseUnitPrice } from '../domain/money.ts'
import { addInvoice } from '../invoices/add.ts'
import { settleInvoice } from '../invoices/settle.ts'
import { addTicket } from '../tickets/add.ts'
import data from './demo-data.json' with { type: 'json' }

/** The password of every demo user. */
export const DEMO_PASSWORD = 'correct horse battery staple'

const IS_NEW = 'SELECT CASE WHEN EXISTS (SELECT 1 FROM clients) THEN 0 ELSE 1 END AS yes'

/** Whether the database holds no data. */
export const isNew = async (queries: Queries): Promise<boolean> =>
  (await queries.one<{ yes: number }>(IS_NEW))?.yes === 1

const IS_DEMO = `SELECT CASE WHEN EXISTS (SELECT 1 FROM settings WHERE name = 'demo') THEN 1 ELSE 0 END AS yes`

/** Whether the database holds the demo data, whose passwords are public. */
export const isDemo = async (queries: Queries): Promise<boolean> =>
  (await queries.one<{ yes: number }>(IS_DEMO))?.yes === 1

/**
 * Stores the demo data, as of 2026-11-22, in one transaction. Throws if the database is not new.
 * @param passwordHash hashes a password for users.password_hash
 */
export async function seedDemo(
  database: Database,
  { passwordHash }: { passwordHash: (password: string) => Promise<string> },
): Promise<void> {
  const hashes = await Promise.all(data.users.map(() => passwordHash(DEMO_PASSWORD)))
  await database.write(async queries => {
    if (!(await isNew(queries))) throw new Error('The demo data can only be stored in a new database')
    await seedPeople(queries, hashes)
    await seedDocuments(queries)
  })
}

/** Stores the clients and their users. @param hashes the password hash of each user */
export async function seedPeople(queries: Queries, hashes: readonly string[]): Promise<void> {
  await insertInto(queries, 'settings', { name: 'demo', value: 'demo-data.json' })
  for (const client of data.clients) await seedClient(queries, client)
  for (const [index, user] of data.users.entries()) await seedUser(queries, user, hashes[index] ?? '')
}

/** Stores subscriptions, invoices and tickets. */
export async function seedDocuments(queries: Queries): Promise<void> {
  for (const subscription of data.subscriptions) await seedSubscription(queries, subscription)
  for (const invoice of data.invoices) await seedInvoice(queries, invoice)
  for (const ticket of data.tickets) await seedTicket(queries, ticket)
  await reserveNumbers(queries, { kind: 'INV', year: 2026, last: data.invoices.length })
  await reserveNumbers(queries, { kind: 'TKT', year: 2026, last: data.tickets.length })
}

type Client = (typeof data.clients)[number]
type User = (typeof data.users)[number]
type Subscription = (typeof data.subscriptions)[number]
type Invoice = (typeof data.invoices)[number]
type Ticket = (typeof data.tickets)[number]

async function seedClient(queries: Queries, { address, ...client }: Client): Promise<void> {
  await insertInto(queries, 'clients', { ...client, ...address })
}

async function seedUser(queries: Queries, user: User, passwordHash: string): Promise<void> {
  const email = normaliseEmail(user.email)
  await insertInto(queries, 'users', {
    ...user,
    email_normalised: email,
    password_hash: passwordHash,
    disabled_at: null,
  })
}

async function seedSubscription(queries: Queries, subscription: Subscription): Promise<void> {
  // next_invoice_date is derived from the period, past_due from the invoices.
  const { status, current_period_start, current_period_end, next_invoice_date: _, ...same } = subscription
  await insertInto(queries, 'subscriptions', {
    ...same,
    state: status === 'past_due' ? 'active' : status,
    amount: parseMoney(same.amount, same.currency),
    period_start: current_period_start,
    period_end: current_period_end,
    period_anchor: status === 'trialing' ? same.trial_ends_at : current_period_start,
  })
}

async function seedInvoice(queries: Queries, invoice: Invoice): Promise<void> {
  const { id, client_id, currency, bill_to } = invoice
  const minor = (amount: string) => parseMoney(amount, currency)
  await addInvoice(queries, {
    id,
    client_id,
    number: invoice.number,
    state: invoice.status === 'void' ? 'void' : 'open',
    currency,
    issue_date: invoice.issue_date,
    due_date: invoice.due_date,
    subtotal: minor(invoice.subtotal),
    discount_total: minor(invoice.discount_total),
    tax_total: minor(invoice.tax_total),
    total: minor(invoice.total),
    subscription_id: invoice.subscription_id,
    voided_at: invoice.voided_at,
    po_number: invoice.po_number,
    notes: invoice.notes,
    bill_to_name: bill_to.name,
    bill_to_email: bill_to.email,
    bill_to_tax_id: bill_to.tax_id,
    bill_to_line1: bill_to.address.line1,
    bill_to_line2: bill_to.address.line2,
    bill_to_city: bill_to.address.city,
    bill_to_region: bill_to.address.region,
    bill_to_postal_code: bill_to.address.postal_code,
    bill_to_country: bill_to.address.country,
    created_at: invoice.created_at,
    updated_at: invoice.updated_at,
  })
  for (const line of invoice.line_items) {
    await insertInto(queries, 'invoice_lines', {
      ...line,
      client_id,
      invoice_id: id,
      quantity: parseQuantity(line.quantity),
      unit_price: parseUnitPrice(line.unit_price, currency),
      discount: minor(line.discount),
      tax_rate: parseRate(line.tax_rate),
      amount: minor(line.amount),
    })
  }
  for (const tax of invoice.taxes) {
    const amounts = { rate: parseRate(tax.rate), taxable_amount: minor(tax.taxable_amount), amount: minor(tax.amount) }
    await insertInto(queries, 'invoice_taxes', { ...tax, ...amounts, client_id, invoice_id: id })
  }
  for (const payment of invoice.payments) {
    await insertInto(queries, 'payments', { ...payment, client_id, invoice_id: id, amount: minor(payment.amount) })
  }
  await settleInvoice(queries, id, invoice.updated_at)
}

async function seedTicket(queries: Queries, ticket: Ticket): Promise<void> {
  const { status, created_by, replies, resolved_at = null, ...same } = ticket
  await addTicket(queries, { ...same, state: status, created_by: created_by.id, resolved_at })
  for (const { author, ...reply } of replies) {
    const user = author.type === 'client' ? data.users.find(({ name }) => name === author.name) : undefined
    const from = { author_type: author.type, author_name: author.name, user_id: user?.id ?? null }
    await insertInto(queries, 'ticket_replies', { ...reply, ...from, client_id: ticket.client_id, internal: 0 })
  }
}
