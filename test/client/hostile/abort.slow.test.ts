import { getEventListeners } from 'node:events'
import type { Socket } from 'node:net'
import { type ClientOptions, createClient } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { faultOf } from './faults.ts'
import { serveFault } from './server.ts'
import { callOf, type Target, targetOf, targets } from './targets.ts'

const LIST = targetOf('listInvoices')
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n'
const BUSY = 'HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nRetry-After: 20\r\nContent-Length: 2\r\n\r\n{}'
const reason = new Error('The operator pressed Ctrl-C')

test('nothing is sent if the signal has already aborted', async () => {
  const { baseUrl, requests } = await serveFault({ serve: () => {} }, LIST)
  const call = createClient({ baseUrl }).GET('/api/v1/invoices', { signal: AbortSignal.abort(reason) })
  await expect(call).rejects.toBe(reason)
  expect(requests()).toBe(0)
})

interface AbortTime {
  name: string
  /** What the server does before the abort. */
  serve(socket: Socket, target: Target, abort: () => void): void
  /** Client options that cause the abort. */
  options?(abort: () => void): Pick<ClientOptions, 'fetch' | 'onRetry'>
  /** 0 where the error of the last attempt must be the reason of the signal. */
  maxRetries: 0 | 1
}

const abortTimes: AbortTime[] = [
  { name: 'before the response', serve: (_, __, abort) => abort(), maxRetries: 0 },
  {
    name: 'in the middle of the body',
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
    name: 'in the pause before a retry',
    serve: socket => socket.end(BUSY),
    options: abort => ({ onRetry: () => void setImmediate(abort) }),
    maxRetries: 1,
  },
]

describe.each(targets.map(target => [target.id, target] as const))('%s', (_, target) => {
  const possible = abortTimes.filter(({ maxRetries }) => target.isRepeatable || maxRetries === 0)

  test.each(possible)('a signal ends a call $name', async ({ serve, options, maxRetries }) => {
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
    // The test times out if the client keeps the connection.
    await closed.promise
    expect(requests()).toBe(1)
  })
})

test('nothing is sent if a hook aborts the signal', async () => {
  const { baseUrl, requests } = await serveFault({ serve: () => {} }, LIST)
  const controller = new AbortController()
  const api = createClient({ baseUrl, attemptTimeout: 200, onRequest: () => controller.abort(reason) })
  await expect(api.GET('/api/v1/invoices', { signal: controller.signal })).rejects.toBe(reason)
  expect(requests()).toBe(0)
})

test.each(['503', 'no response', 'a reset before the response', 'a redirect'])(
  'a call leaves no listener on its signal: %s',
  async name => {
    const { baseUrl, requests } = await serveFault(faultOf(name), LIST)
    const { signal } = new AbortController()
    const api = createClient({ baseUrl, maxRetries: 1, attemptTimeout: 50, baseDelay: 1 })
    await callOf(api, LIST, { signal }).catch(error => error)
    expect(requests()).toBeGreaterThan(0)
    expect(getEventListeners(signal, 'abort')).toEqual([])
  },
)

test('a signal ends a stream after the call has returned', async () => {
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

test('the timeouts do not end a stream', async () => {
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
  // When this later call has timed out, the limits of the first have passed too.
  const silent = await serveFault({ serve: () => {} }, LIST)
  await expect(createClient({ baseUrl: silent.baseUrl, ...limits }).GET('/api/v1/invoices')).rejects.toMatchObject({
    code: 'timeout',
  })
  rest?.()
  expect((await new Response(data).text()).length).toBe(500)
})
