import fc from 'fast-check'
import type { Database, Queries } from '../../../server/database/database.ts'
import type { ListPage, ListQuery } from '../../../server/database/list.ts'
import { dateOf } from '../../../server/domain/time.ts'
import { listInvoices } from '../../../server/invoices/list.ts'
import { listSubscriptions } from '../../../server/subscriptions/list.ts'
import { listTickets } from '../../../server/tickets/list.ts'
import {
  type InvoiceModel,
  ids,
  insertInvoice,
  insertSubscription,
  insertTicket,
  type SubscriptionModel,
  type TicketModel,
} from './list-rows.ts'

export const NOW = '2026-11-22T12:00:00Z'
const TODAY = '2026-11-22'
const WEEK = 7 * 86_400_000

/** A list as the contract defines it: its rows, the status of each at a time, and which rows appear without a filter. */
export interface Resource<Model extends { id: number; client_id: number }> {
  model: fc.Arbitrary<Model>
  insert(queries: Queries, model: Model): Promise<unknown>
  status(model: Model, now?: string): string | undefined
  unfiltered(model: Model): boolean
  statuses: string[]
  list(database: Database, query: ListQuery, now?: string): Promise<ListPage<{ id: number; status: string }>>
}

const client_id = fc.constantFrom(4, 4, 4, 5)

const invoices: Resource<InvoiceModel> = {
  model: fc
    .record({
      id: ids,
      client_id,
      state: fc.constantFrom('open', 'open', 'open', 'draft', 'void'),
      total: fc.constantFrom(0, 100),
      paid: fc.constantFrom(0, 40, 100),
      refunded: fc.constantFrom(0, 0, 1),
      due_date: fc.constantFrom('2026-11-21', TODAY, '2026-11-23'),
    })
    .map(({ paid, refunded, ...row }) => {
      const amount_paid = row.state === 'open' ? Math.min(paid, row.total) : 0
      return { ...row, amount_paid, refunded: row.state === 'open' && amount_paid === 0 ? refunded : 0 }
    }),
  insert: insertInvoice,
  status({ state, refunded, amount_paid, total, due_date }, now = NOW) {
    if (state === 'draft') return undefined
    if (state === 'void') return 'void'
    if (refunded === 1) return 'refunded'
    if (amount_paid === total) return 'paid'
    if (due_date < dateOf(now)) return 'overdue'
    return amount_paid > 0 ? 'partially_paid' : 'unpaid'
  },
  unfiltered: ({ state }) => state !== 'draft',
  statuses: ['void', 'refunded', 'paid', 'overdue', 'partially_paid', 'unpaid'],
  list: (database, query, now = NOW) => listInvoices(database, query, dateOf(now), 'http://a'),
}

export const tickets: Resource<TicketModel> = {
  model: fc
    .record({
      id: ids,
      client_id,
      state: fc.constantFrom('open', 'answered', 'on_hold', 'resolved', 'resolved', 'closed'),
      resolved: fc.constantFrom('2026-11-15T11:59:59Z', '2026-11-15T12:00:00Z', '2026-11-15T12:00:01Z'),
    })
    .map(({ resolved, ...row }) => ({ ...row, resolved_at: row.state === 'resolved' ? resolved : null })),
  insert: insertTicket,
  status: ({ state, resolved_at }, now = NOW) =>
    state === 'resolved' && Date.parse(resolved_at ?? '') + WEEK <= Date.parse(now) ? 'closed' : state,
  unfiltered: () => true,
  statuses: ['open', 'answered', 'on_hold', 'resolved', 'closed'],
  list: (database, query, now = NOW) => listTickets(database, query, now),
}

const subscriptions: Resource<SubscriptionModel> = {
  model: fc
    .record({
      id: ids,
      client_id,
      state: fc.constantFrom('trialing', 'active', 'paused', 'cancelled'),
      until: fc.constantFrom('2026-11-22T11:59:59Z', NOW, '2026-11-22T12:00:01Z', null),
    })
    .filter(({ state, until }) => state !== 'trialing' || until !== null),
  insert: insertSubscription,
  status({ state, until }, now = NOW) {
    const isOver = until !== null && until <= now
    return (state === 'trialing' || state === 'paused') && isOver ? 'active' : state
  },
  unfiltered: ({ state }) => state !== 'cancelled',
  statuses: ['trialing', 'active', 'past_due', 'paused', 'cancelled'],
  list: (database, query, now = NOW) => listSubscriptions(database, query, now),
}

/** The clock may also be set back. */
export const TIMES = [
  '2026-11-15T12:00:00Z',
  '2026-11-22T00:00:00Z',
  '2026-11-22T12:00:01Z',
  '2026-11-23T23:59:59Z',
  NOW,
  NOW,
  '2027-01-01T00:00:00Z',
]

/** The same list, computed by looking at every row. */
export function expected<Model extends { id: number; client_id: number }>(
  resource: Resource<Model>,
  models: Model[],
  query: ListQuery,
  now = NOW,
) {
  const { status, page, per_page } = query
  const matching = models
    .filter(model => model.client_id === query.client_id)
    .filter(model => (status === undefined ? resource.unfiltered(model) : resource.status(model, now) === status))
    .sort((a, b) => b.id - a.id)
  const maxId = query.max_id ?? matching[0]?.id
  const upTo = matching.filter(({ id }) => id <= (maxId ?? 0))
  const rows = upTo.slice((page - 1) * per_page, page * per_page)
  return { rows: rows.map(model => [model.id, resource.status(model, now)]), total: upTo.length, maxId }
}

export type AnyResource = Resource<{ id: number; client_id: number }>

/** Lists whose rows have ordinals. */
export const ordered = [
  ['invoices', invoices],
  ['tickets', tickets],
] as unknown as [string, AnyResource][]

export const resources = [...ordered, ['subscriptions', subscriptions]] as unknown as [string, AnyResource][]

const JUMP = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (4, :kind, :last)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = excluded.last WHERE client_lists.last < excluded.last`

/** @param ordinals of some rows, by their place; the rows after them follow. Without a filter, the list would have gaps. */
export async function store<Model extends { id: number; client_id: number }>(
  database: Database,
  resource: Resource<Model>,
  models: Model[],
  ordinals: Readonly<Record<number, number>> = {},
): Promise<void> {
  await database.write(async queries => {
    // Rows are always added in the order of their ids.
    for (const [index, model] of models.toSorted((a, b) => a.id - b.id).entries()) {
      const ordinal = ordinals[index]
      for (const kind of ordinal ? ['invoices', 'tickets'] : [])
        await queries.run(JUMP, { kind, last: ordinal ? ordinal - 1 : 0 })
      await resource.insert(queries, model)
    }
  })
}
