import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../../server/app.ts'
import type { LogEntry } from '../../../server/log.ts'
import { createHttpServer, type HttpServer, listen, type Timeouts } from '../../../server/process/serve.ts'

export interface Served extends HttpServer {
  port: number
  logged: LogEntry[]
}

/** Long enough on a busy machine. */
const TIMEOUTS: Timeouts = { headers: 5_000, request: 10_000, check: 1_000, idle: 60_000, linger: 2_000 }

/** Serves a fetch function on a free loopback port until the test ends. */
export async function serve(fetch: Fetch, timeouts: Partial<Timeouts> = {}): Promise<Served> {
  const logged: LogEntry[] = []
  const serving = createHttpServer(fetch, entry => logged.push(entry), { ...TIMEOUTS, ...timeouts })
  const port = await listen(serving.server, 0, '127.0.0.1')
  onTestFinished(() => {
    serving.server.close()
    serving.server.closeAllConnections()
  })
  return { ...serving, port, logged }
}

export interface RawResponse {
  status: number
  headers: Record<string, string>
  body: string
}

export interface Exchange {
  responses: RawResponse[]
  /** `end` when the server closed the connection, the error's code when it failed, `open` otherwise. */
  end: string
}

export interface ExchangeOptions {
  /** Closes the sending side after the bytes, like `printf … | nc -N`. */
  halfClose?: boolean
  /** Disconnects after this number of responses, instead of waiting for the server to close. */
  responses?: number
}

/** Sends raw bytes and collects all responses. */
export function exchange(
  port: number,
  bytes: string | Uint8Array,
  { halfClose = false, responses: wanted = Number.POSITIVE_INFINITY }: ExchangeOptions = {},
): Promise<Exchange> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    let received = ''
    let end = 'open'
    const sent = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
    socket.on('connect', () => (halfClose ? socket.end(sent) : socket.write(sent)))
    socket.on('data', chunk => {
      received += chunk.toString('latin1')
      if (parseResponses(received).length >= wanted) socket.destroy()
    })
    socket.on('end', () => {
      end = 'end'
      socket.end()
    })
    socket.on('error', error => {
      end = (error as NodeJS.ErrnoException).code ?? error.message
    })
    socket.on('close', () => resolve({ responses: parseResponses(received), end }))
  })
}

/** Splits what a server sent into responses by their Content-Length. A 1xx response has none. */
function parseResponses(text: string): RawResponse[] {
  const responses: RawResponse[] = []
  for (let rest = text; ; ) {
    const head = /^HTTP\/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n/.exec(rest)
    if (!head) return responses
    const headers = Object.fromEntries(
      (head[2] ?? '').split('\r\n').map(line => {
        const [name = '', ...value] = line.split(': ')
        return [name.toLowerCase(), value.join(': ')]
      }),
    )
    const end = head[0].length + Number(headers['content-length'] ?? 0)
    if (rest.length < end) return responses
    responses.push({ status: Number(head[1]), headers, body: rest.slice(head[0].length, end) })
    rest = rest.slice(end)
  }
}
