import type { Database, Queries } from '../database/database.ts'
import type { Row } from '../database/insert-row.ts'
import { formatMoney } from '../domain/money.ts'
import { isGiven, KINDS, type Kind, type Reference } from './checked.ts'
import { checkNewInvoice, checkNewPayment } from './paid.ts'
import type { Problems } from './problems.ts'
import type { Link, LinkedRow, Links, StagedRow, Staging } from './staging.ts'
import { type Existing, finders, linesOf } from './store.ts'

/** A row of the files or of the database that another row refers to, and its client. */
interface Target {
  link: Link
  /** Null if its own client is not known. */
  owner: Link | null
}

/**
 * Resolves the references of all rows and compares them with the database. Adds a problem for everything that does not fit. All in one
 * read(): while another process imports the same rows, a client that is still new would not be the one that its rows already have.
 */
export const linkRows = (database: Database, staging: Staging, problems: Problems): Promise<void> =>
  database.read(async queries => {
    for (const kind of KINDS) {
      for await (const rows of staging.groupsOf(kind)) {
        const linked: LinkedRow[] = []
        for (const row of rows) linked.push(await new Linker(queries, staging, problems, row).link())
        await staging.link(linked)
      }
    }
  })

class Linker {
  readonly #queries: Queries
  readonly #staging: Staging
  readonly #problems: Problems
  readonly #row: StagedRow

  constructor(queries: Queries, staging: Staging, problems: Problems, row: StagedRow) {
    this.#queries = queries
    this.#staging = staging
    this.#problems = problems
    this.#row = row
  }

  async link(): Promise<LinkedRow> {
    const row = this.#row
    const { content } = row
    const existing = await this.#existing()
    const invoice = row.parent === null ? undefined : await this.#invoice(row.parent)
    const owner = await this.#owner(existing, invoice)
    const links: Links = {
      invoice: invoice?.link ?? null,
      subscription: await this.#resolve('subscriptions', content.subscription, 'subscription', owner),
      user: await this.#resolve('users', content.user, 'created_by', owner),
      parts: [],
      bill_to: null,
    }
    if (
      row.kind === 'tickets' &&
      !existing &&
      links.user === null &&
      !isGiven(content.user ?? { id: null, ref: null })
    ) {
      this.#problem('created_by', 'the id or external_ref of a user is required')
    }
    for (const [index, part] of content.parts.entries()) {
      const [kind, field] =
        row.kind === 'tickets'
          ? (['users', `replies ${index + 1}`] as const)
          : (['subscriptions', `line_items ${index + 1}`] as const)
      links.parts.push(await this.#resolve(kind, part.reference, field, owner))
    }
    if (existing) await this.#compare(existing, owner)
    else if (row.kind === 'invoices') links.bill_to = await this.#checkInvoice(owner)
    else if (row.kind === 'payments' && invoice)
      await checkNewPayment(this.#queries, this.#staging, this.#problems, row)
    const is_new = existing ? 0 : row.kind === 'payments' && (invoice?.link ?? 0) > 0 ? 2 : 1
    return { n: row.n, owner, target_id: existing?.id ?? null, links, is_new }
  }

  #problem(field: string, message: string): void {
    this.#problems.add(`${this.#row.place}, ${field}`, message)
  }

  /** The row of the database with the same key. */
  async #existing(): Promise<Existing | undefined> {
    const { kind, id, ref, name } = this.#row
    const by: Partial<
      Record<'ref' | 'name' | 'id', (queries: Queries, value: string | number) => Promise<Existing | undefined>>
    > = finders[kind]
    const byRef = ref === null ? undefined : await by.ref?.(this.#queries, ref)
    if (byRef) return byRef
    const byName = name === null ? undefined : await by.name?.(this.#queries, name)
    if (byName) return byName
    return ref === null && name === null && id !== null ? by.id?.(this.#queries, id) : undefined
  }

  async #owner(existing: Existing | undefined, invoice: Target | undefined): Promise<Link | null> {
    const { kind, n, parent, content } = this.#row
    if (kind === 'clients') return existing ? -existing.id : n
    if (parent !== null) return invoice?.owner ?? null
    if (content.client && isGiven(content.client)) return this.#resolve('clients', content.client, 'client', undefined)
    if (existing) return -existing.client_id
    this.#problem('client_ref', 'the client_id or client_ref of a client is required')
    return null
  }

  async #invoice(number: string): Promise<Target | undefined> {
    const target = await this.#target('invoices', 'name', number)
    if (!target) this.#problem('invoice', `there is no invoice ${number} in the files or the database`)
    return target
  }

  /** @param owner the client that the row must belong to; undefined for clients */
  async #resolve(
    kind: 'clients' | 'users' | 'subscriptions',
    reference: Reference | null,
    field: string,
    owner: Link | null | undefined,
  ): Promise<Link | null> {
    if (!reference || !isGiven(reference)) return null
    const { id, ref } = reference
    const target = ref === null ? await this.#target(kind, 'id', id ?? 0) : await this.#target(kind, 'ref', ref)
    const what = kind.slice(0, -1)
    if (!target) {
      this.#problem(field, `there is no ${what} ${ref ?? id} in the files or the database`)
      return null
    }
    if (owner != null && target.owner !== null && target.owner !== owner)
      this.#problem(field, `${what} ${ref ?? id} belongs to another client`)
    return target.link
  }

  async #target(kind: Kind, by: 'id' | 'ref' | 'name', value: string | number): Promise<Target | undefined> {
    const staged = await this.#staging.find(kind, by, value)
    if (staged) {
      const link = staged.target_id === null ? staged.n : -staged.target_id
      return { link, owner: kind === 'clients' ? link : staged.owner }
    }
    const find = (
      finders[kind] as Partial<
        Record<typeof by, (queries: Queries, value: string | number) => Promise<Existing | undefined>>
      >
    )[by]
    const existing = await find?.(this.#queries, value)
    return existing && { link: -existing.id, owner: -existing.client_id }
  }

  async #compare(existing: Existing, owner: Link | null): Promise<void> {
    const { kind, content, parent } = this.#row
    if (owner !== null && owner !== -existing.client_id)
      this.#problem('client', 'belongs to another client in the database')
    for (const name of content.given) {
      const [given, stored] = [content.columns[name] ?? null, existing[name] ?? null]
      if (given === stored || (kind === 'users' && name === 'email')) continue
      this.#problem(
        name,
        `is ${show(name, given, content.columns)}, but ${show(name, stored, existing)} in the database`,
      )
    }
    if (parent !== null && existing.invoice !== parent) {
      this.#problem('invoice', `is ${parent}, but ${existing.invoice} in the database`)
    }
    if (kind !== 'invoices') return
    const stored = await linesOf(this.#queries, existing.id)
    const given = content.parts.map(({ columns }) => columns).sort((a, b) => Number(a.position) - Number(b.position))
    if (JSON.stringify(stored) !== JSON.stringify(given))
      this.#problem('line_items', 'differ from those in the database')
  }

  /** @returns the recipient, if the invoice does not state its own */
  async #checkInvoice(owner: Link | null): Promise<Row | null> {
    const { columns } = this.#row.content
    await checkNewInvoice(this.#staging, this.#problems, this.#row)
    if (columns.bill_to_name !== null || owner === null) return null
    const client = owner > 0 ? await this.#staged(owner) : await finders.clients.id(this.#queries, -owner)
    return Object.fromEntries(BILL_TO.map(name => [`bill_to_${name}`, client?.[name] ?? null]))
  }

  async #staged(n: number) {
    return (await this.#staging.at(n))?.content.columns
  }
}

const BILL_TO = ['name', 'email', 'tax_id', 'line1', 'line2', 'city', 'region', 'postal_code', 'country']

const MONEY: ReadonlySet<string> = new Set(['amount', 'subtotal', 'discount_total', 'tax_total', 'total'])

const show = (name: string, value: unknown, row: Record<string, unknown>): string =>
  MONEY.has(name) && typeof value === 'number' ? formatMoney(value, String(row.currency)) : JSON.stringify(value)
