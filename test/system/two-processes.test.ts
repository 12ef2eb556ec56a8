import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { beforeEach, expect, test } from 'vitest'
import { ACME } from '../support/app.ts'
import { type ServerProcess, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let file: string
let one: ServerProcess
let two: ServerProcess

beforeEach(async () => {
  file = path.join(temporaryFolder(), 'new.db')
  const env = { DATABASE: file, CLOCK: '2026-11-22T12:00:00Z' }
  one = await startServer({ env })
  two = await startServer({ env })
})

const summaryOf = async (response: Response) => {
  const { code = '', message = '' } = (await response.json()) as { code?: string; message?: string }
  return [response.status, code || message]
}

test('both processes share the limit of password checks', async () => {
  // With CLOCK, the clocks of two processes differ by the time between their starts.
  const servers = await Promise.all([1, 2].map(() => startServer({ env: { DATABASE: file } })))
  const json = { email: ACME, password: 'wrong' }
  const statuses = []
  for (let attempt = 0; attempt < 7; attempt++) {
    statuses.push((await servers[attempt % 2]!.call('/api/v1/auth/token', { json })).status)
  }
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429])
})

test('a token revoked in one process is refused by the other', async () => {
  const token = await one.login()
  expect((await two.call('/api/v1/me', { token })).status).toBe(200)
  expect((await one.call('/api/v1/auth/revoke', { token, json: {} })).status).toBe(200)
  expect((await two.call('/api/v1/me', { token })).status).toBe(401)
})

test('of ten equal transitions through both processes, one succeeds and the others are refused', async () => {
  const token = await one.login()
  const results = await Promise.all(
    Array.from({ length: 10 }, async (_, index) =>
      summaryOf(await [one, two][index % 2]!.call('/api/v1/subscriptions/31/pause', { token, json: {} })),
    ),
  )
  expect(results.filter(([status]) => status === 200)).toHaveLength(1)
  expect(results.filter(([status]) => status !== 200)).toEqual(Array.from({ length: 9 }, () => [422, 'invalid_state']))
})

test('twenty equal requests with one Idempotency-Key through both create one ticket', async () => {
  const token = await one.login()
  const json = { subject: 'Once', body: 'Only once.' }
  const results = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const headers = { 'Idempotency-Key': 'one-key' }
      const response = await [one, two][index % 2]!.call('/api/v1/tickets', { token, json, headers })
      const replayed = response.headers.get('idempotent-replayed')
      return {
        replayed,
        received: [response.status, response.headers.get('location')?.split('/').at(-1), await response.text()],
      }
    }),
  )
  expect(new Set(results.map(({ received }) => received.join(' '))).size, JSON.stringify(results)).toBe(1)
  expect(results[0]?.received[0]).toBe(201)
  expect(results.filter(({ replayed }) => replayed === null)).toHaveLength(1)
  const sqlite = new Sqlite(file, { readonly: true })
  expect(sqlite.prepare("SELECT count(*) FROM tickets WHERE subject = 'Once'").pluck().get()).toBe(1)
  sqlite.close()
})

test('tickets opened through both at once get numbers without a gap', async () => {
  const token = await one.login()
  const numbers = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const json = { subject: 'Both', body: 'At once.' }
      const response = await [one, two][index % 2]!.call('/api/v1/tickets', { token, json })
      return ((await response.json()) as { data?: { number: string } }).data?.number
    }),
  )
  const expected = Array.from({ length: 40 }, (_, index) => `TKT-2026-${String(index + 7).padStart(4, '0')}`)
  expect(numbers.sort()).toEqual(expected)
})

test('expired keys and ended logins are deleted soon after the start, without a request', async () => {
  const database = new Sqlite(file)
  const yesterday = '2026-11-21T12:00:00Z'
  const key = `INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
    VALUES (4, 7, 'POST', '/', 'k', 'f', 201, '{}', NULL, '${yesterday}')`
  database.exec(`${key}; INSERT INTO login_attempts VALUES ('', '203.0.113.1', '2026-11-21T12:00:00.000Z', 1)`)
  await startServer({ env: { DATABASE: file, CLOCK: '2026-11-22T12:00:00Z' } })
  const left = database
    .prepare('SELECT (SELECT count(*) FROM idempotency_keys) + (SELECT count(*) FROM login_attempts)')
    .pluck()
  await expect.poll(() => left.get(), { timeout: 20_000, interval: 200 }).toBe(0)
  database.close()
})
