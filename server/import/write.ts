import { type Database, type Queries, UniqueViolation } from '../database/database.ts'
import { insertInto, insertWithId, type Row } from '../database/insert-row.ts'
import { nextNumber } from '../database/numbers.ts'
import { addInvoice } from '../invoices/add.ts'
import { lockInvoice, settleInvoice } from '../invoices/settle.ts'
import { addTicket } from '../tickets/add.ts'
import { paidBy } from './paid.ts'
import type { Link, StagedRow, Staging } from './staging.ts'
import { newInvoiceId, newTicketId } from './store.ts'

/** Milliseconds of work in one transaction: a server that waits for the lock must not notice. */
const TRANSACTION_MS = 20
/** Milliseconds between transactions, in which a server gets the lock. */
const PAUSE_MS = 6

/** Another process has added a row with the same key since the files were compared with the database. */
export class AddedMeanwhile extends Error {
  override name = 'AddedMeanwhile'
  readonly place: string

  constructor(place: string, cause: unknown) {
    super(`${place} could not be written, because there is a row with the same key`, { cause })
    this.place = place
  }
}

/**
 * Writes the new rows, those of a client together, each with everything that belongs to it. If it is interrupted, the same import
 * writes the rest. Throws AddedMeanwhile.
 * @param onProgress called after each transaction with the number of rows so far
 */
export async function writeRows(
  database: Database,
  staging: Staging,
  onProgress: (rows: number) => void,
): Promise<void> {
  const writer = new Writer(staging)
  let rows = 0
  for await (const group of staging.groupsToWrite()) {
    for (let at = 0; at < group.length; ) {
      at = await writeSome(database, writer, group, at)
      onProgress(rows + at)
      await new Promise(resolve => setTimeout(resolve, PAUSE_MS))
    }
    rows += group.length
  }
}

/**
 * Writes rows from `start` on in one transaction, which the database may run again.
 * @returns index of the first row that is not written
 */
async function writeSome(
  database: Database,
  writer: Writer,
  group: readonly StagedRow[],
  start: number,
): Promise<number> {
  let at = start
  try {
    await database.write(async queries => {
      const started = performance.now()
      at = start
      do await writer.write(queries, group[at++] as StagedRow)
      while (at < group.length && performance.now() - started < TRANSACTION_MS)
    })
  } catch (error) {
    // Not caught inside, because the database decides by the error whether to run the transaction again.
    const place = group[at - 1]?.place ?? ''
    if (error instanceof UniqueViolation) throw new AddedMeanwhile(place, error)
    throw new Error(`${place} could not be written. Run the import again.`, { cause: error })
  }
  return at
}

class Writer {
  readonly #staging: Staging
  /** The ids of the written rows of a client. */
  #ids = new Map<number, number>()
  #owner: Link | null = null

  constructor(staging: Staging) {
    this.#staging = staging
  }

  async write(queries: Queries, row: StagedRow): Promise<void> {
    if (row.owner !== this.#owner) {
      this.#owner = row.owner
      this.#ids = new Map()
    }
    const { kind, n, id, content, links } = row
    const { columns } = content
    const client_id = kind === 'clients' ? 0 : (this.#idOf(row.owner) ?? 0)
    switch (kind) {
      case 'clients':
        this.#ids.set(n, await insertWithId(queries, 'clients', id, columns))
        break
      case 'users':
        this.#ids.set(n, await insertWithId(queries, 'users', id, { ...columns, client_id }))
        break
      case 'subscriptions':
        this.#ids.set(n, await insertWithId(queries, 'subscriptions', id, { ...columns, client_id }))
        break
      case 'invoices':
        await this.#writeInvoice(queries, row, client_id)
        break
      case 'payments': {
        const invoice = links?.invoice ?? 0
        await lockInvoice(queries, -invoice)
        await insertWithId(queries, 'payments', id, { ...columns, client_id, invoice_id: -invoice })
        await settleInvoice(queries, -invoice, String(columns.created_at))
        break
      }
      case 'tickets':
        await this.#writeTicket(queries, row, client_id)
    }
  }

  async #writeInvoice(
    queries: Queries,
    { id: given, name, content, links }: StagedRow,
    client_id: number,
  ): Promise<void> {
    const { parts, taxes } = content
    const columns = { ...content.columns, ...links?.bill_to }
    const subscription_id = this.#idOf(links?.subscription)
    const payments = await this.#staging.paymentsOf(name ?? '')
    const { amount_paid, refunded } = paidBy(payments)
    // It enters the list with its final status, so that settling it does not move it.
    const paid = { amount_paid, refunded: refunded ? 1 : 0 }
    const invoice = { ...(columns as InvoiceColumns), ...paid, client_id, subscription_id }
    const id = await addInvoice(queries, invoice, () => newInvoiceId(queries, given, client_id))
    for (const [index, line] of parts.entries()) {
      const subscription = this.#idOf(links?.parts[index])
      await insertPart(queries, 'invoice_lines', line.id, {
        ...line.columns,
        client_id,
        invoice_id: id,
        subscription_id: subscription,
      })
    }
    for (const tax of taxes) await insertInto(queries, 'invoice_taxes', { ...tax, client_id, invoice_id: id })
    for (const payment of payments) {
      await insertPart(queries, 'payments', payment.id, { ...payment.content.columns, client_id, invoice_id: id })
    }
    await settleInvoice(queries, id, String(columns.updated_at))
  }

  async #writeTicket(queries: Queries, { id: given, content, links }: StagedRow, client_id: number): Promise<void> {
    const { columns, parts } = content
    const number = columns.number ?? (await nextNumber(queries, 'TKT', String(columns.created_at).slice(0, 4)))
    const created_by = this.#idOf(links?.user)
    const ticket = { ...columns, number, client_id, created_by, state: String(columns.state) }
    const id = await addTicket(queries, ticket, () => newTicketId(queries, given, client_id))
    for (const [index, reply] of parts.entries()) {
      const user_id = this.#idOf(links?.parts[index])
      await insertPart(queries, 'ticket_replies', reply.id, { ...reply.columns, client_id, ticket_id: id, user_id })
    }
  }

  #idOf(link: Link | null | undefined): number | null {
    if (link == null) return null
    if (link < 0) return -link
    const id = this.#ids.get(link)
    if (id === undefined) throw new Error(`Row ${link} has not been written`)
    return id
  }
}

/** A row whose id nothing refers to. A plain INSERT takes half the time. */
async function insertPart(queries: Queries, table: string, id: number | null, row: Row): Promise<void> {
  if (id === null) await insertInto(queries, table, row)
  else await insertWithId(queries, table, id, row)
}

type InvoiceColumns = Row & { state: string; total: number }
