import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { commonHeaders } from '../http/respond.ts'
import type { Log } from '../log.ts'

/** An answer to a message that never becomes a request of the API: broken HTTP, or a fault before anything could answer. */
interface HttpFault {
  status: number
  body: string
  headers: Record<string, string>
}

const MESSAGES: Record<number, string> = {
  400: 'The request could not be understood.',
  408: 'The request took too long.',
  417: 'The expectation cannot be met.',
  431: 'The request headers are too large.',
  500: 'Server Error',
  501: 'The request asks for something that is not implemented.',
}

/** In the contract's error schema, like every other answer, and closing: what follows on the connection cannot be trusted. */
function httpFault(status: number, log: Log, error: string): HttpFault {
  const requestId = randomUUID()
  const code = status === 500 ? 'server_error' : 'malformed_request'
  const body = JSON.stringify({ message: MESSAGES[status], code })
  log({ level: status === 500 ? 'error' : 'info', event: 'http_fault', request_id: requestId, status, error })
  return {
    status,
    body,
    headers: {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(body)),
      ...commonHeaders(requestId),
      Connection: 'close',
    },
  }
}

/** As a Response, for what the listener could not turn into a Request. */
export function faultResponse(status: number, log: Log, error: string): Response {
  const { body, headers } = httpFault(status, log, error)
  return new Response(body, { status, headers })
}

/** Through node's response object. */
export function sendFault(outgoing: ServerResponse, status: number, log: Log, error: string): void {
  const { body, headers } = httpFault(status, log, error)
  outgoing.writeHead(status, headers).end(body)
}

/** Straight to a socket, when node has no response object for it. */
export function writeFault(socket: Socket, status: number, log: Log, error: string): void {
  if (!socket.writable) return
  const { body, headers } = httpFault(status, log, error)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}

interface ParserError extends NodeJS.ErrnoException {
  /** What node was parsing, and how much of it was still sound. */
  rawPacket?: Buffer
  bytesParsed?: number
}

/** The status for an error of node's HTTP parser. */
export function statusOf({ code, rawPacket, bytesParsed }: ParserError): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  if (code === 'HPE_INVALID_METHOD' && rawPacket && isMethod(rawPacket, bytesParsed ?? 0)) return 501
  return 400
}

/** Whether a line of the bytes begins with a token and a space (RFC 9112, 3), as opposed to something that is not HTTP at all. */
function isMethod(bytes: Buffer, place: number): boolean {
  const line = bytes.subarray(bytes.lastIndexOf('\n', place) + 1)
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+ /.test(line.toString('latin1', 0, 64))
}

const HOST = /^([A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(:\d{0,5})?$/
const ABSOLUTE = /^https?:\/\/[^/?#@]+(?:[/?]|$)/i

/** What node's parser lets pass though RFC 9112 does not. */
export function findFault(incoming: IncomingMessage): { status: number; error: string } | undefined {
  const { httpVersion, headers, rawHeaders, url = '' } = incoming
  const isOld = httpVersion === '1.0'
  // 3.2: HTTP/1.1 demands exactly one valid Host.
  if (headers.host === undefined ? !isOld : !HOST.test(headers.host) || countOf(rawHeaders, 'host') > 1)
    return { status: 400, error: 'Host header' }
  // 3.2.2 and 4.2.4 of RFC 9110: no user information; a fragment is never sent.
  if (url.includes('#') || (!url.startsWith('/') && !ABSOLUTE.test(url)))
    return { status: 400, error: 'Request target' }
  // 6.1: a coding that is not undone here would make the body mean something else to others on the way.
  const coding = headers['transfer-encoding']
  if (coding !== undefined && isOld) return { status: 400, error: 'Transfer-Encoding in HTTP/1.0' }
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return { status: 501, error: 'Transfer-Encoding' }
  return undefined
}

/** How often a header was sent; node keeps only the first of some. */
function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === name.length && rawHeaders[index]?.toLowerCase() === name) count += 1
  }
  return count
}
