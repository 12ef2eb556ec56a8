import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { remoteTarget } from '../../../conformance/command/remote.ts'
import { TargetUnreachable } from '../../../conformance/command/target-unreachable.ts'

async function serving(response: RequestListener): Promise<string> {
  const server = createServer(response).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function targetAt(url: string, timeLimit?: number) {
  const sleep = async () => expect.unreachable('nothing is to be waited for')
  const target = remoteTarget({
    url: new URL(url),
    accounts: [],
    readOnly: true,
    sleep,
    ...(timeLimit && { timeLimit }),
  })
  onTestFinished(target.close)
  return target
}

/** A target whose server returns what it received. */
async function echo(base = '') {
  const target = targetAt(
    (await serving(async (request, response) => {
      const { method, url, rawHeaders } = request
      response.end(JSON.stringify({ method, url, rawHeaders, body: (await buffer(request)).toString('latin1') }))
    })) + base,
  )
  return { target, origin: String(target.origin) }
}

test('a request arrives with exactly its own headers and bytes', async () => {
  const { target, origin } = await echo()
  const body = new Uint8Array([0x7b, 0xff, 0x00])
  const response = await target.fetch(
    new Request(`${origin}/a?b=%20`, { method: 'POST', headers: { 'X-Key': 'k' }, body }),
  )
  expect(await response.json()).toEqual({
    method: 'POST',
    url: '/a?b=%20',
    rawHeaders: ['x-key', 'k', 'Content-Length', '3', 'Host', origin.slice(7), 'Connection', 'close'],
    body: '{\u00ff\u0000',
  })
})

test.each([
  ['dots and doubled slashes', { method: 'GET', path: '/a/../%2e%2e//b/./', headers: {} }, '/a/../%2e%2e//b/./'],
  ['bad escapes and blanks', { method: 'GET', path: '/%zz? ü', headers: {} }, '/%zz?%20%C3%BC'],
])('a path is sent unmodified: %s', async (_, sent, url) => {
  const { target, origin } = await echo()
  expect(await (await target.fetch(new Request(origin), sent)).json()).toMatchObject({ url })
})

test('a GET may have a body', async () => {
  const { target, origin } = await echo()
  const sent = { method: 'GET', path: '/', headers: {}, body: '{"a":1}' }
  expect(await (await target.fetch(new Request(origin), sent)).json()).toMatchObject({ method: 'GET', body: '{"a":1}' })
})

test.each(['', '/', '/base', '/base/'])('a URL that ends in %j is joined with a path', async end => {
  const { target, origin } = await echo(end)
  const base = end.replace(/\/$/, '')
  expect(new URL(origin).pathname).toBe(base || '/')
  expect(await (await target.fetch(new Request(`${origin}/a`))).json()).toMatchObject({ url: `${base}/a` })
  const sent = { method: 'GET', path: '/a', headers: {} }
  expect(await (await target.fetch(new Request(origin), sent)).json()).toMatchObject({ url: `${base}/a` })
})

test('a redirect is not followed', async () => {
  const origin = await serving((_, response) => response.writeHead(302, { Location: '/elsewhere' }).end())
  const response = await targetAt(origin).fetch(new Request(origin))
  expect([response.status, response.headers.get('Location')]).toEqual([302, '/elsewhere'])
})

test('HTML is returned unmodified', async () => {
  const headers = { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' }
  const origin = await serving((_, response) => response.writeHead(200, headers).end('<p>'))
  const response = await targetAt(origin).fetch(new Request(origin))
  expect([response.headers.get('Content-Type'), await response.text()]).toEqual(['text/html', '<p>'])
})

test.each([204, 304])('a response %i has no body', async status => {
  const origin = await serving((_, response) => response.writeHead(status).end())
  const response = await targetAt(origin).fetch(new Request(origin))
  expect([response.status, response.body]).toEqual([status, null])
})

test('the limit is known after the first response with it', async () => {
  const origin = await serving((_, response) => response.writeHead(200, { 'X-RateLimit-Limit': '60' }).end())
  const target = targetAt(origin)
  expect(target.limit()).toBeUndefined()
  await target.fetch(new Request(origin))
  expect(target.limit()).toBe(60)
})

test('a 429 is waited out and reported', async () => {
  const statuses = [429, 200]
  const origin = await serving((_, response) =>
    response.writeHead(statuses.shift() ?? 500, { 'Retry-After': '7' }).end(),
  )
  const waits: number[] = []
  const sleep = async (ms: number) => {
    waits.push(ms)
  }
  const target = remoteTarget({ url: new URL(origin), accounts: [], readOnly: true, sleep, now: () => 0 })
  onTestFinished(target.close)
  const reported: unknown[] = []
  target.onLimited = ({ path }, { status, headers }) => reported.push([path, status, headers.get('Retry-After')])
  expect((await target.fetch(new Request(`${origin}/a`))).status).toBe(200)
  expect([waits, reported]).toEqual([[7000], [['/a', 429, '7']]])
})

test('a closed idle connection is replaced', async () => {
  let requests = 0
  const origin = await serving((request, response) => {
    // The second request uses a connection that is being closed.
    if (++requests === 2) request.socket.resetAndDestroy()
    else response.end('{}')
  })
  const target = targetAt(origin)
  await target.fetch(new Request(origin))
  expect((await target.fetch(new Request(origin))).status).toBe(200)
  expect(requests).toBe(3)
})

async function failure(url: string, timeLimit?: number, method = 'GET'): Promise<string> {
  const error = await targetAt(url, timeLimit)
    .fetch(new Request(`${url}/a`, { method }))
    .catch(error => error)
  expect(error).toBeInstanceOf(TargetUnreachable)
  return error.message.replace(/:\d{4,5}/, ':PORT')
}

test('a server that is down is reported', async () => {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  expect(await failure(`http://127.0.0.1:${port}`)).toBe('http://127.0.0.1:PORT is not reachable (ECONNREFUSED)')
})

test.each<[string, RequestListener]>([
  ['says nothing', () => {}],
  ['stops in the middle of a body', (_, response) => response.writeHead(200, { 'Content-Length': '9' }).write('{')],
])('a server that %s fails after the time limit', async (_, response) => {
  expect(await failure(await serving(response), 50)).toBe(
    'http://127.0.0.1:PORT did not respond within 0.05 s to GET /a',
  )
})

test('an endless response fails', async () => {
  const origin = await serving((_, response) => {
    const chunk = Buffer.alloc(1024 * 1024)
    const more = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  expect(await failure(origin)).toBe('http://127.0.0.1:PORT sent more than 32 MiB for GET /a')
})

test('a server that does not speak HTTP is reported', async () => {
  const server = createTcpServer(socket => socket.end('220 mail.example.com ESMTP\r\n')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await failure(`http://127.0.0.1:${port}`)).toMatch(
    /^http:\/\/127\.0\.0\.1:PORT is not reachable \(HPE_[A-Z_]+\)$/,
  )
})

test('an invalid status is reported', async () => {
  const origin = await serving((_, response) => response.writeHead(700).end())
  expect(await failure(origin)).toBe('http://127.0.0.1:PORT sent the invalid status 700 for GET /a')
})
