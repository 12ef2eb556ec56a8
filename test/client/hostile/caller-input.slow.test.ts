import { createClient } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { callOf, initOf, type Target, targetOf, targets } from './targets.ts'

/** A client that records its requests. The response is always a 500, which every operation declares. */
function recordingClient() {
  const sent: Request[] = []
  const api = createClient({
    baseUrl: 'http://127.0.0.1:1',
    token: '2|any',
    maxRetries: 1,
    baseDelay: 0,
    fetch: request => {
      sent.push(request)
      return Response.json({ message: 'Broken.', code: 'server_error' }, { status: 500 })
    },
  })
  return { api, sent }
}

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') for (const each of Object.values(Object.freeze(value))) freeze(each)
  return value
}

const initWithEverything = (target: Target) => ({
  ...initOf(target),
  headers: { 'X-Trace': 'one' },
  params: { path: { id: 1 }, query: { status: 'open' }, header: { 'X-Other': 'two' } },
  cache: 'no-store',
})

describe.each(targets.map(target => [target.id, target] as const))('%s', (_, target) => {
  const attempts = target.isRepeatable ? 2 : 1

  test('accepts a frozen init and sends the same request again', async () => {
    const { api, sent } = recordingClient()
    const init = freeze(initWithEverything(target))
    expect((await callOf(api, target, init)).status).toBe(500)
    expect(init).toEqual(initWithEverything(target))
    const requests = await Promise.all(
      sent.map(async request => [request.method, request.url, [...request.headers], await request.text()]),
    )
    expect(requests).toEqual(Array(attempts).fill(requests[0]))
  })

  test('one init can be used for many calls at once, each with its own key', async () => {
    const { api, sent } = recordingClient()
    const init = freeze(initWithEverything(target))
    await Promise.all(Array.from({ length: 20 }, () => callOf(api, target, init)))
    const keys = new Set(sent.map(({ headers }) => headers.get('Idempotency-Key')))
    expect(sent.length).toBe(20 * attempts)
    expect(keys.size).toBe(target.method === 'POST' && target.isRepeatable ? 20 : 1)
  })

  test('does not change the Headers object of the caller', async () => {
    const { api, sent } = recordingClient()
    const headers = new Headers({ 'X-Trace': 'one' })
    await callOf(api, target, { headers })
    expect([...headers]).toEqual([['x-trace', 'one']])
    expect(sent[0]!.headers.get('X-Trace')).toBe('one')
  })
})

/** Names that a program may get from user input, and that objects inherit. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length']

test.each(NAMES)('%s is an ordinary name in a query and a body', async name => {
  const { api, sent } = recordingClient()
  const own = JSON.parse(`{"${name}":"1"}`)
  const list = targetOf('listTickets')
  const write = targetOf('createTicket')
  await callOf(api, list, { params: { query: own } })
  await callOf(api, write, { body: own })
  expect(sent[0]!.url).toBe(`http://127.0.0.1:1/api/v1/tickets?${name}=1`)
  expect(await sent[2]!.text()).toBe(`{"${name}":"1"}`)
})

test.each([...NAMES, '../../me', 'a/b?c#d', '%2e'])('%j as an ID is one segment of the path', async id => {
  const { api, sent } = recordingClient()
  const show = targetOf('getTicket')
  await callOf(api, show, { params: { path: { id } } })
  expect(sent[0]!.url).toBe(`http://127.0.0.1:1/api/v1/tickets/${encodeURIComponent(id)}`)
})

test.each([...NAMES, '', '/api/v1/none'])('%j as a path throws a TypeError, and nothing is sent', async path => {
  const { api, sent } = recordingClient()
  await expect(api.GET(path as '/api/v1/me')).rejects.toBeInstanceOf(TypeError)
  expect(sent).toEqual([])
})

test.each([null, undefined, 'text', 5, {}])(
  'a rejection of the given fetch with %j becomes a network error',
  async thrown => {
    const api = createClient({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0, fetch: () => Promise.reject(thrown) })
    await expect(api.GET('/api/v1/me')).rejects.toMatchObject({ name: 'ApiError', status: 0, code: 'network' })
  },
)

test.each(['blob:http://h/a', 'ftp://u:s3cr3t@h', 'localhost:3000', 'no URL'])(
  '%j as baseUrl is refused without being quoted',
  baseUrl => {
    expect(() => createClient({ baseUrl })).toThrow(new TypeError('baseUrl cannot be used'))
  },
)
