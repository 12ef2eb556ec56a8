import type { Queries, Sql } from '../database/database.ts'
import type { Row } from '../database/insert-row.ts'

/** A row of the database that a row of a file may be equal to. */
export type Existing = Row & { id: number; client_id: number }

const CLIENT = `id, id AS client_id, name, email, tax_id, line1, line2, city, region, postal_code, country, currency, external_ref`
const CLIENT_BY_REF = `SELECT ${CLIENT} FROM clients WHERE external_ref = :ref`
const CLIENT_BY_ID = `SELECT ${CLIENT} FROM clients WHERE id = :id`

const USER = 'id, client_id, email, email_normalised, name, created_at, external_ref'
const USER_BY_REF = `SELECT ${USER} FROM users WHERE external_ref = :ref`
const USER_BY_EMAIL = `SELECT ${USER} FROM users WHERE email_normalised = :name`
const USER_BY_ID = `SELECT ${USER} FROM users WHERE id = :id`

const SUBSCRIPTION = 'id, client_id, name, currency, started_at, external_ref'
const SUBSCRIPTION_BY_REF = `SELECT ${SUBSCRIPTION} FROM subscriptions WHERE external_ref = :ref`
const SUBSCRIPTION_BY_ID = `SELECT ${SUBSCRIPTION} FROM subscriptions WHERE id = :id`

const INVOICE_BY_NUMBER = `
  SELECT id, client_id, number, state, currency, issue_date, due_date, subtotal, discount_total, tax_total, total, po_number, notes,
    bill_to_name, bill_to_email, bill_to_tax_id, bill_to_line1, bill_to_line2, bill_to_city, bill_to_region,
    bill_to_postal_code, bill_to_country
  FROM invoices WHERE number = :name`

const LINES = `
  SELECT position, description, quantity, unit_price, discount, tax_rate, tax_category, amount, period_start, period_end
  FROM invoice_lines WHERE invoice_id = :id ORDER BY position`

const PAID = `SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) AS paid FROM payments WHERE invoice_id = :id AND status = 'succeeded'`

const PAYMENT = `
  p.id, i.client_id, i.number AS invoice, p.amount, p.currency, p.method, p.status, p.reference, p.external_ref
  FROM payments p JOIN invoices i ON i.id = p.invoice_id`
const PAYMENT_BY_REF = `SELECT ${PAYMENT} WHERE p.external_ref = :ref`
const PAYMENT_BY_ID = `SELECT ${PAYMENT} WHERE p.id = :id`

const TICKET = 'id, client_id, number, subject, body, created_at, external_ref'
const TICKET_BY_REF = `SELECT ${TICKET} FROM tickets WHERE external_ref = :ref`
const TICKET_BY_NUMBER = `SELECT ${TICKET} FROM tickets WHERE number = :name`

type Find = (queries: Queries, value: string | number) => Promise<Existing | undefined>

/** How a row of each kind is found, by its key in another system, its number or email address, or its id. */
export const finders = {
  clients: {
    ref: (queries, ref) => queries.one(CLIENT_BY_REF, { ref }),
    id: (queries, id) => queries.one(CLIENT_BY_ID, { id }),
  },
  users: {
    ref: (queries, ref) => queries.one(USER_BY_REF, { ref }),
    name: (queries, name) => queries.one(USER_BY_EMAIL, { name }),
    id: (queries, id) => queries.one(USER_BY_ID, { id }),
  },
  subscriptions: {
    ref: (queries, ref) => queries.one(SUBSCRIPTION_BY_REF, { ref }),
    id: (queries, id) => queries.one(SUBSCRIPTION_BY_ID, { id }),
  },
  invoices: { name: (queries, name) => queries.one(INVOICE_BY_NUMBER, { name }) },
  payments: {
    ref: (queries, ref) => queries.one(PAYMENT_BY_REF, { ref }),
    id: (queries, id) => queries.one(PAYMENT_BY_ID, { id }),
  },
  tickets: {
    ref: (queries, ref) => queries.one(TICKET_BY_REF, { ref }),
    name: (queries, name) => queries.one(TICKET_BY_NUMBER, { name }),
  },
} as const satisfies Record<string, Partial<Record<'ref' | 'name' | 'id', Find>>>

/** The lines of an invoice by position. */
export const linesOf = (queries: Queries, id: number) => queries.all<Row>(LINES, { id })

/** What succeeded payments of an invoice add up to, in minor units. */
export const paidOf = async (queries: Queries, id: number): Promise<number> =>
  (await queries.one<{ paid: number }>(PAID, { id }))?.paid ?? 0

const INVOICE_IDS = `
  (SELECT max(i.id) FROM invoices i WHERE i.client_id = :client_id AND i.seq IS NOT NULL) AS newest,
  (SELECT t.id FROM invoices t WHERE t.id = :id) AS taken`

/** On PostgreSQL other transactions may be adding rows that max(id) does not show. */
const INVOICE_ID: Sql = {
  sqlite: `SELECT coalesce(max(id), 0) + 1 AS next, ${INVOICE_IDS} FROM invoices`,
  postgres: `SELECT nextval('invoices_id_seq') AS next, ${INVOICE_IDS}`,
}

const TICKET_IDS = `
  (SELECT max(i.id) FROM tickets i WHERE i.client_id = :client_id) AS newest,
  (SELECT t.id FROM tickets t WHERE t.id = :id) AS taken`

const TICKET_ID: Sql = {
  sqlite: `SELECT coalesce(max(id), 0) + 1 AS next, ${TICKET_IDS} FROM tickets`,
  postgres: `SELECT nextval('tickets_id_seq') AS next, ${TICKET_IDS}`,
}

interface Ids {
  next: number
  newest: number | null
  taken: number | null
}

/** The id of a new row: that of the file if it is free and higher than all of the client's list, which is in the order of ids. */
function idFrom(ids: Ids | undefined, id: number | null): number {
  const { next = 1, newest = null, taken = null } = ids ?? {}
  return id !== null && taken === null && id > (newest ?? 0) ? id : next
}

export const newInvoiceId = async (queries: Queries, id: number | null, clientId: number): Promise<number> =>
  idFrom(await queries.one<Ids>(INVOICE_ID, { id, client_id: clientId }), id)

export const newTicketId = async (queries: Queries, id: number | null, clientId: number): Promise<number> =>
  idFrom(await queries.one<Ids>(TICKET_ID, { id, client_id: clientId }), id)
