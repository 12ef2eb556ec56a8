import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, isApiError } from '@clustrix/client'
import { describe, expect, onTestFinished, test } from 'vitest'
import { targets } from './targets.ts'

const lists = ['/api/v1/invoices', '/api/v1/tickets', '/api/v1/subscriptions'] as const

/** A server whose page n is what `page` gives; it counts what it is asked. */
async function serve(page: (number: number, origin: string) => unknown) {
  const asked: (string | undefined)[] = []
  const server = createServer((request, response) => {
    asked.push(request.headers.authorization)
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(page(asked.length, origin)))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, asked }
}

const page = (number: number, next: unknown) => ({
  data: [{ id: number }],
  links: { next },
  meta: { current_page: number },
})

/** The ids that a walk gave, and the code it ended by. */
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
  test('a walk of two good pages ends by itself', async () => {
    const { origin } = await serve((number, origin) => page(number, number < 2 ? `${origin}${path}?page=2` : null))
    expect(await walk(origin, path)).toEqual({ ids: [1, 2], end: 'done' })
  })

  test('a next page of another origin is not asked for, so it learns no token', async () => {
    const other = await serve(number => page(number + 1, null))
    const { origin } = await serve(number => page(number, `${other.origin}${path}?page=2`))
    expect(await walk(origin, path)).toEqual({ ids: [1], end: 'bad_response' })
    expect(other.asked).toEqual([])
  })

  test('a next page that is this one ends the walk', async () => {
    const { origin, asked } = await serve((_, origin) => page(1, `${origin}${path}`))
    expect(await walk(origin, path)).toEqual({ ids: [1], end: 'bad_response' })
    expect(asked.length).toBe(2)
  })

  test.each<[string, unknown]>([
    ['a number', 5],
    ['an object', {}],
    ['empty', ''],
    ['a path alone', `${path}?page=2`],
    ['of another scheme', 'data:application/json,{}'],
    ['of another port', 'http://127.0.0.1:1/'],
    ['missing', undefined],
  ])('a next page that is %s is a bad answer', async (_, next) => {
    const { origin, asked } = await serve(number => page(number, next))
    expect(await walk(origin, path)).toEqual({ ids: [1], end: 'bad_response' })
    expect(asked.length).toBe(1)
  })

  test.each<[string, unknown]>([
    ['no number', {}],
    ['no good number', { current_page: '1' }],
    ['the number 0', { current_page: 0 }],
  ])('pages of %s do not go on for ever', async (_, meta) => {
    const { origin } = await serve((number, origin) => ({
      ...page(number, number < 20 ? `${origin}${path}` : null),
      meta,
    }))
    expect((await walk(origin, path)).end).toBe('bad_response')
  })

  test('of pages without end only those are asked for that the program wants', async () => {
    const { origin, asked } = await serve((number, origin) => page(number, `${origin}${path}?page=${number + 1}`))
    const ids: number[] = []
    for await (const { id } of createClient({ baseUrl: origin }).items(path)) if (ids.push(id) === 50) break
    expect([ids.length, asked.length]).toEqual([50, 50])
  })

  test('a signal ends pages without end', async () => {
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

test('these are the lists of the contract', () => {
  const listed = targets.filter(({ id }) => id.startsWith('list')).map(({ path }) => path)
  expect(listed.sort()).toEqual(lists.toSorted())
})
