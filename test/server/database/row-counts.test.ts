import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Params, Queries } from '../../../server/database/database.ts'
import { type CountedKind, countUpTo, findPageStart } from '../../../server/database/row-counts.ts'
import type { Connection } from '../../../server/database/sqlite/connection.ts'
import { openCopy } from '../../../server/database/sqlite/node.ts'
import { seedClients } from './clients.ts'
import { ids, insertInvoice, insertSubscription, insertTicket } from './list-rows.ts'

const INVOICE = { total: 100, amount_paid: 0, refunded: 0, due_date: '2026-12-01' } as const

/** The possible changes of each kind of row, and which rows its unfiltered list contains. */
const KINDS: Record<
  CountedKind,
  { listed: string; happens: Record<string, (queries: Queries, id: number, client_id: number) => Promise<unknown>> }
> = {
  invoices: {
    listed: `FROM invoices WHERE state <> 'draft'`,
    happens: {
      issued: (queries, id, client_id) => insertInvoice(queries, { ...INVOICE, id, client_id, state: 'open' }),
      drafted: (queries, id, client_id) => insertInvoice(queries, { ...INVOICE, id, client_id, state: 'draft' }),
      issuedLater: (queries, id) =>
        queries.run(
          `UPDATE invoices SET state = 'open', number = printf('D/%X', id) WHERE state = 'draft' AND id <= :id`,
          { id },
        ),
      draftDeleted: (queries, id) => queries.run(`DELETE FROM invoices WHERE id >= :id AND state = 'draft'`, { id }),
      voided: (queries, id) =>
        queries.run(`UPDATE invoices SET state = 'void', voided_at = updated_at WHERE state = 'open' AND id <= :id`, {
          id,
        }),
    },
  },
  tickets: {
    listed: 'FROM tickets WHERE true',
    happens: {
      opened: (queries, id, client_id) => insertTicket(queries, { id, client_id, state: 'open', resolved_at: null }),
      deleted: (queries, id) =>
        queries.run('DELETE FROM tickets WHERE id = (SELECT max(id) FROM tickets WHERE id <= :id)', { id }),
      replaced: (queries, id) =>
        queries.run(
          'REPLACE INTO tickets SELECT * FROM tickets WHERE id = (SELECT min(id) FROM tickets WHERE id >= :id)',
          { id },
        ),
    },
  },
  subscriptions: {
    listed: `FROM subscriptions WHERE state <> 'cancelled'`,
    happens: {
      started: (queries, id, client_id) => insertSubscription(queries, { id, client_id, state: 'active', until: null }),
      imported: (queries, id, client_id) =>
        insertSubscription(queries, { id, client_id, state: 'cancelled', until: null }),
      cancelled: (queries, id) =>
        queries.run(
          `UPDATE subscriptions SET state = 'cancelled', cancelled_at = updated_at, ends_at = updated_at
          WHERE id = (SELECT max(id) FROM subscriptions WHERE id <= :id)`,
          { id },
        ),
      deleted: (queries, id) =>
        queries.run('DELETE FROM subscriptions WHERE id = (SELECT min(id) FROM subscriptions WHERE id >= :id)', { id }),
    },
  },
}

const bytes = await seedClients()

/** A history in which every id occurs once. */
const historyOf = (kind: CountedKind) =>
  fc.uniqueArray(
    fc.record({
      what: fc.constantFrom(...Object.keys(KINDS[kind].happens)),
      id: ids,
      client_id: fc.constantFrom(4, 5),
    }),
    { selector: step => step.id, maxLength: 30 },
  )

async function play(
  kind: CountedKind,
  history: { what: string; id: number; client_id: number }[],
): Promise<Connection> {
  const database = openCopy(bytes)
  await database.write(async queries => {
    for (const { what, id, client_id } of history) await KINDS[kind].happens[what]?.(queries, id, client_id)
  })
  return database
}

const LEVELS = '(VALUES (1, 5), (2, 10), (3, 15), (4, 20), (5, 25))'

describe.each(Object.keys(KINDS) as CountedKind[])('the counters of %s', kind => {
  const { listed } = KINDS[kind]

  test('match the listed rows after any changes', async () => {
    await fc.assert(
      fc.asyncProperty(historyOf(kind), async history => {
        const database = await play(kind, history)
        const kept = await database.all('SELECT client_id, level, block, count FROM row_counts WHERE count > 0')
        const counted =
          await database.all(`SELECT client_id, column1 AS level, id >> column2 AS block, count(*) AS count
          FROM (SELECT id, client_id ${listed}) CROSS JOIN ${LEVELS} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)
        await database.close()
        expect(kept).toEqual(counted)
      }),
      { numRuns: 60 },
    )
  })

  test('give the total up to any id and the start of any page, as counting and skipping rows would', async () => {
    await fc.assert(
      fc.asyncProperty(historyOf(kind), fc.array(ids, { maxLength: 5 }), async (history, others) => {
        const database = await play(kind, history)
        const client = { client_id: 4 }
        const rows = await database.all<{ id: number }>(
          `SELECT id ${listed} AND client_id = :client_id ORDER BY id`,
          client,
        )
        const edges = rows.flatMap(({ id }) => [id - 1, id, Math.min(id + 1, Number.MAX_SAFE_INTEGER)])
        for (const maxId of [...edges, ...others, Number.MAX_SAFE_INTEGER].filter(id => id > 0)) {
          const below = rows.filter(({ id }) => id <= maxId)
          const total = await countUpTo(database, kind, 4, maxId)
          expect([maxId, total]).toEqual([maxId, below.length])
          for (const skip of new Set([0, 1, total >> 1, total - 1].filter(skip => skip >= 0 && skip < total))) {
            const start = await findPageStart(database, kind, 4, total, skip)
            expect([maxId, skip, start]).toEqual([maxId, skip, below.at(-1 - skip)?.id])
          }
          expect(await findPageStart(database, kind, 4, total, total)).toBeUndefined()
        }
        await database.close()
      }),
      { numRuns: 40 },
    )
  })

  test('are read at most 32 per level below the highest; one statement counts and six find a page', async () => {
    const database = await play(kind, [])
    const first = Object.values(KINDS[kind].happens)[0]
    for (const id of [1, 31, 32, 1_023, 1_024, 40_000, 2 ** 20, 2 ** 25 - 1, 2 ** 40]) await first?.(database, id, 4)
    const asked: Params[] = []
    const queries: Queries = {
      one: (sql, params = {}) => {
        asked.push(params)
        return database.one(sql, params)
      },
      all: database.all.bind(database),
      run: database.run.bind(database),
    }
    for (const maxId of [1, 31, 32, 2 ** 25 - 1, Number.MAX_SAFE_INTEGER]) {
      await countUpTo(queries, kind, 4, maxId)
      const params = asked.pop() ?? {}
      const spans = [0, 1, 2, 3, 4].map(level => Number(params[`upto_${level}`]) - Number(params[`first_${level}`]))
      expect(Math.max(...spans)).toBeLessThan(32)
      expect(asked).toEqual([])
    }
    expect(await findPageStart(queries, kind, 4, 9, 4)).toBe(1_024)
    expect(asked.map(({ first = 0, end = 0 }) => Number(end) - Number(first)).slice(1)).toEqual([32, 32, 32, 32, 32])
    await database.close()
  })
})
