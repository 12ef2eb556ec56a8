import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Database, Queries } from '../../../server/database/database.ts'
import type { ListPage, ListQuery } from '../../../server/database/list.ts'
import { BLOCK, DUE_BLOCK } from '../../../server/database/ordinals.ts'
import { openCopy } from '../../../server/database/sqlite/node.ts'
import { dateOf } from '../../../server/domain/time.ts'
import { listInvoices } from '../../../server/invoices/list.ts'
import { listSubscriptions } from '../../../server/subscriptions/list.ts'
import { listTickets } from '../../../server/tickets/list.ts'
import { replacing } from '../../support/replacing.ts'
import { seedClients } from './clients.ts'
import {
  type InvoiceModel,
  ids,
  insertInvoice,
  insertSubscription,
  insertTicket,
  type SubscriptionModel,
  type TicketModel,
} from './list-rows.ts'

const NOW = '2026-11-22T12:00:00Z'
const TODAY = '2026-11-22'
const WEEK = 7 * 86_400_000

/** A list as the contract defines it: its rows, the status of each at a time, and which rows appear without a filter. */
interface Resource<Model extends { id: number; client_id: number }> {
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

const tickets: Resource<TicketModel> = {
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
const TIMES = [
  '2026-11-15T12:00:00Z',
  '2026-11-22T00:00:00Z',
  '2026-11-22T12:00:01Z',
  '2026-11-23T23:59:59Z',
  NOW,
  NOW,
  '2027-01-01T00:00:00Z',
]

const bytes = await seedClients()

const JUMP = `
  INSERT INTO client_lists (client_id, kind, last) VALUES (4, :kind, :last)
  ON CONFLICT (client_id, kind) DO UPDATE SET last = max(client_lists.last, excluded.last)`

/** @param ordinals of some rows, by their place; the rows after them follow. Without a filter, the list would have gaps. */
async function store<Model extends { id: number; client_id: number }>(
  resource: Resource<Model>,
  models: Model[],
  ordinals: Readonly<Record<number, number>> = {},
) {
  const database = openCopy(bytes)
  await database.write(async queries => {
    // Rows are always added in the order of their ids.
    for (const [index, model] of models.toSorted((a, b) => a.id - b.id).entries()) {
      const ordinal = ordinals[index]
      for (const kind of ordinal ? ['invoices', 'tickets'] : [])
        await queries.run(JUMP, { kind, last: ordinal ? ordinal - 1 : 0 })
      await resource.insert(queries, model)
    }
  })
  return database
}

/** The same database as one that several machines use, where lists save round trips. */
const shared = (database: Database): Database => replacing(database, { isShared: true })

/** The same list, computed by looking at every row. */
function expected<Model extends { id: number; client_id: number }>(
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

const resources: [string, Resource<InvoiceModel> | Resource<TicketModel> | Resource<SubscriptionModel>][] = [
  ['invoices', invoices],
  ['tickets', tickets],
  ['subscriptions', subscriptions],
]

describe.each(resources as [string, Resource<{ id: number; client_id: number }>][])('the list of %s', (_, resource) => {
  const models = fc.uniqueArray(resource.model, { selector: ({ id }) => id, maxLength: 40 })
  const status = fc.option(fc.constantFrom(...resource.statuses), { nil: undefined, freq: 2 })
  const time = fc.constantFrom(...TIMES)
  const per_page = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(100))
  const page = fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 8 }) },
    { weight: 1, arbitrary: fc.constant(2_147_483_647) },
  )
  const query = fc.record({
    status,
    per_page,
    page,
    max_id: fc.option(ids, { nil: undefined }),
    client_id: fc.constant(4),
  })

  test('equals the list computed from all rows, for any filter, page, size, max_id and time', async () => {
    await fc.assert(
      fc.asyncProperty(
        models,
        fc.array(fc.tuple(query, time), { minLength: 4, maxLength: 12 }),
        async (stored, queries) => {
          const database = await store(resource, stored)
          for (const [asked, now] of queries) {
            const whole = expected(resource, stored, asked, now)
            for (const asker of [database, shared(database)]) {
              const { rows, ...listed } = await resource.list(asker, asked, now)
              expect({ ...listed, rows: rows.map(row => [row.id, row.status]) }).toEqual(whole)
            }
          }
          await database.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  test('walked with max_id returns each row of its start once, while new rows arrive', async () => {
    const arriving = fc.uniqueArray(resource.model, { selector: ({ id }) => id, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(
        models,
        arriving,
        status,
        fc.integer({ min: 1, max: 4 }),
        time,
        async (stored, later, filter, size, now) => {
          const database = await store(resource, stored)
          const top = Math.max(0, ...stored.map(({ id }) => id))
          // New ids are always larger.
          const rows = later.filter(({ id }) => id > top).sort((a, b) => b.id - a.id)
          const seen: number[] = []
          const totals = new Set<number>()
          let maxId: number | undefined
          for (let page = 1, last = 1; page <= last; page++) {
            const walk = { client_id: 4, status: filter, per_page: size, page, max_id: maxId }
            const listed = await resource.list(database, walk, now)
            seen.push(...listed.rows.map(({ id }) => id))
            totals.add(listed.total)
            maxId = listed.maxId
            last = Math.ceil(listed.total / size)
            const arrives = rows.pop()
            if (arrives) await resource.insert(database, arrives)
          }
          await database.close()
          const whole = expected(resource, stored, { client_id: 4, status: filter, per_page: 1_000, page: 1 }, now)
          expect(seen).toEqual(whole.rows.map(([id]) => id))
          expect([...totals]).toEqual([whole.total])
        },
      ),
      { numRuns: 60 },
    )
  })

  test('takes at most two statements for any page, five with a filter', async () => {
    const stored = fc.sample(models, { numRuns: 1, seed: 1 }).flat()
    const database = await store(resource, stored)
    let statements = 0
    const counting = (queries: Queries): Queries => ({
      one: (sql, params) => {
        statements += 1
        return queries.one(sql, params)
      },
      all: (sql, params) => {
        statements += 1
        return queries.all(sql, params)
      },
      run: (sql, params) => {
        statements += 1
        return queries.run(sql, params)
      },
      lock: (sql, params) => queries.lock(sql, params),
    })
    const counted: Database = {
      ...counting(database),
      read: work => database.read(queries => work(counting(queries))),
      write: work => database.write(queries => work(counting(queries))),
      isShared: database.isShared,
      close: () => database.close(),
    }
    for (const filter of [undefined, ...resource.statuses]) {
      for (const page of [1, 2, 5, 1_000]) {
        statements = 0
        await resource.list(counted, { client_id: 4, status: filter, per_page: 3, page })
        expect(statements).toBeLessThanOrEqual(filter === undefined ? 2 : 5)
        expect(statements).toBeGreaterThan(0)
      }
    }
    await database.close()
  })
})

describe.each(resources.slice(0, 2) as [string, Resource<{ id: number; client_id: number }>][])(
  'the list of %s with ordinals in several blocks',
  (_, resource) => {
    const models = fc.uniqueArray(resource.model, { selector: ({ id }) => id, minLength: 20, maxLength: 40 })
    const edges = [BLOCK, 2 * BLOCK, DUE_BLOCK, DUE_BLOCK + 3 * BLOCK, 2 * DUE_BLOCK, 3 * DUE_BLOCK]
    const jumps = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...edges), fc.integer({ min: -4, max: 2 })), {
      maxLength: 6,
    })
    const query = fc.record({
      status: fc.constantFrom(...resource.statuses),
      per_page: fc.integer({ min: 1, max: 6 }),
      page: fc.integer({ min: 1, max: 8 }),
      max_id: fc.option(ids, { nil: undefined }),
      client_id: fc.constant(4),
    })

    test('equals the list computed from all rows, for any status, page, size, max_id and time', async () => {
      const asked = fc.array(fc.tuple(query, fc.constantFrom(...TIMES)), { minLength: 8, maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(models, jumps, asked, async (stored, jumped, queries) => {
          const ordinals = Object.fromEntries(jumped.map(([row, edge, offset]) => [row, edge + offset]))
          const database = await store(resource, stored, ordinals)
          for (const [given, now] of queries) {
            const whole = expected(resource, stored, given, now)
            for (const asker of [database, shared(database)]) {
              const { rows, ...listed } = await resource.list(asker, given, now)
              expect({ ...listed, rows: rows.map(row => [row.id, row.status]) }).toEqual(whole)
            }
          }
          await database.close()
        }),
        { numRuns: 40 },
      )
    })
  },
)

test.each([4, 40])('a list whose counts do not match its rows fails on page %i', async page => {
  const database = await store(tickets, [{ id: 1, client_id: 4, state: 'open', resolved_at: null }])
  await database.run('UPDATE block_counts SET count = 41')
  const list = tickets.list(database, { client_id: 4, status: 'open', per_page: 1, page })
  await expect(list).rejects.toThrow('block_counts does not match the rows of tickets with state open')
})
