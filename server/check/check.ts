import { normaliseEmail } from '../auth/email.ts'
import type { Queries } from '../database/database.ts'
import { type CountRow, findListFault } from '../database/list-check.ts'
import type { ListKind } from '../database/ordinals.ts'
import { findOrphans } from '../database/orphans.ts'
import { countedAs, type Settled } from '../invoices/settle.ts'
import { type Finding, REPAIR, RESTORE } from './finding.ts'
import { checkInvoice, isCurrency } from './invoice.ts'
import { checkNumbers } from './numbers.ts'
import {
  type CheckedSubscription,
  findUserByNormalisedEmail,
  hasSeller,
  readBilledPeriods,
  readInvoices,
  readPeriodLines,
  readRows,
} from './store.ts'

const MAX_ORPHANS = 1000

/** Everything that is wrong in the database. Call it in a read(). Memory is bounded, because rows are read in pages. */
export async function* checkDatabase(queries: Queries): AsyncGenerator<Finding> {
  for (const { child, row, parent } of await findOrphans(queries, MAX_ORPHANS)) {
    const at = row === null ? child : `${child} row ${row}`
    yield {
      check: 'orphan',
      at,
      message: `names a row of ${parent} that does not exist`,
      mend: 'restore a backup, or delete it by SQL',
    }
  }
  const installation = { hasSeller: await hasSeller(queries) }
  for await (const invoice of readInvoices(queries)) yield* checkInvoice(invoice, installation)
  yield* checkNumbers(queries)
  for await (const { id, currency } of readRows(queries, 'clients')) {
    if (!isCurrency(currency)) {
      const mend = `"clustrix client update ${id} --currency EUR"`
      yield {
        check: 'unknown-currency',
        at: `client ${id}`,
        message: `the currency ${currency} is not in ISO 4217`,
        mend,
      }
    }
    for (const kind of ['invoices', 'tickets'] as const) yield* checkList(queries, kind, id)
  }
  yield* checkTickets(queries)
  for await (const { id, email, email_normalised } of readRows(queries, 'users')) {
    const derived = normaliseEmail(email)
    if (email_normalised === derived) continue
    const message = 'its email_normalised does not follow from its email, so logins do not find it'
    const found = { check: 'email', at: `user ${id}`, message }
    const other = await findUserByNormalisedEmail(queries, derived)
    if (other) yield { ...found, mend: `user ${other.id} has the same address: change one of them by SQL` }
    else yield { ...found, mend: REPAIR, repair: { kind: 'email', user: id } }
  }
  for await (const subscription of readRows(queries, 'subscriptions')) yield* checkSubscription(queries, subscription)
}

/** How the rows of each list are counted. */
export const COUNTED_AS: Record<ListKind, CountRow> = {
  invoices: (state, dueDate) => countedAs(state as Settled, dueDate),
  tickets: state => ({ state }),
}

async function* checkList(queries: Queries, kind: ListKind, client: number): AsyncGenerator<Finding> {
  const fault = await findListFault(queries, kind, client, COUNTED_AS[kind])
  if (!fault) return
  const found = { at: `${kind} of client ${client}`, message: fault.message }
  if (!fault.isCounter) yield { check: 'list-order', ...found, mend: 'restore a backup' }
  else yield { check: 'list-counter', ...found, mend: REPAIR, repair: { kind: 'recount', list: kind, client } }
}

async function* checkTickets(queries: Queries): AsyncGenerator<Finding> {
  for await (const ticket of readRows(queries, 'tickets')) {
    const at = `ticket ${ticket.number}`
    if (ticket.creator_client !== null && ticket.creator_client !== ticket.client_id) {
      yield {
        check: 'foreign-creator',
        at,
        message: `was opened by a user of client ${ticket.creator_client}`,
        mend: 'restore a backup',
      }
    }
    if (ticket.reply_count !== ticket.replies || ticket.last_reply_at !== ticket.last_at) {
      const message = `has ${ticket.replies} replies, the last at ${ticket.last_at}, and the ticket says ${ticket.reply_count}, ${ticket.last_reply_at}`
      yield { check: 'reply-count', at, message, mend: REPAIR, repair: { kind: 'replies', ticket: ticket.id } }
    }
  }
}

async function* checkSubscription(queries: Queries, subscription: CheckedSubscription): AsyncGenerator<Finding> {
  const { id, currency, tax_rate, tax_category, invoiced_until, last_billed } = subscription
  const at = `subscription ${id}`
  if (!isCurrency(currency)) {
    yield {
      check: 'unknown-currency',
      at,
      message: `the currency ${currency} is not in ISO 4217`,
      mend: 'correct it by SQL',
    }
  }
  if ((tax_rate === null) !== (tax_category === null) || (invoiced_until !== null && tax_rate === null)) {
    const mend = `"clustrix subscription change ${id} --tax-rate 19.00 --tax-category S"`
    yield { check: 'subscription-tax', at, message: 'is invoiced by tick and its tax is not complete', mend }
  }
  if (last_billed !== null && (invoiced_until === null || last_billed >= invoiced_until)) {
    const message = `tick would invoice the period from ${last_billed} again: invoiced_until is ${invoiced_until}`
    yield { check: 'billed-again', at, message, mend: 'set invoiced_until to the end of that period by SQL' }
  }
  for (const billed of await readBilledPeriods(queries, id)) {
    if (billed.invoice_subscription === id) continue
    const message = `the period from ${billed.period_start} names invoice ${billed.number} of another subscription`
    yield { check: 'billed-foreign', at, message, mend: RESTORE }
  }
  const lines = new Map<string, string>()
  for (const { number, description, period_start, amount } of await readPeriodLines(queries, id)) {
    const key = JSON.stringify([description, period_start, amount])
    const first = lines.get(key)
    lines.set(key, number)
    if (first === undefined || first === number) continue
    const message = `the period from ${period_start} is on invoices ${first} and ${number}`
    yield { check: 'invoiced-twice', at, message, mend: `"clustrix invoice void ${number}", or refund its payment` }
  }
}
