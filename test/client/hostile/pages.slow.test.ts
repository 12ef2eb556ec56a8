import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, isApiError } from '@clustrix/client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { targets } from './targets.ts'

const lists = ['/api/v1/invoices', '/api/v1/tickets', '/api/v1/subscriptions'] as const

/** A server that returns `page(n, origin)` to the nth request and records the Authorization headers. */
async function serve(page: (number: number, origin: string) => unknown) {
  const authorizations: (string | undefined)[] = []
  const server = createServer((request, response) => {
    authorizations.push(request.headers.authorization)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(page(authorizations.length, origin)))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, authorizations }
}

const page = (number: number, next: unknown) => ({
  data: [{ id: number }],
  links: { next },
  meta: { current_page: number },
})

/** The IDs that `items` returned, and how it ended. */
async function walk(baseUrl: string, path: (typeof lists)[number]) {
  const ids: number[] = []
  try {
    for await (const { id } of createClient({ baseUrl, token: '2|any', maxRetries: 0 }).items(path)) ids.push(id)
    return { ids, end: 'done' }
  } catch (error) {
    return { ids, end: isApiError(error) && error.status === 0 ? error.code : error }
  }
}

describe.each(lists)('%s', path => {
  test('two valid pages are read to the end', async () => {
    const { origin } = await serve((number, origin) => page(number, number < 2 ? `${origin}${path}?page=2` : null))
    expect(await walk(origin, path)).toEqual({ ids: [1, 2], end: 'done' })
  })

  test('a next page of another origin is not requested, so that it gets no token', async () => {
    const other = await serve(number => page(number + 1, null))
    const { origin } = await serve(number => page(number, `${other.origin}${path}?page=2`))
    expect(await walk(origin, path)).toEqual({ ids: [1], end: 'bad_response' })
    expect(other.authorizations).toEqual([])
  })

  test('a next page that is the same page ends in an error', async () => {
    const { origin, authorizations } = await serve((_, origin) => page(1, `${origin}${path}`))
    expect(await walk(origin, path)).toEqual({ ids: [1], end: 'bad_response' })
    expect(authorizations.length).toBe(2)
  })

  test.each<[string, unknown]>([
    ['a number', 5],
    ['an object', {}],
    ['empty', ''],
    ['a path without an origin', `${path}?page=2`],
    ['of another scheme', 'data:application/json,{}'],
    ['of another port', 'http://127.0.0.1:1/'],
    ['missing', undefined],
  ])('a next page that is %s is a bad_response', async (_, next) => {
    const { origin, authorizations } = await serve(number => page(number, next))
    expect(await walk(origin, path)).toEqual({ ids: [1], end: 'bad_response' })
    expect(authorizations.length).toBe(1)
  })

  test.each<[string, unknown]>([
    ['no page number', {}],
    ['a page number of another type', { current_page: '1' }],
    ['page number 0', { current_page: 0 }],
  ])('pages with %s do not go on forever', async (_, meta) => {
    const { origin } = await serve((number, origin) => ({
      ...page(number, number < 20 ? `${origin}${path}` : null),
      meta,
    }))
    expect((await walk(origin, path)).end).toBe('bad_response')
  })

  test('of endless pages, only those that the program reads are requested', async () => {
    const { origin, authorizations } = await serve((number, origin) =>
      page(number, `${origin}${path}?page=${number + 1}`),
    )
    const ids: number[] = []
    for await (const { id } of createClient({ baseUrl: origin }).items(path)) if (ids.push(id) === 50) break
    expect([ids.length, authorizations.length]).toEqual([50, 50])
  })

  test('a signal ends endless pages', async () => {
    const { origin } = await serve((number, origin) => page(number, `${origin}${path}?page=${number + 1}`))
    const controller = new AbortController()
    const reason = new Error('Enough')
    const walking = async () => {
      const { signal } = controller
      for await (const { id } of createClient({ baseUrl: origin }).items(path, { signal }))
        if (id === 50) controller.abort(reason)
    }
    await expect(walking()).rejects.toBe(reason)
  })
})

test('the tests cover all lists of the contract', () => {
  const listed = targets.filter(({ id }) => id.startsWith('list')).map(({ path }) => path)
  expect(listed.sort()).toEqual(lists.toSorted())
})
