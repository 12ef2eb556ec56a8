import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Database, Queries } from '../../../server/database/database.ts'
import { replacing } from '../../support/replacing.ts'
import { openClients } from './clients.ts'
import { comparePages } from './list-pages.ts'
import { expected, resources, store, TIMES, tickets } from './list-resources.ts'

comparePages()

describe.each(resources)('the list of %s', (_, resource) => {
  const models = fc.uniqueArray(resource.model, { selector: ({ id }) => id, maxLength: 40 })
  const status = fc.option(fc.constantFrom(...resource.statuses), { nil: undefined, freq: 2 })
  const time = fc.constantFrom(...TIMES)

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
          const database = await openClients()
          await store(database, resource, stored)
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
            if (arrives) await database.write(queries => resource.insert(queries, arrives))
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

  test('takes at most two statements for any page', async () => {
    const database = await openClients()
    await store(database, resource, fc.sample(models, { numRuns: 1, seed: 1 }).flat())
    let statements = 0
    const counting = (queries: Queries): Queries =>
      replacing(queries, {
        one: (sql, params) => {
          statements += 1
          return queries.one(sql, params)
        },
        all: (sql, params) => {
          statements += 1
          return queries.all(sql, params)
        },
      })
    const counted = replacing(counting(database) as Database, {
      read: work => database.read(queries => work(counting(queries))),
    })
    for (const filter of [undefined, ...resource.statuses]) {
      for (const page of [1, 2, 5, 1_000]) {
        for (const max_id of [undefined, 1, 40, Number.MAX_SAFE_INTEGER]) {
          statements = 0
          await resource.list(counted, { client_id: 4, status: filter, per_page: 3, page, max_id })
          expect(statements).toBeLessThanOrEqual(2)
          expect(statements).toBeGreaterThan(0)
        }
      }
    }
    await database.close()
  })
})

test.each([4, 40])('a list whose counts do not match its rows fails on page %i', async page => {
  const database = await openClients()
  await store(database, tickets, [{ id: 1, client_id: 4, state: 'open', resolved_at: null }])
  await database.run('UPDATE block_counts SET count = 41')
  const list = tickets.list(database, { client_id: 4, status: 'open', per_page: 1, page })
  await expect(list).rejects.toThrow('block_counts does not match the tickets of client 4')
})

test('a page that is longer than the statement for it reads is refused', async () => {
  const database = await openClients()
  const list = tickets.list(database, { client_id: 4, status: 'open', per_page: 101, page: 1 })
  await expect(list).rejects.toThrow('A page has at most 100 rows')
})
