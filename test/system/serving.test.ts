import { readFileSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { DEMO_PASSWORD } from '../../server/demo/seed.ts'
import { contract } from '../support/app.ts'
import { PRODUCTION, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('openapi.yaml is published byte for byte, and the same document as JSON', async () => {
  const server = await startServer({ env: { DATABASE: ':memory:' } })
  const yaml = await server.call('/openapi.yaml')
  expect([yaml.status, yaml.headers.get('content-type')]).toEqual([200, 'application/yaml'])
  expect(Buffer.from(await yaml.arrayBuffer()).equals(readFileSync('openapi.yaml'))).toBe(true)
  const json = await server.call('/openapi.json')
  expect([json.status, json.headers.get('content-type'), await json.json()]).toEqual([
    200,
    'application/json',
    contract,
  ])
})

test('links use the origin of the request, or PUBLIC_URL', async () => {
  const links = async (env: Record<string, string>) => {
    const server = await startServer({ env: { DATABASE: ':memory:', ...env } })
    const response = await server.call('/api/v1/invoices', { token: await server.login() })
    return [((await response.json()) as { links: { first: string } }).links.first.split('/api')[0], server.origin]
  }
  const [own, origin] = await links({})
  expect(own).toBe(origin)
  expect((await links({ PUBLIC_URL: 'https://portal.example' }))[0]).toBe('https://portal.example')
})

test('in production every line is JSON, one for each request, also for malformed ones', async () => {
  const env = { DATABASE: path.join(temporaryFolder(), 'new.db'), ...PRODUCTION }
  const server = await startServer({ env })
  const ids = []
  for (const target of ['/api/v1/me', '/nowhere', '/healthz']) {
    ids.push((await server.call(target)).headers.get('x-request-id'))
  }
  ids.push((await fetch(`${server.origin}/api/v1/me`, { method: 'PROPFIND' })).headers.get('x-request-id'))
  server.kill('SIGTERM')
  const { stdout, stderr } = await server.exited
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines.map(({ event, status }) => [event, status])).toEqual([
    ['listening', undefined],
    ['request', 401],
    ['request', 404],
    ['request', 200],
    ['request', 405],
    ['stopping', undefined],
  ])
  expect(lines.flatMap(({ request_id }) => request_id ?? [])).toEqual(ids)
  expect([lines[0].origin, lines.at(-1).signal, stderr]).toEqual([server.origin, 'SIGTERM', ''])
})

test('/readyz is 503 after a write failed because of a lock, until the lock is released', async () => {
  const file = path.join(temporaryFolder(), 'new.db')
  const server = await startServer({ env: { DATABASE: file } })
  const token = await server.login()
  const readyz = async () => {
    const response = await server.call('/readyz')
    return [response.status, await response.json()]
  }
  const other = new Sqlite(file)
  other.exec('BEGIN IMMEDIATE')
  const ticket = { token, json: { subject: 'Locked', body: 'out' } }
  expect((await server.call('/api/v1/tickets', ticket)).status).toBe(503)
  expect(await readyz()).toEqual([503, { status: 'writes_failing' }])
  expect((await server.call('/healthz')).status).toBe(200)
  other.close()
  expect(await readyz()).toEqual([200, { status: 'ok' }])
})

test('the log has no secret, even at its most detailed level', async () => {
  const server = await startServer({ env: { DATABASE: ':memory:', LOG_LEVEL: 'info' } })
  const token = await server.login()
  await server.call(`/api/v1/me?access_token=${encodeURIComponent(token)}`, { token })
  await server.call('/api/v1/auth/token', { json: { email: 'hunter@2.example', password: 'hunter2' } })
  await server.call('/api/v1/auth/revoke', { token, json: {} })
  await server.call('/api/v1/me', { token })
  server.kill('SIGTERM')
  const log = (await server.exited).stdout.split('\n').filter(line => line.startsWith('{'))
  expect(log.map(line => JSON.parse(line).status)).toEqual([200, 200, 422, 200, 401, undefined])
  const secrets = [DEMO_PASSWORD, token, token.split('|')[1] ?? '', 'hunter', 'access_token', 'you@company.com']
  expect(secrets.filter(secret => log.join('\n').includes(secret))).toEqual([])
})
