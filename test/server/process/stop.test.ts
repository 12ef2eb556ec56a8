import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { type StopTimeouts, stop } from '../../../server/process/stop.ts'
import { testApp } from '../../support/app.ts'
import { exchange, serve } from './raw-http.ts'

const TIMEOUTS: StopTimeouts = { quiet: 50, accept: 1_000, total: 3_000 }
const GET = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}

/** Opens a connection and sends bytes. `received` grows as the server responds. */
async function open(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1')
  const state = { received: '', closed: false, socket }
  socket.on('data', chunk => {
    state.received += chunk
  })
  socket.on('close', () => {
    state.closed = true
  })
  await new Promise(resolve => socket.once('connect', resolve))
  socket.write(bytes)
  return state
}

test('no accepted request is interrupted while 16 clients keep sending and the server stops', async () => {
  const taken = new Set<string>()
  const handled = new Set<string>()
  const app = testApp()
  const serving = await serve(async (incoming, connection) => {
    taken.add(new URL(incoming.url).search)
    await new Promise(resolve => setTimeout(resolve, 1))
    return app.fetch(incoming, connection)
  })
  let sent = 0

  /** Sends requests until the server is gone. Resolves with the error code. */
  async function client(): Promise<string> {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (;;) {
      const query = `?${sent++}`
      const failed = await new Promise<string | undefined>(resolve => {
        request({ port: serving.port, host: '127.0.0.1', path: `/healthz${query}`, agent }, response => {
          response
            .on('end', () => resolve(undefined))
            .on('error', error => resolve(error.message))
            .resume()
        })
          .on('error', error => resolve((error as NodeJS.ErrnoException).code))
          .end()
      })
      if (failed) return failed
      handled.add(query)
    }
  }

  const clients = Promise.all(Array.from({ length: 16 }, client))
  // With some requests in progress, which could be interrupted.
  await until(() => handled.size >= 1_000 && taken.size >= handled.size + 8)
  await stop(serving, TIMEOUTS)
  await clients
  expect([...taken].filter(query => !handled.has(query))).toEqual([])
})

test('while it stops, a request on an open connection gets a response that closes the connection', async () => {
  const serving = await serve(testApp().fetch)
  const kept = await open(serving.port, GET)
  await until(() => kept.received.includes('{"status":"ok"}'))
  expect(kept.received).not.toContain('Connection: close')
  const stopped = stop(serving, TIMEOUTS)
  kept.received = ''
  kept.socket.write(GET)
  await until(() => kept.closed)
  expect(kept.received).toMatch(/^HTTP\/1\.1 200 OK\r\nConnection: close\r\n.*\{"status":"ok"\}$/s)
  const { responses } = await exchange(serving.port, GET)
  expect(responses).toMatchObject([{ status: 200, headers: { connection: 'close' } }])
  await stopped
})

test('idle connections do not delay the stop', async () => {
  const serving = await serve(testApp().fetch)
  const used = await open(serving.port, GET)
  const unused = await open(serving.port, '')
  await until(() => used.received.includes('{"status":"ok"}'))
  await stop(serving, { ...TIMEOUTS, accept: 60_000, total: 60_000 })
  await until(() => used.closed && unused.closed)
  expect([serving.openResponses(), unused.received]).toEqual([0, ''])
})

test('the stop waits for a pending response, even after the time for accepting connections', async () => {
  let release = () => {}
  const serving = await serve(async () => {
    await new Promise<void>(resolve => {
      release = resolve
    })
    return new Response('done', { headers: { 'X-Request-Id': 'x' } })
  })
  const waiting = await open(serving.port, GET)
  await until(() => serving.openResponses() === 1)
  const stopped = stop(serving, { quiet: 10, accept: 30, total: 60_000 })
  await until(() => !serving.server.listening)
  release()
  await stopped
  await until(() => waiting.closed)
  expect(waiting.received).toMatch(/done$/)
})

test('a response to a slow client is sent completely', async () => {
  const size = 16 * 1024 * 1024
  const serving = await serve(async () => new Response(new Uint8Array(size)))
  const slow = await open(serving.port, GET)
  slow.socket.pause()
  await until(() => serving.openResponses() === 1)
  const stopped = stop(serving, { quiet: 10, accept: 30, total: 60_000 })
  await until(() => !serving.server.listening)
  slow.socket.resume()
  await stopped
  await until(() => slow.closed)
  expect(slow.received.length).toBeGreaterThan(size)
})

test('a request that hangs is aborted in the end', async () => {
  const serving = await serve(() => new Promise(() => {}))
  const hanging = await open(serving.port, GET)
  await until(() => serving.openResponses() === 1)
  await stop(serving, { quiet: 10, accept: 30, total: 100 })
  await until(() => hanging.closed)
  expect(hanging.received).toBe('')
})
