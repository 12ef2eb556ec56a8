import { describe, expect, test } from 'vitest'
import { startMock } from './mocked.ts'

const { mock, call, read } = startMock()

describe('/__mock/clock', () => {
  test('advances time, and what depends on it follows', async () => {
    const world = 'clock'
    const paused = await read('/api/v1/subscriptions/31/pause', { world, json: { resume_at: '2026-12-24' } })
    expect(paused.body.data.status).toBe('paused')
    const { body } = await read('/__mock/clock', { world, json: { advance: '60d' } })
    expect(body.now).toMatch(/^2027-01-21T12:00/)
    const list = await read('/api/v1/subscriptions', { world })
    expect(list.body.data.find(({ id }: { id: number }) => id === 31).status).not.toBe('paused')
  })

  test('can be set', async () => {
    const { body } = await read('/__mock/clock', { world: 'set', json: { set: '2027-06-01T08:00:00Z' } })
    expect(body.now).toMatch(/^2027-06-01T08:00:0/)
    expect((await read('/__mock/clock', { world: 'set' })).body.now).toMatch(/^2027-06-01T08:00:0/)
  })

  test.each([
    {},
    { advance: '-1d' },
    { advance: '5y' },
    { advance: '999999d' },
    { set: 'tomorrow' },
    { set: '1999-01-01T00:00:00Z' },
    [],
    null,
  ])('refuses %j', async json => {
    expect((await read('/__mock/clock', { json })).status).toBe(422)
  })
})

describe('/__mock/reset', () => {
  test('restores the demo data, the clock and the script', async () => {
    const world = 'reset'
    const before = await read('/api/v1/tickets', { world })
    await read('/api/v1/tickets', { world, json: { subject: 'A', body: 'B' } })
    await read('/__mock/clock', { world, json: { advance: '30d' } })
    await read('/__mock/script', { world, method: 'PUT', json: [{ fail: '503' }] })
    await read('/__mock/reset', { world, method: 'POST' })
    const after = await read('/api/v1/tickets', { world })
    expect(after.body).toEqual(before.body)
    expect((await read('/__mock/requests', { world })).body.counts).toEqual({ listTickets: 1 })
  })
})

describe('/__mock/state', () => {
  test('moves a world to another one', async () => {
    await read('/api/v1/tickets', { world: 'from', json: { subject: 'Kept', body: 'B' } })
    await read('/__mock/clock', { world: 'from', json: { advance: '1d' } })
    const { body } = await read('/__mock/state', { world: 'from' })
    await read('/__mock/state', { world: 'to', method: 'PUT', json: body })
    expect((await read('/api/v1/tickets', { world: 'to' })).body.data[0].subject).toBe('Kept')
    expect((await read('/__mock/clock', { world: 'to' })).body.now.slice(0, 10)).toBe('2026-11-23')
  })

  test.each([{}, { now: '2026-11-22T12:00:00Z', database: 'AAAA' }, { now: '2026-11-22T12:00:00Z', database: '!' }])(
    'refuses %j',
    async json => {
      const { status } = await read('/__mock/state', { method: 'PUT', json })
      expect(status).toBe(422)
    },
  )

  test.each([
    ['of another version', (bytes: Buffer) => bytes.writeUInt32BE(999, 60)],
    ['of another program', (bytes: Buffer) => bytes.writeUInt32BE(1, 68)],
    ['whose pages are damaged', (bytes: Buffer) => bytes.fill(7, 4096, 12_000)],
  ])('refuses a database %s, and keeps the world', async (_, damage) => {
    const world = 'damaged'
    const { body } = await read('/__mock/state', { world })
    const bytes = Buffer.from(body.database, 'base64')
    damage(bytes)
    const json = { ...body, database: bytes.toString('base64') }
    const refused = await read('/__mock/state', { world, method: 'PUT', json })
    expect([refused.status, refused.body.code]).toEqual([422, 'validation_failed'])
    expect((await read('/api/v1/invoices', { world })).status).toBe(200)
  })
})

test('/__mock/worlds lists worlds, and removes one', async () => {
  await read('/api/v1/me', { world: 'gone' })
  expect((await read('/__mock/worlds')).body.worlds).toContain('gone')
  expect((await read('/__mock/worlds/gone', { method: 'DELETE' })).body.worlds).not.toContain('gone')
  expect((await read('/__mock/requests', { world: 'gone' })).body).toEqual({ counts: {}, requests: [] })
  expect((await read('/__mock/worlds/%zz', { method: 'DELETE' })).status).toBe(404)
})

test('/__mock/requests keeps the last 1,000 of each world', async () => {
  await read('/api/v1/me', { world: 'quiet' })
  for (let count = 0; count < 1001; count++) await call('/healthz', { world: 'busy' })
  expect((await read('/__mock/requests', { world: 'quiet' })).body.requests).toHaveLength(1)
  const { counts, requests } = (await read('/__mock/requests', { world: 'busy' })).body
  expect([counts, requests.length]).toEqual([{ none: 1001 }, 1000])
})

test('names of worlds that are refused are not remembered', async () => {
  await read('/api/v1/me', { world: 'a b' })
  expect(mock.requests('a b')).toEqual([])
})

test('/__mock/ is a page that loads nothing from elsewhere', async () => {
  const response = await call('/__mock/', { token: false })
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(await response.text()).toContain('<title>Clustrix mock</title>')
})

test.each([
  ['GET', '/__mock/nothing', 404],
  ['DELETE', '/__mock/clock', 405],
  ['PUT', '/__mock/script', 400],
])('%s %s responds with %i', async (method, path, status) => {
  expect((await read(path, { method })).status).toBe(status)
})
