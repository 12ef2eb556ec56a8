import type { Socket } from 'node:net'
import type { ErrorCode } from '@clustrix/client'
import type { Target } from './targets.ts'

export interface Fault {
  name: string
  /** What it writes instead of an answer. */
  serve(socket: Socket, target: Target): void
  /** What a call of it comes to: the status of its answer, or the code of its error. */
  comesTo: number | ErrorCode
  /** Whether a call that may be repeated is. */
  isPassing: boolean
  /** Not for bytes, which are good whatever they are. */
  isOfJson?: true
}

const ERROR = JSON.stringify({ message: 'Too Many Attempts.', code: 'rate_limited' })

/** A whole answer. @param headers lines */
const answer = (status: number, type: string, body: string, headers: string[] = []): string =>
  [
    `HTTP/1.1 ${status} Said`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n')

const json = (status: number, body: string, headers?: string[]) => (socket: Socket) =>
  socket.end(answer(status, 'application/json', body, headers))

/** The head of a success, and then what happens in its body. */
const begun =
  (head: string, then: (socket: Socket) => void) =>
  (socket: Socket, { success, type }: Target) => {
    socket.write(`HTTP/1.1 ${success} OK\r\nContent-Type: ${type}\r\n${head}\r\n\r\n{"data": [{"id": 1,`)
    then(socket)
  }

const success = (body: string) => (socket: Socket, target: Target) =>
  socket.end(answer(target.success, 'application/json', body))

/** A little again and again, so that the connection is never idle. */
const drip = (text: string) => (socket: Socket) => {
  const timer = setInterval(() => socket.write(text), 5)
  socket.on('close', () => clearInterval(timer))
}

const SWITCHED = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n'

const bad = { comesTo: 'bad_response', isPassing: false } as const
const broken = { comesTo: 'network', isPassing: true } as const

export const faults: readonly Fault[] = [
  { name: '429', serve: json(429, ERROR), comesTo: 429, isPassing: true },
  {
    name: '429 with a date',
    serve: json(429, ERROR, ['Retry-After: Sun, 22 Nov 2026 12:00:00 GMT']),
    comesTo: 429,
    isPassing: true,
  },
  { name: '429 for an hour', serve: json(429, ERROR, ['Retry-After: 3600']), comesTo: 429, isPassing: false },
  { name: '500', serve: json(500, ERROR), comesTo: 500, isPassing: true },
  { name: '503', serve: json(503, ERROR, ['Retry-After: 0']), comesTo: 503, isPassing: true },
  {
    name: '503 without JSON',
    serve: socket => socket.end(answer(503, 'text/html', '<h1>Busy</h1>')),
    comesTo: 'bad_response',
    isPassing: true,
  },
  {
    name: '502 of a proxy',
    serve: socket => socket.end(answer(502, 'text/html', '<h1>Bad gateway</h1>')),
    comesTo: 'bad_response',
    isPassing: true,
  },
  { name: 'a reset before the answer', serve: socket => socket.resetAndDestroy(), ...broken },
  { name: 'an end before the answer', serve: socket => socket.end(), ...broken },
  {
    name: 'a reset in the head',
    serve: socket => socket.write('HTTP/1.1 200 OK\r\nContent-Ty', () => socket.resetAndDestroy()),
    ...broken,
  },
  {
    name: 'a reset in the body',
    serve: begun('Content-Length: 500', socket => setImmediate(() => socket.resetAndDestroy())),
    ...broken,
  },
  { name: 'half a body', serve: begun('Content-Length: 500', socket => socket.end()), ...broken },
  {
    name: 'half a chunked body',
    serve: begun('Transfer-Encoding: chunked\r\n\r\n500', socket => socket.end()),
    ...broken,
  },
  {
    name: 'half a body that only ends',
    serve: begun('Connection: close', socket => socket.end()),
    ...bad,
    isOfJson: true,
  },
  { name: 'no answer', serve: () => {}, comesTo: 'timeout', isPassing: true },
  {
    name: 'half a head and no more',
    serve: socket => void socket.write('HTTP/1.1 200 OK\r\nContent-Ty'),
    comesTo: 'timeout',
    isPassing: true,
  },
  {
    name: 'half a body and no more',
    serve: begun('Content-Length: 500', () => {}),
    comesTo: 'timeout',
    isPassing: true,
  },
  {
    name: 'a body a drop at a time',
    serve: begun('Content-Length: 5000', drip(' ')),
    comesTo: 'timeout',
    isPassing: true,
  },
  { name: 'hints without end', serve: drip('HTTP/1.1 103 Early Hints\r\n\r\n'), comesTo: 'timeout', isPassing: true },
  { name: 'a chunk of no length', serve: begun('Transfer-Encoding: chunked\r\n\r\nZZ', () => {}), ...broken },
  { name: 'two lengths', serve: begun('Content-Length: 5\r\nContent-Length: 9', () => {}), ...broken },
  { name: 'what is not compressed', serve: begun('Content-Encoding: gzip\r\nContent-Length: 20', () => {}), ...broken },
  { name: 'another protocol', serve: socket => socket.end(SWITCHED), ...broken },
  { name: 'no HTTP', serve: socket => socket.end('220 mail.example ESMTP\r\n'), ...broken },
  {
    name: 'a head without end',
    serve: socket => socket.end(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`),
    ...broken,
  },
  {
    name: 'HTML',
    serve: (socket, target) => socket.end(answer(target.success, 'text/html', '<h1>Log in to the airport</h1>')),
    ...bad,
  },
  { name: 'no JSON', serve: success('OK'), ...bad },
  { name: 'truncated JSON', serve: success('{"data": [{"id": 1,'), ...bad },
  { name: 'an empty body', serve: success(''), ...bad },
  { name: 'another object', serve: success('{"hello": "world"}'), ...bad },
  { name: 'an array', serve: success('[1, 2]'), ...bad },
  { name: 'null', serve: success('null'), ...bad },
  {
    name: 'members of another kind',
    serve: success('{"data": 1, "links": 2, "meta": 3, "token": 4, "message": 5}'),
    ...bad,
  },
  { name: 'an error without a code', serve: json(401, '{"message": "No."}'), ...bad },
  {
    name: 'another success',
    serve: (socket, target) => json(target.success + 1, '{"data": {}}')(socket),
    ...bad,
  },
  { name: 'nothing new', serve: socket => socket.end('HTTP/1.1 304 Not Modified\r\n\r\n'), ...bad, isOfJson: true },
  { name: 'no status there is', serve: json(999, ERROR), comesTo: 'bad_response', isPassing: true },
  { name: 'a status that is not declared', serve: json(418, ERROR), ...bad },
  { name: '204', serve: socket => socket.end('HTTP/1.1 204 No Content\r\n\r\n'), ...bad },
  {
    name: 'a redirect',
    serve: socket => socket.end('HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n'),
    ...bad,
  },
]
