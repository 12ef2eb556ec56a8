import { connect, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { exchange, type RawResponse, serve } from './raw-http.ts'

const HOST = 'Host: 127.0.0.1\r\n'
const GET = `GET /healthz HTTP/1.1\r\n${HOST}\r\n`
const POST = `POST /api/v1/auth/token HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`
const statuses = ({ responses }: { responses: { status: number }[] }) => responses.map(({ status }) => status)

/** Responds to each request only when it is released. */
function slowApp() {
  const taken: string[] = []
  const waiting: (() => void)[] = []
  return {
    taken,
    release: () => waiting.shift()?.(),
    async fetch(request: Request): Promise<Response> {
      taken.push(new URL(request.url).pathname)
      await new Promise<void>(resolve => waiting.push(resolve))
      return new Response(request.url, { headers: { 'X-Request-Id': 'x' } })
    },
  }
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}

const post = (path: string, lines = '') => `POST ${path} HTTP/1.1\r\n${HOST}${lines}Content-Length: 0\r\n\r\n`

describe('pipelined requests', () => {
  test('are read as earlier ones are finished, with fewer than 100 waiting', async () => {
    const app = slowApp()
    const { port, server } = await serve(app.fetch)
    let read = 0
    server.on('request', () => {
      read += 1
    })
    const socket = connect(port, '127.0.0.1').resume()
    // A chunk of the socket, 64 KiB, holds some 60 of these.
    socket.write(post('/', `X: ${'x'.repeat(1000)}\r\n`).repeat(1_000))
    await until(() => app.taken.length === 1)
    for (let turn = 0; turn < 500; turn++) await new Promise(resolve => setImmediate(resolve))
    expect(read).toBeLessThan(100)
    await until(() => {
      app.release()
      return app.taken.length === 1_000
    })
    app.release()
    expect(read).toBe(1_000)
    socket.destroy()
  }, 30_000)

  test('disconnect a client that sends hundreds at once', async () => {
    const app = slowApp()
    const { port } = await serve(app.fetch)
    const { responses, end } = await exchange(port, post('/').repeat(200))
    expect([responses, app.taken, end]).toEqual([[], ['/'], expect.stringMatching(/^(end|ECONNRESET)$/)])
  })

  test('are handled one after another, in order', async () => {
    const app = slowApp()
    const { port } = await serve(app.fetch)
    const exchanged = exchange(port, post('/1') + post('/2') + post('/3'), { responses: 3 })
    for (const taken of [['/1'], ['/1', '/2'], ['/1', '/2', '/3']]) {
      await until(() => app.taken.length === taken.length)
      expect(app.taken).toEqual(taken)
      app.release()
    }
    expect((await exchanged).responses.map(({ body }) => body.at(-1))).toEqual(['1', '2', '3'])
  })

  test.each([
    ['garbage', 'GARBAGE\r\n\r\n', [200, 400]],
    ['half a message', 'GET / HT', [200, 400]],
    ['a message without a Host', 'GET / HTTP/1.1\r\n\r\n', [200, 400]],
    ['an unknown expectation', `GET / HTTP/1.1\r\n${HOST}Expect: x\r\n\r\n`, [200, 417]],
    ['CONNECT', `CONNECT a:1 HTTP/1.1\r\n${HOST}\r\n`, [200, 501]],
  ])('a pending response is not replaced by the error for %s after it', async (_, bytes, expected) => {
    const app = slowApp()
    const { port } = await serve(app.fetch)
    const exchanged = exchange(port, post('/1') + bytes, { halfClose: true })
    await until(() => app.taken.length === 1)
    app.release()
    const { responses, end } = await exchanged
    expect([responses.map(({ status }) => status), end]).toEqual([expected, 'end'])
  })

  test.each([
    ['a protocol error', 'POST /1 HTTP/1.1\r\nContent-Length: 0\r\n\r\n', [400]],
    ['a response that closes the connection', post('/1', 'Connection: close\r\n'), [200]],
  ])('requests after %s are not handled', async (_, first, expected) => {
    const app = slowApp()
    const { port } = await serve(async request => {
      const response = app.fetch(request)
      app.release()
      return response
    })
    const exchanged = await exchange(port, first + post('/2') + post('/3'))
    expect([statuses(exchanged), exchanged.end, app.taken.filter(path => path !== '/1')]).toEqual([expected, 'end', []])
  })

  test('a client that closes its sending side still gets its response', async () => {
    const app = slowApp()
    const { port } = await serve(app.fetch)
    const exchanged = exchange(port, post('/1'), { halfClose: true })
    await until(() => app.taken.length === 1)
    app.release()
    expect(statuses(await exchanged)).toEqual([200])
  })
})

describe('a slow client', () => {
  const timeouts = { headers: 60, request: 120, check: 10, linger: 50 }

  test.each([
    ['sends nothing', ''],
    ['stops in the request line', 'GET /api'],
    ['stops in the headers', `${POST}X-`],
    ['stops in a body of known length', `${POST}Content-Length: 50\r\n\r\n{`],
    ['stops in a chunk', `${POST}Transfer-Encoding: chunked\r\n\r\n5\r\n{`],
    ['stops between chunks', `${POST}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`],
  ])('that %s gets a 408', async (_, bytes) => {
    const { port, openResponses } = await serve(testApp().fetch, timeouts)
    const { responses, end } = await exchange(port, bytes)
    expect([responses.map(({ status }) => status), end]).toEqual([[408], 'end'])
    expect(JSON.parse(responses[0]?.body ?? '')).toEqual({
      message: 'The request took too long.',
      code: 'malformed_request',
    })
    await until(() => openResponses() === 0)
  })

  test('that sends its body byte by byte gets a 408 in time', async () => {
    const { port } = await serve(testApp().fetch, timeouts)
    const socket = connect(port, '127.0.0.1')
    socket.write(`${POST}Content-Length: 60000\r\n\r\n`)
    const drip = setInterval(() => socket.write('x'), 5)
    const [first] = await new Promise<Buffer[]>(resolve => socket.once('data', chunk => resolve([chunk])))
    clearInterval(drip)
    socket.destroy()
    expect(first?.toString()).toMatch(/^HTTP\/1\.1 408 /)
  })

  test('that does not read its response is disconnected', async () => {
    const { port, openResponses } = await serve(async () => new Response(new Uint8Array(32 * 1024 * 1024)), {
      idle: 100,
    })
    const socket = connect(port, '127.0.0.1').pause()
    socket.write(GET)
    await until(() => openResponses() === 1)
    await until(() => openResponses() === 0)
    expect(openResponses()).toBe(0)
    socket.destroy()
  })
})

describe('a body', () => {
  const body = 'x'.repeat(200 * 1024)
  const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`

  test.each([
    ['with its length', `${POST}Content-Length: ${body.length}\r\n\r\n${body}`],
    ['in one chunk', `${POST}Transfer-Encoding: chunked\r\n\r\n${chunked(body)}`],
  ])('%s gives each of 100 concurrent clients a 413', async (_, bytes) => {
    const { port } = await serve(testApp().fetch)
    const all = await Promise.all(Array.from({ length: 100 }, () => exchange(port, bytes)))
    expect(new Set(all.map(({ end }) => end))).toEqual(new Set(['end']))
    expect(
      new Set(
        all.map(({ responses }) =>
          responses.map(({ status, body, headers }) => [status, body, headers.connection]).join('\n'),
        ),
      ),
    ).toEqual(new Set(['413,{"message":"The request body is too large.","code":"body_too_large"},close']))
  })

  test.each([2, 8])('of %i MiB gives each of 5 concurrent clients a 413', async size => {
    const { port } = await serve(testApp().fetch)
    const huge = `${POST}Content-Length: ${size * 1024 * 1024}\r\n\r\n${'x'.repeat(size * 1024 * 1024)}`
    const all = await Promise.all(Array.from({ length: 5 }, () => exchange(port, huge)))
    expect(all.map(exchanged => [statuses(exchanged), exchanged.end])).toEqual(all.map(() => [[413], 'end']))
  })

  describe('by its declared length', () => {
    const announced = (lines = '') => `${POST}${lines}Content-Length: 10000000000\r\n\r\n`
    const tooLarge = [413, '{"message":"The request body is too large.","code":"body_too_large"}', 'close']
    const summary = ({ responses }: { responses: RawResponse[] }) =>
      responses.map(({ status, body, headers }) => [status, body, headers.connection])

    test('gives a 413 before any of it arrives', async () => {
      const { port } = await serve(testApp().fetch, { linger: 50 })
      expect(summary(await exchange(port, announced()))).toEqual([tooLarge])
    })

    test('gives a 413 without 100 (Continue) to a client that expects it', async () => {
      const { port } = await serve(testApp().fetch, { linger: 50 })
      expect(summary(await exchange(port, announced('Expect: 100-continue\r\n')))).toEqual([tooLarge])
    })

    test('gives 401 first to a client without a token', async () => {
      const { port } = await serve(testApp().fetch, { linger: 50 })
      const bytes = announced('Expect: 100-continue\r\n').replace('auth/token', 'tickets')
      expect(statuses(await exchange(port, bytes))).toEqual([401])
    })

    test('is read for a bounded time and up to 16 MiB while the client only sends', async () => {
      const { port, server } = await serve(testApp().fetch, { linger: 200 })
      const accepted = new Promise<Socket>(resolve => server.once('connection', resolve))
      const socket = connect({ port, host: '127.0.0.1' }).resume()
      socket.on('error', () => {})
      const closed = new Promise(resolve => socket.on('close', resolve))
      socket.write(announced())
      const chunk = Buffer.alloc(1024 * 1024)
      const send = () => {
        while (!socket.destroyed && socket.write(chunk));
      }
      socket.on('drain', send)
      send()
      const incoming = await accepted
      await until(() => incoming.destroyed)
      expect(incoming.bytesRead).toBeLessThan(18 * 1024 * 1024)
      await closed
    })

    test('of 64 KiB is requested with 100 (Continue)', async () => {
      const app = testApp()
      const { port } = await serve(app.fetch)
      const head = `${POST}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n`
      const { responses } = await exchange(port, `${head}{}`, { responses: 2 })
      expect(statuses({ responses })).toEqual([100, 422])
    })
  })

  test.each([
    ['of 64 KiB with a GET is discarded', `Content-Length: 65536\r\n\r\n${'x'.repeat(65_536)}`, 'keep-alive'],
    ['of one byte more closes the connection', `Content-Length: 65537\r\n\r\n${'x'.repeat(65_537)}`, 'close'],
    ['of unknown length closes the connection', 'Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n', 'close'],
  ])('%s and does not affect the response', async (_, rest, connection) => {
    const app = testApp()
    const { port } = await serve(app.fetch)
    const bytes = `GET /api/v1/me HTTP/1.1\r\n${HOST}Authorization: Bearer ${await app.login()}\r\n${rest}`
    const { responses } = await exchange(port, bytes, { responses: 1 })
    expect(responses.map(({ status, headers }) => [status, headers.connection])).toEqual([[200, connection]])
  })

  test.each([
    ['of unknown length', `Transfer-Encoding: chunked\r\n\r\n186a0\r\n${'x'.repeat(100_000)}\r\n`],
    ['within the limit', 'Content-Length: 60000\r\n\r\n{'],
  ])('%s is released, and is not logged as an error, when its client disconnects', async (_, bytes) => {
    const app = testApp()
    const { port, openResponses } = await serve(app.fetch)
    const socket = connect(port, '127.0.0.1')
    socket.write(POST + bytes)
    await until(() => openResponses() === 1)
    socket.destroy()
    await until(() => openResponses() === 0 && app.logged.length > 0)
    expect(app.logged.filter(({ level }) => level !== 'info')).toEqual([])
  })
})

test('1,000 idle connections stay open while 200 requests are handled', async () => {
  const { port, server } = await serve(testApp().fetch)
  const idle = await Promise.all(
    Array.from(
      { length: 1000 },
      () =>
        new Promise<ReturnType<typeof connect>>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject)
        }),
    ),
  )
  const responses = await Promise.all(Array.from({ length: 200 }, () => exchange(port, GET, { responses: 1 })))
  expect(responses.flatMap(statuses)).toEqual(Array.from({ length: 200 }, () => 200))
  const held = await new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )
  expect(held).toBeGreaterThanOrEqual(1000)
  for (const socket of idle) socket.destroy()
})
