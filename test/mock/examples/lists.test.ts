import { createClient } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { openTickets } from '../../../examples/alert-ticket/open-tickets.ts'
import { syncInvoices } from '../../../examples/invoice-sync/sync.ts'
import { pauseUntil } from '../../../examples/pause-until/pause-until.ts'
import { alert } from '../../examples/alert-ticket/alert.ts'
import { recordOutput } from '../../examples/running.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startMock } from './served.ts'

const ORIGIN = 'http://127.0.0.1:4010'
const mock = await startMock()
const api = createClient({ baseUrl: ORIGIN, token: '2|any', maxRetries: 0, fetch: request => mock.fetch(request) })

interface Page {
  data: { id: number; status: string }[]
  links: Record<string, string | null>
  meta: Record<string, unknown>
}

const page = async (path: string, prefer?: string): Promise<Page> =>
  (await mock.call(path, prefer === undefined ? {} : { prefer })).json() as Promise<Page>
const ids = ({ data }: Page) => data.map(({ id }) => id)

describe('a list', () => {
  test('has the rows of the example on one page', async () => {
    const { data, links, meta } = await page('/api/v1/invoices')
    expect(data).toMatchObject([{ id: 112 }, { id: 110 }])
    const only = `${ORIGIN}/api/v1/invoices?page=1&max_id=112`
    expect(links).toEqual({ first: only, last: only, prev: null, next: null })
    expect(meta).toEqual({
      ...{ current_page: 1, from: 1, last_page: 1, path: `${ORIGIN}/api/v1/invoices`, per_page: 15, to: 2, total: 2 },
    })
  })

  test('is divided by per_page, with links to the other pages', async () => {
    const first = await page('/api/v1/invoices?per_page=1')
    expect(ids(first)).toEqual([112])
    expect(first.links).toMatchObject({
      prev: null,
      next: `${ORIGIN}/api/v1/invoices?per_page=1&page=2&max_id=112`,
      last: `${ORIGIN}/api/v1/invoices?per_page=1&page=2&max_id=112`,
    })
    const second = await page(first.links.next?.slice(ORIGIN.length) ?? '')
    expect(ids(second)).toEqual([110])
    expect(second.links).toMatchObject({ prev: `${ORIGIN}/api/v1/invoices?per_page=1&page=1&max_id=112`, next: null })
    expect(second.meta).toMatchObject({ current_page: 2, from: 2, to: 2, last_page: 2, total: 2 })
  })

  test('is filtered by a status', async () => {
    const unpaid = await page('/api/v1/invoices?status=unpaid&per_page=1')
    expect([ids(unpaid), unpaid.meta.total]).toEqual([[112], 2])
    expect(unpaid.links.next).toBe(`${ORIGIN}/api/v1/invoices?status=unpaid&per_page=1&page=2&max_id=112`)
    const paid = await page('/api/v1/invoices?status=paid')
    expect(paid).toMatchObject({ data: [], links: { next: null }, meta: { total: 0, from: null, to: null } })
    expect(paid.links.first).toBe(`${ORIGIN}/api/v1/invoices?status=paid&page=1`)
  })

  test('ends at max_id', async () => {
    const { data, meta } = await page('/api/v1/invoices?max_id=111')
    expect([data, meta.total]).toMatchObject([[{ id: 110 }], 1])
  })

  test('is empty past its end', async () => {
    const past = await page('/api/v1/invoices?page=9')
    expect(past).toMatchObject({ data: [], meta: { current_page: 9, from: null, last_page: 1, total: 2 } })
    expect(past.links).toMatchObject({ prev: `${ORIGIN}/api/v1/invoices?page=1&max_id=112`, next: null })
  })

  test('has the rows of the preferred example', async () => {
    const empty = await page('/api/v1/invoices?per_page=1', 'example=empty')
    expect(empty).toMatchObject({ data: [], links: { next: null }, meta: { per_page: 1, total: 0 } })
    expect(ids(await page('/api/v1/invoices?per_page=1&page=2', 'example=first_page'))).toEqual([110])
  })
})

describe('a walk over the pages ends', () => {
  test.each(['/api/v1/invoices', '/api/v1/tickets', '/api/v1/subscriptions'] as const)('of %s', async path => {
    const all = ids(await page(path))
    const walked: number[] = []
    for await (const { id } of api.items(path, { params: { query: { per_page: 1 } } })) walked.push(id)
    expect(walked).toEqual(all)
    expect(new Set(walked).size).toBe(walked.length)
    expect(walked.length).toBeGreaterThan(0)
  })

  test('also when each request prefers an example', async () => {
    const walked: number[] = []
    const init = { params: { query: { per_page: 1 } }, headers: { Prefer: 'example=first_page' } } as const
    for await (const { id } of api.items('/api/v1/invoices', init)) walked.push(id)
    expect(walked).toEqual([112, 110])
  })
})

describe('the example programs end', () => {
  const output = recordOutput()
  const { lines } = output

  test('invoice-sync', async () => {
    expect(await syncInvoices(api, temporaryFolder(), output)).toBe(true)
    expect(lines).toContain('2 invoices: 2 PDFs downloaded, 0 unchanged, 0 failed')
  })

  test('alert-ticket', async () => {
    expect(await openTickets(api, [alert], output)).toBe(true)
    expect(lines.at(-1)).toBe('DiskFull on web-3: TKT-2026-0003 opened')
  })

  test('pause-until', async () => {
    expect(await pauseUntil(api, '2027-01-31', [], output)).toBe(true)
  })
})
