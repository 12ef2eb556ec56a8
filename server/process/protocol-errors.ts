import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { commonHeaders } from '../http/respond.ts'
import type { Log } from '../log.ts'

/** An error response to a message that does not reach the app, such as malformed HTTP. */
interface ErrorResponse {
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

/** In the contract's error schema. It closes the connection, because what follows on it may be misread. */
function createErrorResponse(status: number, log: Log, error: string): ErrorResponse {
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

/** For a message that the listener cannot turn into a Request. */
export function toErrorResponse(status: number, log: Log, error: string): Response {
  const { body, headers } = createErrorResponse(status, log, error)
  return new Response(body, { status, headers })
}

export function sendError(outgoing: ServerResponse, status: number, log: Log, error: string): void {
  const { body, headers } = createErrorResponse(status, log, error)
  outgoing.writeHead(status, headers).end(body)
}

/** Writes to the socket itself, for messages for which node creates no response object. */
export function writeError(socket: Socket, status: number, log: Log, error: string): void {
  if (!socket.writable) return
  const { body, headers } = createErrorResponse(status, log, error)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}

interface ParserError extends NodeJS.ErrnoException {
  /** The chunk that node was parsing. */
  rawPacket?: Buffer
  /** Bytes of the chunk before the error. */
  bytesParsed?: number
}

/** The status code for an error of node's HTTP parser. */
export function statusOf({ code, rawPacket, bytesParsed }: ParserError): number {
  if (code === 'HPE_HEADER_OVERFLOW') return 431
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  if (code === 'HPE_INVALID_METHOD' && rawPacket && startsWithMethod(rawPacket, bytesParsed ?? 0)) return 501
  return 400
}

/** Whether the line at a position begins with a token and a space (RFC 9112, 3); other data is not HTTP at all. */
function startsWithMethod(bytes: Buffer, position: number): boolean {
  const line = bytes.subarray(bytes.lastIndexOf('\n', position) + 1)
  return /^[A-Za-z0-9!#$%&'*+.^_`|~-]+ /.test(line.toString('latin1', 0, 64))
}

/** Bounded like a host name (RFC 1035, 2.3.4), because every link in a response repeats it: a page of invoices has a hundred. */
const HOST = /^([A-Za-z0-9._~!$&'()*+,;=%-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{0,5})?$/
const ABSOLUTE = /^https?:\/\/[^/?#@]{1,261}(?:[/?]|$)/i

/** Finds errors that node's parser accepts although RFC 9112 forbids them. */
export function findProtocolError(incoming: IncomingMessage): { status: number; error: string } | undefined {
  const { httpVersion, headers, rawHeaders, url = '' } = incoming
  const isHttp10 = httpVersion === '1.0'
  // RFC 9112, 3.2: HTTP/1.1 requires exactly one valid Host.
  if (headers.host === undefined ? !isHttp10 : !HOST.test(headers.host) || countOf(rawHeaders, 'host') > 1)
    return { status: 400, error: 'Host header' }
  // RFC 9112, 3.2.2, and RFC 9110, 4.2.4: no user information and no fragment.
  if (url.includes('#') || (!url.startsWith('/') && !ABSOLUTE.test(url)))
    return { status: 400, error: 'Request target' }
  // RFC 9112, 6.1: with a coding that is not decoded here, an intermediary might read the body differently.
  const coding = headers['transfer-encoding']
  if (coding !== undefined && isHttp10) return { status: 400, error: 'Transfer-Encoding in HTTP/1.0' }
  if (coding !== undefined && coding.toLowerCase() !== 'chunked') return { status: 501, error: 'Transfer-Encoding' }
  return undefined
}

/** How often a header was sent. Of some headers, `headers` keeps only the first. */
function countOf(rawHeaders: readonly string[], name: string): number {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === name.length && rawHeaders[index]?.toLowerCase() === name) count += 1
  }
  return count
}
