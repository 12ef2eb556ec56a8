import { inspect } from 'node:util'
import { createClient } from '@clustrix/client'
import { expect, test } from 'vitest'
import type { Fault, Target } from './faults.ts'
import { serveFault } from './server.ts'

const LIST: Target = { method: 'GET', path: '/api/v1/invoices', success: 200, type: 'application/json' }
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n'
const BUSY = 'HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nRetry-After: 20\r\nContent-Length: 2\r\n\r\n{}'
const reason = new Error('The operator pressed Ctrl-C')

/** @param serve what the server does before the caller gives up */
const faultOf = (serve: Fault['serve']): Fault => ({ name: '', serve, comesTo: 'network', isPassing: true })

test('a signal that has aborted already sends nothing', async () => {
  const { baseUrl, requests } = await serveFault(
    faultOf(() => {}),
    LIST,
  )
  const call = createClient({ baseUrl }).GET('/api/v1/invoices', { signal: AbortSignal.abort(reason) })
  await expect(call).rejects.toBe(reason)
  expect(requests()).toBe(0)
})

test.each<[string, Fault['serve']]>([
  ['before the head', () => {}],
  ['in the body', socket => socket.write(`${HEAD}{"data": [`)],
  ['in the pause before the next attempt', socket => socket.write(BUSY)],
])('a signal ends a call %s', async (_, serve) => {
  const controller = new AbortController()
  const { baseUrl, requests } = await serveFault(
    faultOf((socket, target) => {
      serve(socket, target)
      setImmediate(() => setImmediate(() => controller.abort(reason)))
    }),
    LIST,
  )
  const call = createClient({ baseUrl }).GET('/api/v1/invoices', { signal: controller.signal })
  await expect(call).rejects.toBe(reason)
  expect(requests()).toBe(1)
})

test('a signal ends a stream that the call has left behind', async () => {
  const controller = new AbortController()
  const { baseUrl } = await serveFault(
    faultOf(socket => void socket.write(`${HEAD}{"data": [`)),
    LIST,
  )
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
    faultOf(socket => {
      socket.write(`${HEAD}{"data": [`)
      rest = () => void socket.end(' '.repeat(490))
    }),
    LIST,
  )
  const limits = { attemptTimeout: 60, timeout: 60 }
  const { data } = await createClient({ baseUrl, ...limits }).orThrow.GET('/api/v1/invoices', { parseAs: 'stream' })
  // Meanwhile the time of a call that begins now is up.
  const silent = await serveFault(
    faultOf(() => {}),
    LIST,
  )
  await expect(createClient({ baseUrl: silent.baseUrl, ...limits }).GET('/api/v1/invoices')).rejects.toMatchObject({
    code: 'timeout',
  })
  rest?.()
  expect((await new Response(data).text()).length).toBe(500)
})

test('neither token nor password is in what is thrown or kept, whatever broke', async () => {
  const secrets = ['2|s3cr3tT0ken', 'p4ssw0rd']
  const { baseUrl } = await serveFault(
    faultOf(socket => socket.end(`${HEAD.replace('500', '20')}{"token":"2|s3cr3tT0`)),
    LIST,
  )
  const api = createClient({ baseUrl, token: secrets[0]!, maxRetries: 0 })
  const caught = await Promise.all([
    api.login({ email: 'you@company.com', password: secrets[1]! }).catch(error => error),
    api.GET('/api/v1/invoices').catch(error => error),
    createClient({ baseUrl: 'http://127.0.0.1:1', token: secrets[0]!, maxRetries: 0 })
      .GET('/api/v1/me')
      .catch(error => error),
  ])
  const told = [...caught, api].map(
    each => inspect(each, { depth: 20, showHidden: true }) + JSON.stringify(each) + String(each),
  )
  expect(caught.map(({ code }) => code)).toEqual(['bad_answer', 'bad_answer', 'network'])
  expect(told.filter(text => /s3cr3t|p4ssw0rd/.test(text))).toEqual([])
})
