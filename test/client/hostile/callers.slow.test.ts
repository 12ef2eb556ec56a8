import { createClient } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { callOf, initOf, type Target, targets } from './targets.ts'

/** A client whose requests are kept and answered with an error, which every operation declares. */
function recording() {
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

const rich = (target: Target) => ({
  ...initOf(target),
  headers: { 'X-Trace': 'one' },
  params: { path: { id: 1 }, query: { status: 'open' }, header: { 'X-Other': 'two' } },
  cache: 'no-store',
})

describe.each(targets.map(target => [target.id, target] as const))('%s', (_, target) => {
  const attempts = target.isRepeated ? 2 : 1

  test('takes what cannot be changed, and sends it again the same', async () => {
    const { api, sent } = recording()
    const init = freeze(rich(target))
    expect((await callOf(api, target, init)).status).toBe(500)
    expect(init).toEqual(rich(target))
    const told = await Promise.all(
      sent.map(async request => [request.method, request.url, [...request.headers], await request.text()]),
    )
    expect(told).toEqual(Array(attempts).fill(told[0]))
  })

  test('one init serves many calls at once, each with a key of its own', async () => {
    const { api, sent } = recording()
    const init = freeze(rich(target))
    await Promise.all(Array.from({ length: 20 }, () => callOf(api, target, init)))
    const keys = new Set(sent.map(({ headers }) => headers.get('Idempotency-Key')))
    expect(sent.length).toBe(20 * attempts)
    expect(keys.size).toBe(target.method === 'POST' && target.isRepeated ? 20 : 1)
  })

  test('Headers and pairs of the caller stay as they are', async () => {
    const { api, sent } = recording()
    const headers = new Headers({ 'X-Trace': 'one' })
    await callOf(api, target, { headers })
    expect([...headers]).toEqual([['x-trace', 'one']])
    expect(sent[0]!.headers.get('X-Trace')).toBe('one')
  })
})

/** As a program has them that makes a query of what somebody typed. */
const NAMES = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'length']

test.each(NAMES)('%s is a name like any other in a query and a body', async name => {
  const { api, sent } = recording()
  const own = JSON.parse(`{"${name}":"1"}`)
  const list = targets.find(({ id }) => id === 'listTickets')!
  const write = targets.find(({ id }) => id === 'createTicket')!
  await callOf(api, list, { params: { query: own } })
  await callOf(api, write, { body: own })
  expect(sent[0]!.url).toBe(`http://127.0.0.1:1/api/v1/tickets?${name}=1`)
  expect(await sent[2]!.text()).toBe(`{"${name}":"1"}`)
})

test.each([...NAMES, '../../me', 'a/b?c#d', '%2e'])('%j as an id stays within its part of the path', async id => {
  const { api, sent } = recording()
  const show = targets.find(({ id }) => id === 'getTicket')!
  await callOf(api, show, { params: { path: { id } } })
  expect(sent[0]!.url).toBe(`http://127.0.0.1:1/api/v1/tickets/${encodeURIComponent(id)}`)
})

test.each([...NAMES, '', '/api/v1/none'])('%j as a path is a TypeError and nothing is sent', async path => {
  const { api, sent } = recording()
  await expect(api.GET(path as '/api/v1/me')).rejects.toBeInstanceOf(TypeError)
  expect(sent).toEqual([])
})

test.each([null, undefined, 'text', 5, {}])(
  'a fetch of the caller that rejects with %j is a network error',
  async thrown => {
    const api = createClient({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0, fetch: () => Promise.reject(thrown) })
    await expect(api.GET('/api/v1/me')).rejects.toMatchObject({ name: 'ApiError', status: 0, code: 'network' })
  },
)

test.each(['blob:http://h/a', 'ftp://u:s3cr3t@h', 'localhost:3000', 'no URL'])(
  '%j is no baseUrl, and is not said again',
  baseUrl => {
    expect(() => createClient({ baseUrl })).toThrow(new TypeError('baseUrl cannot be used'))
  },
)
