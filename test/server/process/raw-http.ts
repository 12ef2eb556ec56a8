import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../../server/app.ts'
import type { LogEntry } from '../../../server/log.ts'
import { createHttpServer, type HttpServer, listen, type Timeouts } from '../../../server/process/serve.ts'

export interface Served extends HttpServer {
  port: number
  logged: LogEntry[]
}

/** Enough for everyone on a busy machine, and too much for nobody. */
const PATIENCE: Timeouts = { headers: 5_000, request: 10_000, check: 1_000, idle: 60_000, linger: 2_000 }

/** A fetch behind a real listener on a free loopback port, until the test ends. */
export async function serve(fetch: Fetch, patience: Partial<Timeouts> = {}): Promise<Served> {
  const logged: LogEntry[] = []
  const serving = createHttpServer(fetch, entry => logged.push(entry), { ...PATIENCE, ...patience })
  const port = await listen(serving.server, 0, '127.0.0.1')
  onTestFinished(() => {
    serving.server.close()
    serving.server.closeAllConnections()
  })
  return { ...serving, port, logged }
}

export interface Answer {
  status: number
  headers: Record<string, string>
  body: string
}

export interface Exchange {
  answers: Answer[]
  /** `end` when the server closed properly, the error's code when it did not, `open` when it has not. */
  end: string
}

export interface ExchangeOptions {
  /** Closes the sending side after the bytes, as `printf … | nc -N` does. */
  halfClose?: boolean
  /** Leaves as soon as so many answers have come, instead of waiting for the server to close. */
  answers?: number
}

/** Sends bytes as they are and collects every answer. */
export function exchange(
  port: number,
  bytes: string | Uint8Array,
  { halfClose = false, answers: wanted = Number.POSITIVE_INFINITY }: ExchangeOptions = {},
): Promise<Exchange> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    let received = ''
    let end = 'open'
    const sent = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes
    socket.on('connect', () => (halfClose ? socket.end(sent) : socket.write(sent)))
    socket.on('data', chunk => {
      received += chunk.toString('latin1')
      if (parseAnswers(received).length >= wanted) socket.destroy()
    })
    socket.on('end', () => {
      end = 'end'
      socket.end()
    })
    socket.on('error', error => {
      end = (error as NodeJS.ErrnoException).code ?? error.message
    })
    socket.on('close', () => resolve({ answers: parseAnswers(received), end }))
  })
}

/** The answers in what a server sent, which gives the length of each body; 1xx have none. */
function parseAnswers(text: string): Answer[] {
  const answers: Answer[] = []
  for (let rest = text; ; ) {
    const head = /^HTTP\/1\.1 (\d{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n/.exec(rest)
    if (!head) return answers
    const headers = Object.fromEntries(
      (head[2] ?? '').split('\r\n').map(line => {
        const [name = '', ...value] = line.split(': ')
        return [name.toLowerCase(), value.join(': ')]
      }),
    )
    const end = head[0].length + Number(headers['content-length'] ?? 0)
    if (rest.length < end) return answers
    answers.push({ status: Number(head[1]), headers, body: rest.slice(head[0].length, end) })
    rest = rest.slice(end)
  }
}
