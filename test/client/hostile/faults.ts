import type { Socket } from 'node:net'
import type { ErrorCode } from '@clustrix/client'
import type { Target } from './targets.ts'

export interface Fault {
  name: string
  /** What the server writes to a request. */
  serve(socket: Socket, target: Target): void
  /** How the call ends: the status of its result, or the code of its error. */
  outcome: number | ErrorCode
  /** Whether the client retries, if the operation is safe to repeat. */
  isTemporary: boolean
  /** Not a fault in a response of bytes, whose content the client does not check. */
  isJsonOnly?: true
}

const ERROR = JSON.stringify({ message: 'Too Many Attempts.', code: 'rate_limited' })

/** A complete response. @param headers lines */
const responseText = (status: number, type: string, body: string, headers: string[] = []): string =>
  [
    `HTTP/1.1 ${status} Any`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n')

const json = (status: number, body: string, headers?: string[]) => (socket: Socket) =>
  socket.end(responseText(status, 'application/json', body, headers))

/** The head of a success and the start of its body. @param then what happens next */
const startedBody =
  (head: string, then: (socket: Socket) => void) =>
  (socket: Socket, { success, type }: Target) => {
    socket.write(`HTTP/1.1 ${success} OK\r\nContent-Type: ${type}\r\n${head}\r\n\r\n{"data": [{"id": 1,`)
    then(socket)
  }

const successWith = (body: string) => (socket: Socket, target: Target) =>
  socket.end(responseText(target.success, 'application/json', body))

/** Writes a text every few milliseconds, so that the connection is never idle. */
const drip = (text: string) => (socket: Socket) => {
  const timer = setInterval(() => socket.write(text), 5)
  socket.on('close', () => clearInterval(timer))
}

const SWITCHED = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n'

const badResponse = { outcome: 'bad_response', isTemporary: false } as const
const networkError = { outcome: 'network', isTemporary: true } as const

export const faults: readonly Fault[] = [
  { name: '429', serve: json(429, ERROR), outcome: 429, isTemporary: true },
  {
    name: '429 with a date in Retry-After',
    serve: json(429, ERROR, ['Retry-After: Sun, 22 Nov 2026 12:00:00 GMT']),
    outcome: 429,
    isTemporary: true,
  },
  {
    name: '429 with a Retry-After of an hour',
    serve: json(429, ERROR, ['Retry-After: 3600']),
    outcome: 429,
    isTemporary: false,
  },
  { name: '500', serve: json(500, ERROR), outcome: 500, isTemporary: true },
  { name: '503', serve: json(503, ERROR, ['Retry-After: 0']), outcome: 503, isTemporary: true },
  {
    name: '503 in HTML',
    serve: socket => socket.end(responseText(503, 'text/html', '<h1>Busy</h1>')),
    outcome: 'bad_response',
    isTemporary: true,
  },
  {
    name: '502 in HTML',
    serve: socket => socket.end(responseText(502, 'text/html', '<h1>Bad gateway</h1>')),
    outcome: 'bad_response',
    isTemporary: true,
  },
  { name: 'a reset before the response', serve: socket => socket.resetAndDestroy(), ...networkError },
  { name: 'a close before the response', serve: socket => socket.end(), ...networkError },
  {
    name: 'a reset in the head',
    serve: socket => socket.write('HTTP/1.1 200 OK\r\nContent-Ty', () => socket.resetAndDestroy()),
    ...networkError,
  },
  {
    name: 'a reset in the body',
    serve: startedBody('Content-Length: 500', socket => setImmediate(() => socket.resetAndDestroy())),
    ...networkError,
  },
  { name: 'half a body', serve: startedBody('Content-Length: 500', socket => socket.end()), ...networkError },
  {
    name: 'half a chunked body',
    serve: startedBody('Transfer-Encoding: chunked\r\n\r\n500', socket => socket.end()),
    ...networkError,
  },
  {
    name: 'half a body without a length',
    serve: startedBody('Connection: close', socket => socket.end()),
    ...badResponse,
    isJsonOnly: true,
  },
  { name: 'no response', serve: () => {}, outcome: 'timeout', isTemporary: true },
  {
    name: 'a stall in the head',
    serve: socket => void socket.write('HTTP/1.1 200 OK\r\nContent-Ty'),
    outcome: 'timeout',
    isTemporary: true,
  },
  {
    name: 'a stall in the body',
    serve: startedBody('Content-Length: 500', () => {}),
    outcome: 'timeout',
    isTemporary: true,
  },
  {
    name: 'a body that arrives too slowly',
    serve: startedBody('Content-Length: 5000', drip(' ')),
    outcome: 'timeout',
    isTemporary: true,
  },
  {
    name: 'endless 103 responses',
    serve: drip('HTTP/1.1 103 Early Hints\r\n\r\n'),
    outcome: 'timeout',
    isTemporary: true,
  },
  {
    name: 'an invalid chunk length',
    serve: startedBody('Transfer-Encoding: chunked\r\n\r\nZZ', () => {}),
    ...networkError,
  },
  {
    name: 'two Content-Length headers',
    serve: startedBody('Content-Length: 5\r\nContent-Length: 9', () => {}),
    ...networkError,
  },
  {
    name: 'an uncompressed body labelled gzip',
    serve: startedBody('Content-Encoding: gzip\r\nContent-Length: 20', () => {}),
    ...networkError,
  },
  { name: 'a switch to another protocol', serve: socket => socket.end(SWITCHED), ...networkError },
  { name: 'a protocol other than HTTP', serve: socket => socket.end('220 mail.example ESMTP\r\n'), ...networkError },
  {
    name: 'a head that is too large',
    serve: socket => socket.end(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`),
    ...networkError,
  },
  {
    name: 'HTML instead of the success',
    serve: (socket, target) => socket.end(responseText(target.success, 'text/html', '<h1>Log in to the Wi-Fi</h1>')),
    ...badResponse,
  },
  { name: 'text that is not JSON', serve: successWith('OK'), ...badResponse },
  { name: 'truncated JSON', serve: successWith('{"data": [{"id": 1,'), ...badResponse },
  { name: 'an empty body', serve: successWith(''), ...badResponse },
  { name: 'another JSON object', serve: successWith('{"hello": "world"}'), ...badResponse },
  { name: 'a JSON array', serve: successWith('[1, 2]'), ...badResponse },
  { name: 'a JSON null', serve: successWith('null'), ...badResponse },
  {
    name: 'fields of other types',
    serve: successWith('{"data": 1, "links": 2, "meta": 3, "token": 4, "message": 5}'),
    ...badResponse,
  },
  { name: 'an error without a code', serve: json(401, '{"message": "No."}'), ...badResponse },
  {
    name: 'another 2xx status',
    serve: (socket, target) => json(target.success + 1, '{"data": {}}')(socket),
    ...badResponse,
  },
  {
    name: 'an unexpected 304',
    serve: socket => socket.end('HTTP/1.1 304 Not Modified\r\n\r\n'),
    ...badResponse,
    isJsonOnly: true,
  },
  { name: 'status 999', serve: json(999, ERROR), outcome: 'bad_response', isTemporary: true },
  { name: 'an undeclared 418', serve: json(418, ERROR), ...badResponse },
  { name: 'an unexpected 204', serve: socket => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), ...badResponse },
  {
    name: 'a redirect',
    serve: socket => socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    ...badResponse,
  },
]

export function faultOf(name: string): Fault {
  const fault = faults.find(each => each.name === name)
  if (!fault) throw new Error(`There is no fault “${name}”`)
  return fault
}
