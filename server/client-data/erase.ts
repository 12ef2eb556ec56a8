import { normaliseEmail } from '../auth/email.ts'
import { revokeTokensOfUser } from '../auth/store.ts'
import { type ClientRow, setClientDisabled } from '../clients/store.ts'
import type { Database, Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { discardDraft } from '../invoices/drafts.ts'
import { findUser, listUsersOfClient, lockUser } from '../users/store.ts'
import { inPages } from './store.ts'

// Erases names, email addresses, tokens and the texts of tickets. Issued invoices keep what they show, because the law wants them.

const OPEN_SUBSCRIPTIONS = `
  SELECT count(*) AS count FROM subscriptions WHERE client_id = :client_id AND state <> 'cancelled'`

/** Throws Refused unless a client can be erased. */
export async function assertErasable(queries: Queries, client: ClientRow): Promise<void> {
  const { id, erased_at } = client
  if (erased_at !== null) throw new Refused(`Client ${id} was erased at ${erased_at}`)
  const open = await queries.one<{ count: number }>(OPEN_SUBSCRIPTIONS, { client_id: id })
  if (open?.count) {
    throw new Refused(`Subscriptions of client ${id} that are not cancelled: ${open.count}; cancel them first`)
  }
}

export interface ErasureOptions {
  now: string
  /** The hash of a random password. */
  passwordHash: string
  onProgress: (progress: { changes: number; total: number }) => void
}

const SIZE = `
  SELECT (SELECT count(*) FROM users WHERE client_id = :client_id) + (SELECT count(*) FROM tickets WHERE client_id = :client_id)
    AS total`

/**
 * The part that takes long: users and tickets, a transaction for each, so that a server is never blocked. Continue with finishErasure().
 * If it is interrupted, run it again.
 */
export async function eraseUsersAndTickets(database: Database, client: ClientRow, options: ErasureOptions) {
  const { now, passwordHash, onProgress } = options
  // First, so that no new texts arrive.
  if (client.disabled_at === null) await setClientDisabled(database, client.id, now)
  const { total = 0 } = (await database.one<{ total: number }>(SIZE, { client_id: client.id })) ?? {}
  let changes = 0
  const erase = async (work: (queries: Queries) => Promise<void>) => {
    await database.write(work)
    changes += 1
    onProgress({ changes, total })
  }
  for await (const { id } of inPages((after, limit) => listUsersOfClient(database, client.id, { after, limit }))) {
    await erase(queries => eraseUser(queries, id, now, passwordHash))
  }
  for await (const { id } of inPages((after, limit) => ticketIds(database, client.id, after, limit))) {
    await erase(queries => eraseTicket(queries, id))
  }
}

const USER = `
  UPDATE users SET name = 'Erased', email = 'erased-' || :id || '@erased.invalid', external_ref = NULL,
    email_normalised = 'erased-' || :id || '@erased.invalid', password_hash = :password_hash, password_imported = 0,
    disabled_at = coalesce(disabled_at, :now)
  WHERE id = :id`

/** The stored responses contain texts of tickets. */
const RESPONSES = 'DELETE FROM idempotency_keys WHERE user_id = :id'

const LOGIN_ATTEMPTS = 'DELETE FROM login_attempts WHERE email = :email'

async function eraseUser(queries: Queries, id: number, now: string, passwordHash: string): Promise<void> {
  await lockUser(queries, id)
  const user = await findUser(queries, id)
  if (!user) return
  await revokeTokensOfUser(queries, id)
  await queries.run(RESPONSES, { id })
  await queries.run(LOGIN_ATTEMPTS, { email: normaliseEmail(user.email) })
  await queries.run(USER, { id, now, password_hash: passwordHash })
}

const TICKETS = 'SELECT id FROM tickets WHERE client_id = :client_id AND id > :after ORDER BY id LIMIT :limit'

const ticketIds = (queries: Queries, clientId: number, after: number, limit: number) =>
  queries.all<{ id: number }>(TICKETS, { client_id: clientId, after, limit })

const TICKET = `UPDATE tickets SET subject = 'Erased', body = 'Erased', external_ref = NULL WHERE id = :id`

/** Replies of staff quote the client, so all texts go. Names of staff stay. */
const REPLIES = `
  UPDATE ticket_replies SET body = 'Erased', author_name = CASE author_type WHEN 'client' THEN 'Erased' ELSE author_name END
  WHERE ticket_id = :id`

async function eraseTicket(queries: Queries, id: number): Promise<void> {
  await queries.run(TICKET, { id })
  await queries.run(REPLIES, { id })
}

const DRAFTS = `SELECT id FROM invoices WHERE client_id = :client_id AND state = 'draft'`

const SUBSCRIPTIONS = `
  UPDATE subscriptions SET cancellation_reason = NULL, external_ref = NULL WHERE client_id = :client_id`

const CLIENT = `
  UPDATE clients SET name = 'Erased', email = NULL, tax_id = NULL, line1 = 'Erased', line2 = NULL, city = 'Erased', region = NULL,
    postal_code = NULL, external_ref = NULL, erased_at = :now
  WHERE id = :client_id`

/** The short part: what belongs to the client itself. Call it in a transaction. */
export async function finishErasure(queries: Queries, clientId: number, now: string): Promise<void> {
  for (const { id } of await queries.all<{ id: number }>(DRAFTS, { client_id: clientId })) {
    await discardDraft(queries, id)
  }
  await queries.run(SUBSCRIPTIONS, { client_id: clientId })
  await queries.run(CLIENT, { client_id: clientId, now })
}
