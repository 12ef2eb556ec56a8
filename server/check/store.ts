import type { Queries } from '../database/database.ts'

/** Rows are read in pages of this size, so memory stays bounded. */
export const PAGE = 200

export interface CheckedInvoice {
  id: number
  client_id: number
  number: string | null
  state: string
  imported: number
  currency: string
  issue_date: string | null
  subtotal: number
  discount_total: number
  tax_total: number
  total: number
  amount_paid: number
  refunded: number
  last_payment_failed: number
  paid_at: string | null
  settled: string | null
  seller_id: number | null
  /** The client of its subscription. */
  subscriber: number | null
}

const INVOICES = `
  SELECT i.id, i.client_id, i.number, i.state, i.imported, i.currency, i.issue_date, i.subtotal, i.discount_total, i.tax_total,
    i.total, i.amount_paid, i.refunded, i.last_payment_failed, i.paid_at, i.settled, i.seller_id,
    (SELECT s.client_id FROM subscriptions s WHERE s.id = i.subscription_id) AS subscriber
  FROM invoices i WHERE i.id > :after ORDER BY i.id LIMIT :limit`

export interface CheckedLine {
  invoice_id: number
  position: number
  quantity: number
  unit_price: number
  discount: number
  tax_rate: number
  tax_category: string
  amount: number
}

const LINES = `
  SELECT invoice_id, position, quantity, unit_price, discount, tax_rate, tax_category, amount
  FROM invoice_lines WHERE invoice_id > :after AND invoice_id <= :last ORDER BY invoice_id, position`

export interface CheckedTax {
  invoice_id: number
  category: string
  rate: number
  taxable_amount: number
  amount: number
}

const TAXES = `
  SELECT invoice_id, category, rate, taxable_amount, amount
  FROM invoice_taxes WHERE invoice_id > :after AND invoice_id <= :last ORDER BY invoice_id`

export interface CheckedPayment {
  id: number
  invoice_id: number
  amount: number
  currency: string
  status: string
  paid_at: string | null
}

const PAYMENTS = `
  SELECT id, invoice_id, amount, currency, status, paid_at
  FROM payments WHERE invoice_id > :after AND invoice_id <= :last ORDER BY invoice_id`

export interface InvoiceParts {
  lines: CheckedLine[]
  taxes: CheckedTax[]
  payments: CheckedPayment[]
}

/** All invoices with their parts, by id. */
export async function* readInvoices(queries: Queries): AsyncGenerator<CheckedInvoice & InvoiceParts> {
  for (let after = 0; ; ) {
    const invoices = await queries.all<CheckedInvoice>(INVOICES, { after, limit: PAGE })
    const last = invoices.at(-1)?.id
    if (last === undefined) return
    const lines = byInvoice(await queries.all<CheckedLine>(LINES, { after, last }))
    const taxes = byInvoice(await queries.all<CheckedTax>(TAXES, { after, last }))
    const payments = byInvoice(await queries.all<CheckedPayment>(PAYMENTS, { after, last }))
    for (const invoice of invoices) {
      const { id } = invoice
      yield { ...invoice, lines: lines(id), taxes: taxes(id), payments: payments(id) }
    }
    after = last
  }
}

function byInvoice<Row extends { invoice_id: number }>(rows: readonly Row[]): (id: number) => Row[] {
  const grouped = Map.groupBy(rows, row => row.invoice_id)
  return id => grouped.get(id) ?? []
}

const SELLER = `SELECT name FROM settings WHERE name = 'seller'`

/** Whether an installation has a seller, whom every issued invoice then names. */
export const hasSeller = async (queries: Queries): Promise<boolean> => (await queries.one(SELLER)) !== undefined

const SEQUENCES = `SELECT year, last FROM number_sequences WHERE kind = 'INV' ORDER BY year`

/** The numbers of invoices of a year. */
export interface Sequence {
  year: number
  last: number
}

export const readSequences = (queries: Queries) => queries.all<Sequence>(SEQUENCES)

const NUMBERED = `
  SELECT number, issue_date, imported FROM invoices
  WHERE number > :after AND number < :end AND length(number) = :length ORDER BY number LIMIT :limit`

export interface Numbered {
  number: string
  issue_date: string
  imported: number
}

/** Invoices whose number begins like those of the year and ends with this many characters, in the order of the text. */
export async function* readNumbered(
  queries: Queries,
  { year }: Sequence,
  characters: number,
): AsyncGenerator<Numbered> {
  const series = `INV-${year}-`
  for (let after = series; ; ) {
    const page = { after, end: `${series}~`, length: series.length + characters, limit: PAGE }
    const rows = await queries.all<Numbered>(NUMBERED, page)
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.number
  }
}

const CLIENTS = 'SELECT id, currency FROM clients WHERE id > :after ORDER BY id LIMIT :limit'

export interface CheckedClient {
  id: number
  currency: string
}

const TICKETS = `
  SELECT t.id, t.number, t.client_id, t.reply_count, t.last_reply_at, u.client_id AS creator_client,
    (SELECT count(*) FROM ticket_replies r WHERE r.ticket_id = t.id AND r.internal = 0) AS replies,
    (SELECT max(r.created_at) FROM ticket_replies r WHERE r.ticket_id = t.id AND r.internal = 0) AS last_at
  FROM tickets t LEFT JOIN users u ON u.id = t.created_by WHERE t.id > :after ORDER BY t.id LIMIT :limit`

export interface CheckedTicket {
  id: number
  number: string
  client_id: number
  reply_count: number
  last_reply_at: string | null
  creator_client: number | null
  replies: number
  last_at: string | null
}

const USERS = 'SELECT id, email, email_normalised FROM users WHERE id > :after ORDER BY id LIMIT :limit'

export interface CheckedUser {
  id: number
  email: string
  email_normalised: string
}

const SUBSCRIPTIONS = `
  SELECT s.id, s.currency, s.tax_rate, s.tax_category, s.invoiced_until,
    (SELECT max(b.period_start) FROM billed_periods b WHERE b.subscription_id = s.id) AS last_billed
  FROM subscriptions s WHERE s.id > :after ORDER BY s.id LIMIT :limit`

export interface CheckedSubscription {
  id: number
  currency: string
  tax_rate: number | null
  tax_category: string | null
  invoiced_until: string | null
  last_billed: string | null
}

const BILLED = `
  SELECT b.subscription_id, b.period_start, i.number, i.state, i.subscription_id AS invoice_subscription
  FROM billed_periods b JOIN invoices i ON i.id = b.invoice_id WHERE b.subscription_id = :id ORDER BY b.period_start`

export interface BilledPeriod {
  subscription_id: number
  period_start: string
  number: string
  state: string
  invoice_subscription: number | null
}

export const readBilledPeriods = (queries: Queries, id: number) => queries.all<BilledPeriod>(BILLED, { id })

const SAME_LINES = `
  SELECT i.number, l.description, l.period_start, l.amount FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
  WHERE l.subscription_id = :id AND l.period_start IS NOT NULL AND i.state = 'open' AND i.refunded = 0
  ORDER BY l.invoice_id`

export interface PeriodLine {
  number: string
  description: string
  period_start: string
  amount: number
}

export const readPeriodLines = (queries: Queries, id: number) => queries.all<PeriodLine>(SAME_LINES, { id })

const READ = { clients: CLIENTS, tickets: TICKETS, users: USERS, subscriptions: SUBSCRIPTIONS }

interface CheckedRows {
  clients: CheckedClient
  tickets: CheckedTicket
  users: CheckedUser
  subscriptions: CheckedSubscription
}

/** All rows of a table, by id. */
export async function* readRows<Kind extends keyof CheckedRows>(
  queries: Queries,
  kind: Kind,
): AsyncGenerator<CheckedRows[Kind]> {
  for (let after = 0; ; ) {
    const rows = await queries.all<CheckedRows[Kind]>(READ[kind], { after, limit: PAGE })
    yield* rows
    const last = rows.at(-1)
    if (!last) return
    after = last.id
  }
}

const SET_REPLIES = `
  UPDATE tickets SET
    reply_count = (SELECT count(*) FROM ticket_replies r WHERE r.ticket_id = :id AND r.internal = 0),
    last_reply_at = (SELECT max(r.created_at) FROM ticket_replies r WHERE r.ticket_id = :id AND r.internal = 0)
  WHERE id = :id`

const LOCK_TICKET = 'SELECT 1 FROM tickets WHERE id = :id FOR NO KEY UPDATE'

export async function recountReplies(queries: Queries, id: number): Promise<void> {
  await queries.lock(LOCK_TICKET, { id })
  await queries.run(SET_REPLIES, { id })
}

const USER = 'SELECT email FROM users WHERE id = :id'

const WITH_EMAIL = 'SELECT id FROM users WHERE email_normalised = :email'

/** @param email result of normaliseEmail() */
export const findUserByNormalisedEmail = (queries: Queries, email: string) =>
  queries.one<{ id: number }>(WITH_EMAIL, { email })

/** Unless another user has it. */
const SET_EMAIL = `
  UPDATE users SET email_normalised = :email
  WHERE id = :id AND NOT EXISTS (${WITH_EMAIL})`

export async function setNormalisedEmail(
  queries: Queries,
  id: number,
  normalise: (email: string) => string,
): Promise<void> {
  const user = await queries.one<{ email: string }>(USER, { id })
  if (user) await queries.run(SET_EMAIL, { id, email: normalise(user.email) })
}
