import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildMock } from '../../mock/node/build.ts'
import type * as index from '../../mock/types/index.d.ts'
import type * as msw from '../../mock/types/msw.d.ts'
import type * as node from '../../mock/types/node.d.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-mock-'))
const load = <T>(name: string): Promise<T> => import(/* @vite-ignore */ pathToFileURL(path.join(folder, name)).href)

beforeAll(() => buildMock(folder), 60_000)
afterAll(() => rmSync(folder, { recursive: true }))

test('what a browser loads stays below 650 kB compressed', () => {
  const size = ['worker.js', 'sqlite3.wasm'].reduce(
    (sum, name) => sum + gzipSync(readFileSync(path.join(folder, name)), { level: 9 }).length,
    0,
  )
  expect(size).toBeLessThan(650_000)
  expect(size).toBeGreaterThan(400_000)
})

test('nothing of Node.js is in the scripts for browsers', () => {
  for (const name of ['index.js', 'worker.js', 'msw.js', 'playwright.js'])
    expect(readFileSync(path.join(folder, name), 'utf8')).not.toMatch(/from\s*"node:|require\("|import\("node:/)
})

test('each script has types', () => {
  const scripts = readdirSync(folder).filter(name => name.endsWith('.js'))
  expect(readdirSync(folder).filter(name => name.endsWith('.d.ts'))).toEqual(
    scripts.map(name => name.replace('.js', '.d.ts')),
  )
})

describe.each(['index.js', 'node.js'])('%s', name => {
  let mock: index.Mock
  beforeAll(async () => {
    const { createMock } = await load<typeof index>(name)
    mock = await createMock()
  }, 60_000)

  const read = async (from: index.World, path: string, init: RequestInit = {}) => {
    const headers = { Authorization: `Bearer ${mock.users[0]?.token}`, 'Content-Type': 'application/json' }
    const response = await from.fetch(path, { ...init, headers: { ...headers, ...init.headers } })
    return { status: response.status, body: JSON.parse(await response.text()) }
  }
  const post = (from: index.World, path: string, json: unknown) =>
    read(from, path, { method: 'POST', body: JSON.stringify(json) })

  test('keeps state, moves its clock, and resets', async () => {
    await post(mock, '/api/v1/subscriptions/31/pause', { resume_at: '2026-12-24' })
    await post(mock, '/api/v1/tickets', { subject: 'Hello', body: 'B' })
    expect((await read(mock, '/api/v1/tickets')).body.data[0].subject).toBe('Hello')
    expect(await mock.advance('60d')).toMatch(/^2027-01-21T12:0/)
    const { body } = await read(mock, '/api/v1/subscriptions')
    expect(body.data.find(({ id }: { id: number }) => id === 31).status).not.toBe('paused')
    await mock.reset()
    expect((await read(mock, '/api/v1/tickets')).body.data[0].subject).not.toBe('Hello')
    expect(await mock.setTime('2027-05-01T00:00:00Z')).toMatch(/^2027-05-01T00:00:0/)
    await mock.reset()
  })

  test('has worlds that do not see each other', async () => {
    const [a, b] = [mock.world('a'), mock.world('b')]
    await post(a, '/api/v1/tickets', { subject: 'Only in A', body: 'B' })
    expect((await read(b, '/api/v1/tickets')).body.data[0].subject).not.toBe('Only in A')
    await b.load(await a.state())
    expect((await read(b, '/api/v1/tickets')).body.data[0].subject).toBe('Only in A')
  })

  test('follows a script, and records requests', async () => {
    const world = mock.world('script')
    await world.script([{ operation: 'getMe', times: 1, fail: '503' }])
    expect((await read(world, '/api/v1/me')).status).toBe(503)
    expect((await read(world, '/api/v1/me')).status).toBe(200)
    expect((await world.requests()).map(({ operation, status }) => [operation, status])).toEqual([
      ['getMe', 503],
      ['getMe', 200],
    ])
    await expect(world.script([{ operation: 'nope' }])).rejects.toThrow('Rule 1: there is no operation nope.')
  })

  test('answers from examples on demand', async () => {
    const closed = await read(mock, '/api/v1/tickets/203', { headers: { Prefer: 'example=closed' } })
    expect([closed.status, closed.body.data.status]).toEqual([200, 'closed'])
    const limited = await mock.fetch('/api/v1/me', { headers: { Prefer: 'code=429' } })
    expect([limited.status, limited.headers.has('retry-after')]).toEqual([429, true])
    const unknown = await read(mock, '/api/v1/me', { headers: { Prefer: 'code=418' } })
    expect([unknown.status, unknown.body.message]).toEqual([
      400,
      expect.stringMatching(/^Prefer: code=418 is not declared\. getMe declares 200 \(me\), 401/),
    ])
  })

  test('resolves requests of Mock Service Worker', async () => {
    const { resolver } = await load<typeof msw>('msw.js')
    const response = await resolver(mock)({ request: new Request('http://portal.example/api/v1/me') })
    expect(response.status).toBe(401)
  })
})

test('node.js serves a mock over HTTP', async () => {
  const { createMock, listen } = await load<typeof node>('node.js')
  const mock = await createMock({ now: '2027-01-31T08:00:00Z', anyPassword: true })
  const { origin, close } = await listen(mock)
  const response = await fetch(`${origin}/api/v1/me`, { headers: { Authorization: `Bearer ${mock.users[0]?.token}` } })
  expect(response.status).toBe(200)
  await expect(
    fetch(`${origin}/api/v1/me`, {
      headers: { Authorization: `Bearer ${mock.users[0]?.token}`, Prefer: 'fail=reset' },
    }),
  ).rejects.toThrow('fetch failed')
  await close()
  await mock.close()
})
