import { existsSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type ServerProcess, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const start = (DATABASE = ':memory:') => startServer({ env: { DATABASE, RATE_LIMIT: '1000000' } })

/** Opens tickets one after another until the server is gone; resolves with the code of the error that ended it. */
async function openTickets({ origin }: ServerProcess, token: string, nextSubject: () => string, opened: Set<string>) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' }
  for (;;) {
    const subject = nextSubject()
    const status = await new Promise<number | string | undefined>(resolve => {
      request(`${origin}/api/v1/tickets`, { method: 'POST', agent, headers }, response => {
        response
          .on('end', () => resolve(response.statusCode))
          .on('error', error => resolve(error.message))
          .resume()
      })
        .on('error', error => resolve((error as NodeJS.ErrnoException).code))
        .end(JSON.stringify({ subject, body: 'Under load.' }))
    })
    if (status !== 201) return status
    opened.add(subject)
  }
}

/** A request that stays under way: its body never comes to an end. */
async function openForever({ origin }: ServerProcess): Promise<void> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  await new Promise(resolve => socket.once('connect', resolve))
  socket.on('error', () => {})
  socket.write(
    'POST /api/v1/auth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n',
  )
  await new Promise(resolve => socket.once('data', resolve))
}

test('SIGTERM under load: every accepted request gets a response, at least 1,000 tickets are created, and the process exits', async () => {
  const DATABASE = path.join(temporaryFolder(), 'new.db')
  const server = await start(DATABASE)
  const token = await server.login()
  const opened = new Set<string>()
  let sent = 0
  const nextSubject = () => {
    sent += 1
    if (opened.size === 900) server.kill('SIGTERM')
    return `Ticket ${sent}`
  }
  await Promise.all(Array.from({ length: 12 }, () => openTickets(server, token, nextSubject, opened)))
  const { code, stdout, stderr } = await server.exited
  expect([code, stderr]).toEqual([0, ''])
  const lines = stdout
    .trim()
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line))
  expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
  expect(lines.filter(({ status }) => status === 201)).toHaveLength(opened.size)

  expect([existsSync(`${DATABASE}-wal`), existsSync(`${DATABASE}-shm`)]).toEqual([false, false])
  const sqlite = new Sqlite(DATABASE, { readonly: true })
  const stored = sqlite.prepare("SELECT subject FROM tickets WHERE body = 'Under load.'").pluck().all()
  sqlite.close()
  expect(stored.length).toBeGreaterThanOrEqual(1_000)
  expect(new Set(stored)).toEqual(opened)
})

test('a stopping server reports it on /readyz, still responds, and exits immediately at a second signal', async () => {
  const server = await start()
  const ready = async () => {
    const response = await server.call('/readyz')
    return [response.status, response.headers.get('connection'), await response.json()]
  }
  expect(await ready()).toEqual([200, 'keep-alive', { status: 'ok' }])
  await openForever(server)
  server.kill('SIGTERM')
  let readiness = await ready()
  while (readiness[0] === 200) readiness = await ready()
  expect(readiness).toEqual([503, 'close', { status: 'stopping' }])
  expect((await server.call('/healthz')).status).toBe(200)
  let hasEnded = false
  void server.exited.then(() => {
    hasEnded = true
  })
  while (!hasEnded) {
    server.kill('SIGTERM')
    await server.call('/healthz').catch(() => undefined)
  }
  expect(await server.exited).toMatchObject({ code: 1, signal: null, stderr: '' })
})

test('a repeated signal, as npm sends it after Ctrl-C, does not count as a second signal', async () => {
  const server = await start()
  for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) server.kill(signal)
  expect(await server.exited).toMatchObject({ code: 0, signal: null, stderr: '' })
})

test('a request that never ends holds a server that stops for less than 10 seconds', async () => {
  const server = await start()
  await openForever(server)
  const started = performance.now()
  server.kill('SIGINT')
  expect(await server.exited).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect(performance.now() - started).toBeLessThan(10_000)
})
