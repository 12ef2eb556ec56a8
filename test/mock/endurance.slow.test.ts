import { once } from 'node:events'
import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, expect, test } from 'vitest'
import { FAILURES } from '../../mock/trouble/prefer.ts'
import { mockUsers } from '../../mock/world/seed.ts'
import { createHttpServer, listen } from '../../server/process/serve.ts'
import { seeded } from '../support/seeded.ts'
import { startMock } from './mocked.ts'

const { mock, read } = startMock()
const { server } = createHttpServer(mock.fetch, () => {})
const port = await listen(server, 0, '127.0.0.1')
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** In MB, after what is unused was freed. */
async function memory(): Promise<{ objects: number; process: number }> {
  // Several, because finalizers run in between.
  for (let turn = 0; turn < 5; turn++) {
    collectGarbage()
    await new Promise(resolve => setImmediate(resolve))
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return { objects: (heapUsed + external) / 2 ** 20, process: rss / 2 ** 20 }
}

test('fifty parallel tests with worlds of their own see only what they did', async () => {
  const before = await memory()
  const started = performance.now()
  await Promise.all(
    Array.from({ length: 50 }, async (_, index) => {
      const world = `parallel-${index}`
      await read('/__mock/clock', { world, json: { advance: `${index}d` } })
      await read('/__mock/script', { world, method: 'PUT', json: [{ operation: 'getMe', times: index, fail: '503' }] })
      for (let count = 0; count <= index % 5; count++)
        await read('/api/v1/tickets', { world, json: { subject: `${world} ${count}`, body: 'B' } })
      const { body } = await read('/api/v1/tickets?per_page=100', { world })
      const subjects = body.data.map(({ subject }: { subject: string }) => subject)
      expect(subjects.filter((each: string) => each.startsWith('parallel-'))).toHaveLength((index % 5) + 1)
      expect(subjects[0]).toBe(`${world} ${index % 5}`)
      expect((await read('/api/v1/me', { world })).status).toBe(index === 0 ? 200 : 503)
      const day = new Date(Date.UTC(2026, 10, 22 + index)).toISOString().slice(0, 10)
      expect((await read('/__mock/clock', { world })).body.now.slice(0, 10)).toBe(day)
      expect((await read('/__mock/requests', { world })).body.counts).toEqual({
        createTicket: (index % 5) + 1,
        listTickets: 1,
        getMe: 1,
      })
    }),
  )
  const ms = performance.now() - started
  // 60 MB and 1.4 s were measured.
  expect((await memory()).process - before.process).toBeLessThan(150)
  expect(ms).toBeLessThan(20_000)
  for (let index = 0; index < 50; index++) await read(`/__mock/worlds/parallel-${index}`, { method: 'DELETE' })
  expect((await read('/__mock/worlds')).body.worlds).toEqual(['default'])
})

const { pick, below } = seeded(15)
const token = mockUsers[0]?.token

/** Text of a request over HTTP that is wrong in one way or several. */
function malformed(): string {
  const junk = () => String.fromCharCode(...Array.from({ length: below(20) }, () => 1 + below(255)))
  const method = pick(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'BREW', junk()])
  const path = pick([
    '/api/v1/tickets',
    '/api/v1/invoices/112/pdf',
    '/__mock/state',
    '/__mock/clock',
    '/__mock/worlds/%zz',
    '/%zz',
    '//',
    junk(),
  ])
  const prefer = pick([
    'code=abc',
    'fail=none',
    'delay=-1',
    `example=${junk()}`,
    'code=418',
    '='.repeat(50),
    'fail=429',
    'fail=reset',
  ])
  const world = pick(['default', 'a b', '../x', 'x'.repeat(101), `w${below(5)}`, `${junk()} `])
  const body = pick([
    '',
    '{',
    '[]',
    'null',
    '{"database":"AAAA","now":"x"}',
    junk(),
    '{"advance":"1e9d"}',
    '[{"every":0}]',
  ])
  const length = pick([body.length, body.length, body.length + 5, 'x'])
  return [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    `Authorization: Bearer ${pick([token, 'none', junk()])}`,
    `Prefer: ${prefer}`,
    `X-Mock-World: ${world}`,
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    '',
    body,
  ].join('\r\n')
}

/** Sends text and closes its side. Resolves when the connection has ended. */
async function send(text: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.resume()
  const closed = once(socket, 'close')
  socket.end(Buffer.from(text, 'latin1'))
  await closed
}

test('10,000 malformed requests and every failure neither stop the mock nor fill its memory', async () => {
  const batch = async (size: number) => {
    for (let sent = 0; sent < size; sent += 20) await Promise.all(Array.from({ length: 20 }, () => send(malformed())))
  }
  await batch(2000)
  const before = await memory()
  await batch(8000)
  // 1 MB was measured.
  expect((await memory()).objects - before.objects).toBeLessThan(15)
  for (const fail of FAILURES) {
    const controller = new AbortController()
    const headers = { Authorization: `Bearer ${token}`, Prefer: `fail=${fail}` }
    const response = fetch(`http://127.0.0.1:${port}/api/v1/me`, { headers, signal: controller.signal })
    if (fail === 'hang') setTimeout(() => controller.abort(), 50)
    await response.then(each => each.text()).catch(() => {})
  }
  await read('/__mock/reset', { method: 'POST' })
  expect(
    (await fetch(`http://127.0.0.1:${port}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } })).status,
  ).toBe(200)
  const { worlds } = (await read('/__mock/worlds')).body
  expect(worlds.length).toBeLessThan(501)
})
