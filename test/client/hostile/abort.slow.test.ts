import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { type ClientOptions, createClient } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { faults } from './faults.ts'
import { serveFault } from './server.ts'
import { callOf, type Target, targets } from './targets.ts'

const LIST = targets.find(({ id }) => id === 'listInvoices')!
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n'
const BUSY = 'HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nRetry-After: 20\r\nContent-Length: 2\r\n\r\n{}'
const reason = new Error('The operator pressed Ctrl-C')

test('a signal that has aborted already sends nothing', async () => {
  const { baseUrl, requests } = await serveFault({ serve: () => {} }, LIST)
  const call = createClient({ baseUrl }).GET('/api/v1/invoices', { signal: AbortSignal.abort(reason) })
  await expect(call).rejects.toBe(reason)
  expect(requests()).toBe(0)
})

interface Moment {
  name: string
  /** What the server does by then. */
  serve(socket: Socket, target: Target, abort: () => void): void
  /** Options of a client that gives up later than that. */
  options?(abort: () => void): Pick<ClientOptions, 'fetch' | 'onRetry'>
  /** How often a call would be tried again: where that is never, the signal alone can tell the error. */
  maxRetries: 0 | 1
}

const moments: Moment[] = [
  { name: 'before the head', serve: (_, __, abort) => abort(), maxRetries: 0 },
  {
    name: 'in the body',
    serve: (socket, { success, type }) =>
      socket.write(`HTTP/1.1 ${success} OK\r\nContent-Type: ${type}\r\nContent-Length: 500\r\n\r\n{"data": [`),
    options: abort => ({
      fetch: async request => {
        const response = await fetch(request)
        setImmediate(abort)
        return response
      },
    }),
    maxRetries: 0,
  },
  {
    name: 'in the pause before the next attempt',
    serve: socket => socket.end(BUSY),
    options: abort => ({ onRetry: () => void setImmediate(abort) }),
    maxRetries: 1,
  },
]

describe.each(targets.map(target => [target.id, target] as const))('%s', (_, target) => {
  const those = moments.filter(({ maxRetries }) => target.isRepeated || maxRetries === 0)

  test.each(those)('a signal ends a call $name', async ({ serve, options, maxRetries }) => {
    const controller = new AbortController()
    const abort = () => controller.abort(reason)
    const closed = Promise.withResolvers<void>()
    const { baseUrl, requests } = await serveFault(
      {
        serve(socket) {
          socket.on('close', () => closed.resolve())
          serve(socket, target, abort)
        },
      },
      target,
    )
    const api = createClient({ baseUrl, maxRetries, ...options?.(abort) })
    await expect(callOf(api, target, { signal: controller.signal })).rejects.toBe(reason)
    // The test ends by its time if the client keeps the connection.
    await closed.promise
    expect(requests()).toBe(1)
  })
})

test('a signal that a hook aborts lets no request leave', async () => {
  const { baseUrl, requests } = await serveFault({ serve: () => {} }, LIST)
  const controller = new AbortController()
  const api = createClient({ baseUrl, attemptTimeout: 200, onRequest: () => controller.abort(reason) })
  await expect(api.GET('/api/v1/invoices', { signal: controller.signal })).rejects.toBe(reason)
  expect(requests()).toBe(0)
})

test.each(['503', 'no answer', 'a reset before the answer', 'a redirect'])(
  'a signal that outlives a call keeps nothing of it: %s',
  async name => {
    const { baseUrl, requests } = await serveFault(faults.find(fault => fault.name === name)!, LIST)
    const { signal } = new AbortController()
    const api = createClient({ baseUrl, maxRetries: 1, attemptTimeout: 50, baseDelay: 1 })
    await callOf(api, LIST, { signal }).catch(error => error)
    expect(requests()).toBeGreaterThan(0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  },
)

test('a signal ends a stream that the call has left behind', async () => {
  const controller = new AbortController()
  const { baseUrl } = await serveFault({ serve: socket => void socket.write(`${HEAD}{"data": [`) }, LIST)
  const { data } = await createClient({ baseUrl }).orThrow.GET('/api/v1/invoices', {
    signal: controller.signal,
    parseAs: 'stream',
  })
  const reader = data!.getReader()
  expect(new TextDecoder().decode((await reader.read()).value)).toBe('{"data": [')
  controller.abort(reason)
  await expect(reader.read()).rejects.toBe(reason)
})

test('a stream is not cut by the time of the attempt', async () => {
  let rest: (() => void) | undefined
  const { baseUrl } = await serveFault(
    {
      serve: socket => {
        socket.write(`${HEAD}{"data": [`)
        rest = () => void socket.end(' '.repeat(490))
      },
    },
    LIST,
  )
  const limits = { attemptTimeout: 60, timeout: 60 }
  const { data } = await createClient({ baseUrl, ...limits }).orThrow.GET('/api/v1/invoices', { parseAs: 'stream' })
  // Meanwhile the time of a call that begins now is up.
  const silent = await serveFault({ serve: () => {} }, LIST)
  await expect(createClient({ baseUrl: silent.baseUrl, ...limits }).GET('/api/v1/invoices')).rejects.toMatchObject({
    code: 'timeout',
  })
  rest?.()
  expect((await new Response(data).text()).length).toBe(500)
})
