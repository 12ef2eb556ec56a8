import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import type { ListQuery } from '../../../server/database/list.ts'
import { BLOCK, DUE_BLOCK } from '../../../server/database/ordinals.ts'
import { openClients } from './clients.ts'
import { type AnyResource, expected, ordered, resources, store, TIMES } from './list-resources.ts'
import { ids } from './list-rows.ts'

const time = fc.constantFrom(...TIMES)
const page = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 8 }) },
  { weight: 1, arbitrary: fc.constant(2_147_483_647) },
)
const max_id = fc.option(ids, { nil: undefined })
const client_id = fc.constant(4)

async function compare(
  database: Database,
  resource: AnyResource,
  stored: { id: number; client_id: number }[],
  asked: [query: ListQuery, now: string][],
): Promise<void> {
  for (const [query, now] of asked) {
    const { rows, ...listed } = await resource.list(database, query, now)
    const whole = expected(resource, stored, query, now)
    expect({ ...listed, rows: rows.map(row => [row.id, row.status]) }).toEqual(whole)
  }
}

/** Runs something on a database with clients, and no lists. */
async function using(work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openClients()
  await work(database)
  await database.close()
}

/** Compares pages of lists with lists that are computed by looking at every row. */
export function comparePages(): void {
  describe.each(resources)('a page of the list of %s', (_, resource) => {
    const models = fc.uniqueArray(resource.model, { selector: ({ id }) => id, maxLength: 40 })
    const status = fc.option(fc.constantFrom(...resource.statuses), { nil: undefined, freq: 2 })
    const per_page = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.constant(100))
    const query = fc.record({ status, per_page, page, max_id, client_id })
    const queries = fc.array(fc.tuple(query, time), { minLength: 4, maxLength: 12 })

    test('equals that of all rows, for any filter, page, size, max_id and time', async () => {
      await fc.assert(
        fc.asyncProperty(models, queries, (stored, asked) =>
          using(async database => {
            await store(database, resource, stored)
            await compare(database, resource, stored, asked)
          }),
        ),
        { numRuns: 60 },
      )
    })
  })

  describe.each(ordered)('a page of the list of %s with ordinals in several blocks', (_, resource) => {
    const models = fc.uniqueArray(resource.model, { selector: ({ id }) => id, minLength: 20, maxLength: 40 })
    const edges = [BLOCK, 2 * BLOCK, DUE_BLOCK, DUE_BLOCK + 3 * BLOCK, 2 * DUE_BLOCK, 3 * DUE_BLOCK]
    const jumps = fc.array(fc.tuple(fc.nat(30), fc.constantFrom(...edges), fc.integer({ min: -4, max: 2 })), {
      maxLength: 6,
    })
    const status = fc.constantFrom(...resource.statuses)
    const query = fc.record({ status, per_page: fc.integer({ min: 1, max: 6 }), page, max_id, client_id })
    const queries = fc.array(fc.tuple(query, time), { minLength: 8, maxLength: 12 })

    test('equals that of all rows, for any status, page, size, max_id and time', async () => {
      await fc.assert(
        fc.asyncProperty(models, jumps, queries, (stored, jumped, asked) =>
          using(async database => {
            const ordinals = Object.fromEntries(jumped.map(([row, edge, offset]) => [row, edge + offset]))
            await store(database, resource, stored, ordinals)
            await compare(database, resource, stored, asked)
          }),
        ),
        { numRuns: 60 },
      )
    })
  })
}
