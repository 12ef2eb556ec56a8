import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { insertClient, newcomer, type Schemas, type Session } from './session.ts'

interface Page {
  data: { id: number; status: string }[]
  links: Schemas['PageLinks']
  meta: Schemas['PageMeta']
}

interface ListUnderTest {
  name: 'invoices' | 'tickets' | 'subscriptions'
  /** Inserts a row of a client that appears in the unfiltered list and under `status`. */
  insertRow(app: Session['app'], id: number, client_id: number): Promise<void>
  status: string
  /** A status that none of the inserted rows has. */
  otherStatus: string
}

/** The tests of every list of the contract. */
export function describeList({ name, insertRow, status, otherStatus }: ListUnderTest): void {
  const path = `http://127.0.0.1:3000/api/v1/${name}`
  const url = (query: string) => `${path}?${query}`

  /** The list of a new client with these rows only. */
  async function listOf(...ids: number[]) {
    const opened = await newcomer()
    for (const id of ids) await insertRow(opened.app, id, 6)
    return { ...opened, page: (query = '') => opened.get<Page>(`/${name}${query}`) }
  }

  const idsOf = (page: Page) => page.data.map(({ id }) => id)

  describe('an empty list', () => {
    it.each([
      ['', 'page=1', 15],
      ['?per_page=2', 'per_page=2&page=1', 2],
      ['?max_id=7', 'page=1&max_id=7', 15],
      [`?page=1&status=${status}`, `status=${status}&page=1`, 15],
      [`?max_id=7&per_page=15&status=${status}&page=1`, `status=${status}&per_page=15&page=1&max_id=7`, 15],
    ])('to %j has one empty page, and max_id only if it was given', async (query, only, per_page) => {
      const { page } = await listOf()
      expect(await page(query)).toEqual({
        data: [],
        links: { first: url(only), last: url(only), prev: null, next: null },
        meta: { current_page: 1, from: null, last_page: 1, path, per_page, to: null, total: 0 },
      })
    })

    it('has page 1 as prev of every later page', async () => {
      const { page } = await listOf()
      expect(await page('?page=3')).toEqual({
        data: [],
        links: { first: url('page=1'), last: url('page=1'), prev: url('page=1'), next: null },
        meta: { current_page: 3, from: null, last_page: 1, path, per_page: 15, to: null, total: 0 },
      })
    })

    it('is returned for another status, even if the client has rows', async () => {
      const { page } = await listOf(1001, 1002)
      const only = url(`status=${otherStatus}&page=1`)
      expect(await page(`?status=${otherStatus}`)).toMatchObject({
        data: [],
        links: { first: only, last: only },
        meta: { total: 0, last_page: 1 },
      })
    })
  })

  describe('seven rows in pages of three', () => {
    const IDS = [1001, 1002, 1005, 1040, 1041, 5000, 700_000]
    const at = (page: number) => url(`per_page=3&page=${page}&max_id=700000`)

    it.each([
      [1, [700_000, 5000, 1041], null, at(2), 1, 3],
      [2, [1040, 1005, 1002], at(1), at(3), 4, 6],
      [3, [1001], at(2), null, 7, 7],
      [4, [], at(3), null, null, null],
      [5, [], at(3), null, null, null],
      [2_147_483_647, [], at(3), null, null, null],
    ])('page %i', async (current_page, ids, prev, next, from, to) => {
      const { page } = await listOf(...IDS)
      const response = await page(`?per_page=3&page=${current_page}`)
      expect({ ...response, data: idsOf(response) }).toEqual({
        data: ids,
        links: { first: at(1), last: at(3), prev, next },
        meta: { current_page, from, last_page: 3, path, per_page: 3, to, total: 7 },
      })
    })

    it('links have status, per_page, page and max_id in this order, for any order in the request', async () => {
      const { page } = await listOf(...IDS)
      const given = `?max_id=5000&page=2&per_page=2&status=${status}`
      expect((await page(given)).links).toEqual({
        first: url(`status=${status}&per_page=2&page=1&max_id=5000`),
        last: url(`status=${status}&per_page=2&page=3&max_id=5000`),
        prev: url(`status=${status}&per_page=2&page=1&max_id=5000`),
        next: url(`status=${status}&per_page=2&page=3&max_id=5000`),
      })
    })

    it('an empty value counts as absent, and links do not repeat it', async () => {
      const { page } = await listOf(...IDS)
      expect(await page('?status=&per_page=&page=&max_id=')).toEqual(await page())
      expect((await page('?status=&per_page=')).links.first).toBe(url('page=1&max_id=700000'))
    })

    it.each([
      ['above all rows', 800_000, 7, [700_000, 5000, 1041]],
      ['the newest row', 700_000, 7, [700_000, 5000, 1041]],
      ['between rows', 4999, 5, [1041, 1040, 1005]],
      ['the oldest row', 1001, 1, [1001]],
      ['below all rows', 1000, 0, []],
      ['the smallest possible', 1, 0, []],
      ['the largest possible', Number.MAX_SAFE_INTEGER, 7, [700_000, 5000, 1041]],
    ])('max_id %s limits rows and total, and links repeat it', async (_, max_id, total, ids) => {
      const { page } = await listOf(...IDS)
      for (const query of [`?per_page=3&max_id=${max_id}`, `?per_page=3&max_id=${max_id}&status=${status}`]) {
        const response = await page(query)
        expect([idsOf(response), response.meta.total]).toEqual([ids, total])
        expect(response.links.last).toContain(`max_id=${max_id}`)
      }
    })

    it.each(['', `&status=${status}`])('the last possible page is empty%s', async filter => {
      const { page } = await listOf(...IDS)
      const response = await page(`?per_page=100&page=2147483647${filter}`)
      expect([response.data, response.meta.total, response.links.next]).toEqual([[], 7, null])
      expect(response.links.prev).toContain('per_page=100&page=1&max_id=700000')
    })

    it('one row per page', async () => {
      const { page } = await listOf(...IDS)
      const response = await page('?per_page=1&page=7')
      expect([idsOf(response), response.meta]).toEqual([
        [1001],
        { current_page: 7, from: 7, last_page: 7, path, per_page: 1, to: 7, total: 7 },
      ])
    })
  })

  it('101 rows: 15 per page by default, at most 100', async () => {
    const { page } = await listOf(...Array.from({ length: 101 }, (_, index) => 2000 + index))
    const usual = await page()
    expect([usual.data.length, usual.meta.per_page, usual.meta.last_page]).toEqual([15, 15, 7])
    expect(usual.links.next).toBe(url('page=2&max_id=2100'))
    const full = await page('?per_page=100')
    expect([full.data.length, full.meta.last_page, full.meta.to]).toEqual([100, 2, 100])
    expect(idsOf(await page('?per_page=100&page=2'))).toEqual([2000])
  })

  it('rows of other clients do not appear in rows, total or links', async () => {
    const { app, page } = await listOf(1001, 1003)
    await insertClient(app, 7)
    await insertRow(app, 1002, 4)
    await insertRow(app, 1004, 7)
    const response = await page()
    expect([idsOf(response), response.meta.total, response.links.first]).toEqual([
      [1003, 1001],
      2,
      url('page=1&max_id=1003'),
    ])
  })

  it('a row that arrives between two pages shifts them without max_id, but not with it', async () => {
    const { app, page } = await listOf(1001, 1002, 1003, 1004)
    const first = await page('?per_page=2')
    await insertRow(app, 1005, 6)
    expect(idsOf(await page('?per_page=2&page=2'))).toEqual([1003, 1002])
    expect(idsOf(await page(first.links.next?.replace(path, '')))).toEqual([1002, 1001])
  })

  it('following next returns each row of the start exactly once, while rows arrive', async () => {
    const { app, get } = await newcomer()
    let newest = 10_000
    const add = () => insertRow(app, ++newest, 6)
    const arrivals = fc.array(fc.nat(3), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 7 }), fc.boolean(), arrivals, async (per_page, filtered, counts) => {
        await add()
        const start = newest
        const seen: number[] = []
        let next: string | null = `/${name}?per_page=${per_page}${filtered ? `&status=${status}` : ''}`
        for (let step = 0; next; step++) {
          const page: Page = await get<Page>(next.replace('http://127.0.0.1:3000/api/v1', ''))
          expect(page.meta.total).toBe(start - 10_000)
          seen.push(...idsOf(page))
          for (let n = counts[step % counts.length] ?? 0; n > 0; n--) await add()
          next = page.links.next
        }
        expect(seen).toEqual(Array.from({ length: start - 10_000 }, (_, index) => start - index))
      }),
      { numRuns: 6, seed: 1 },
    )
  })

  it('following prev from the last page returns the rows from the oldest to the newest', async () => {
    const { page, get } = await listOf(1001, 1002, 1003, 1004, 1005)
    const seen: number[] = []
    let prev: string | null = (await page('?per_page=2')).links.last
    while (prev) {
      const response: Page = await get<Page>(prev.replace('http://127.0.0.1:3000/api/v1', ''))
      seen.push(...idsOf(response).reverse())
      prev = response.links.prev
    }
    expect(seen).toEqual([1001, 1002, 1003, 1004, 1005])
  })
}
