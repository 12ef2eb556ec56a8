import { type ClientRow, findClient, findClientByExternalRef, holdClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { decimalsOf } from '../domain/money.ts'
import { type Problem, Refused } from '../domain/refused.ts'
import { type InvoiceInput, placeOf } from './input.ts'
import type { InvoiceContent } from './issue.ts'
import { pricedLines } from './priced.ts'

/** Finds the clients of invoices and checks what depends on them. Throws Refused with every fault. */
export async function contentsOf(
  queries: Queries,
  invoices: readonly InvoiceInput[],
): Promise<{ client: ClientRow; content: InvoiceContent }[]> {
  const problems: Problem[] = []
  const found: { client: ClientRow; content: InvoiceContent }[] = []
  for (const [index, invoice] of invoices.entries()) {
    const place = (path: string) => placeOf(index, path)
    const client = await findInvoiceClient(queries, invoice)
    const field = invoice.client_id == null ? 'client_external_ref' : 'client_id'
    if (!client || client.erased_at !== null) {
      const message = client
        ? `client ${client.id} was erased at ${client.erased_at}`
        : `there is no client ${invoice[field]}`
      problems.push({ at: place(field), message })
      continue
    }
    problems.push(...(await subscriptionProblems(queries, invoice, client.id, place)))
    const currency = invoice.currency ?? client.currency
    if (!isCurrency(currency)) {
      problems.push({ at: place('currency'), message: `${currency} is not an ISO 4217 code` })
      continue
    }
    const priced = pricedLines(invoice, currency, place)
    problems.push(...priced.problems)
    const content = {
      currency,
      issue_date: invoice.issue_date ?? null,
      due_date: invoice.due_date ?? null,
      po_number: invoice.po_number ?? null,
      notes: invoice.notes ?? null,
      subscription_id: invoice.subscription_id ?? null,
      lines: priced.lines,
    }
    found.push({ client, content })
  }
  if (problems.length > 0) throw new Refused('The invoices are not valid; nothing was changed', problems)
  return found
}

async function findInvoiceClient(queries: Queries, { client_id, client_external_ref }: InvoiceInput) {
  const id = client_id ?? (await findClientByExternalRef(queries, client_external_ref ?? ''))?.id
  if (id === undefined) return undefined
  await holdClient(queries, id)
  return findClient(queries, id)
}

const SUBSCRIPTION = 'SELECT client_id FROM subscriptions WHERE id = :id'

async function subscriptionProblems(
  queries: Queries,
  invoice: InvoiceInput,
  clientId: number,
  place: (path: string) => string,
): Promise<Problem[]> {
  const named: [path: string, id: number | null | undefined][] = [
    ['subscription_id', invoice.subscription_id],
    ...invoice.line_items.map((line, index): [string, number | null | undefined] => [
      `line_items.${index}.subscription_id`,
      line.subscription_id,
    ]),
  ]
  const problems: Problem[] = []
  for (const [path, id] of named) {
    if (id == null) continue
    const subscription = await queries.one<{ client_id: number }>(SUBSCRIPTION, { id })
    if (subscription?.client_id === clientId) continue
    problems.push({ at: place(path), message: `client ${clientId} has no subscription ${id}` })
  }
  return problems
}

function isCurrency(code: string): boolean {
  try {
    return decimalsOf(code) >= 0
  } catch {
    return false
  }
}
