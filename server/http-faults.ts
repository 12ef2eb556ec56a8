import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Log } from './log.ts'

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
  501: 'The method is not implemented.',
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
      'X-Request-Id': requestId,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
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
export function writeFault(socket: Duplex, status: number, log: Log, error: string): void {
  if (!socket.writable) {
    socket.destroy()
    return
  }
  const { body, headers } = httpFault(status, log, error)
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** The status for an error of node's HTTP parser. */
export function statusOf(error: NodeJS.ErrnoException): number {
  if (error.code === 'HPE_HEADER_OVERFLOW') return 431
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408
  if (error.code === 'HPE_INVALID_METHOD') return 501
  return 400
}

/** HTTP/1.1 demands exactly one valid Host (RFC 9112, 3.2). */
export function hasValidHost({ httpVersion, headersDistinct, headers }: IncomingMessage): boolean {
  const { host } = headers
  if (host === undefined) return httpVersion === '1.0'
  return (
    headersDistinct.host?.length === 1 && /^([A-Za-z0-9._~!$&'()*+,;=%-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?$/.test(host)
  )
}
