import type { z } from '@hono/zod-openapi'
import type { Queries } from '../database/database.ts'
import { ImportClient, ImportInvoice, ImportSubscription, ImportTicket, ImportUser } from '../generated/import.gen.ts'
import type { CheckedRow, Kind } from './checked.ts'
import { checkInvoice } from './invoice.ts'
import { readJsonLists } from './json-lists.ts'
import { checkPayment } from './payment.ts'
import { checkClient, checkUser } from './people.ts'
import type { Problems } from './problems.ts'
import { parseRow } from './shape.ts'
import type { Staging } from './staging.ts'
import { checkSubscription } from './subscription.ts'
import { checkTicket } from './ticket.ts'
import { Unreadable } from './unreadable.ts'

/** Where checked rows go. */
export interface Target {
  staging: Staging
  problems: Problems
  database: Queries
  now: string
  /** The first rows of CSV files as a document has them. */
  preview: { place: string; row: object }[]
}

/** Checks a row of a list and adds it to the staged rows. @param place names the row in messages */
type AddRow<T> = (value: unknown, place: string, target: Target) => Promise<T | undefined>

const adder =
  <T>(
    kind: Kind,
    schema: z.ZodType<T>,
    check: (row: T, place: string, target: Target) => CheckedRow | undefined,
  ): AddRow<T> =>
  async (value, place, target) => {
    const row = parseRow(schema, value, place, target.problems)
    const checked = row && check(row, place, target)
    if (checked) await target.staging.add(checked)
    else await target.staging.addInvalid(kind, place, value)
    return row
  }

const addInvoice = adder('invoices', ImportInvoice, (row, place, { problems }) => checkInvoice(row, place, problems))

export const adders = {
  clients: adder('clients', ImportClient, (row, place, { problems }) => checkClient(row, place, problems)),
  users: adder('users', ImportUser, (row, place, { problems, now }) => checkUser(row, place, problems, now)),
  subscriptions: adder('subscriptions', ImportSubscription, (row, place, { problems }) =>
    checkSubscription(row, place, problems),
  ),
  invoices: addInvoiceWithPayments,
  tickets: adder('tickets', ImportTicket, (row, place, { problems }) => checkTicket(row, place, problems)),
} satisfies Record<string, AddRow<unknown>>

async function addInvoiceWithPayments(value: unknown, place: string, target: Target): Promise<void> {
  const invoice = await addInvoice(value, place, target)
  if (!invoice) return
  const paid = { number: invoice.number, currency: invoice.currency, issued: `${invoice.issue_date}T00:00:00Z` }
  for (const [index, payment] of (invoice.payments ?? []).entries()) {
    await target.staging.add(checkPayment(payment, paid, `${place}, payments ${index + 1}`, target.problems))
  }
}

/** Reads a document of lists into the staged rows. */
export async function readJsonFile(file: string, name: string, target: Target): Promise<void> {
  const unknown = new Set<string>()
  try {
    for await (const { list, row, value } of readJsonLists(file)) {
      const add = Object.hasOwn(adders, list) ? adders[list as keyof typeof adders] : undefined
      if (add) await add(value, `${name} ${list} row ${row}`, target)
      else if (!unknown.has(list)) {
        unknown.add(list)
        target.problems.add(`${name} ${list}`, `unknown list; known are ${Object.keys(adders).join(', ')}`)
      }
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    target.problems.add(name, error.message)
  }
}
