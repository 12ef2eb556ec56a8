import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Fetch } from '../app.ts'
import { exceedsLimit } from '../http/bodies.ts'
import type { Log } from '../log.ts'
import { findProtocolError, sendError, statusOf, toErrorResponse, writeError } from './protocol-errors.ts'
import { createResponseQueue, type ResponseQueue } from './response-queue.ts'

/** Milliseconds. With node's own limits, a slow client could occupy a socket for minutes. */
export interface Timeouts {
  /** Time for the client to send the headers. */
  headers: number
  /** Time for the client to send the whole request. */
  request: number
  /** Interval between checks of these two limits. */
  check: number
  /** Time without activity after which a connection is closed, for example when the client does not read the response. */
  idle: number
  /** Time for which a client may go on sending after a response that closes the connection. */
  linger: number
}

const DEFAULT_TIMEOUTS: Timeouts = { headers: 5_000, request: 10_000, check: 1_000, idle: 60_000, linger: 2_000 }

export interface HttpServer {
  server: Server
  /** Number of responses that are not completely sent. */
  openResponses(): number
  /** From now on, every response closes its connection. */
  closeAfterResponse(): void
  /** Closes the connections without a request in progress. */
  closeIdleConnections(): void
}

/** A node:http server for the app's fetch function. Malformed HTTP also gets a response in the contract's error schema. */
export function createHttpServer(fetch: Fetch, log: Log, timeouts: Timeouts = DEFAULT_TIMEOUTS): HttpServer {
  let closing = false
  const connections = new Map<Socket, ResponseQueue>()
  const listener = getRequestListener((request, env) => fetch(request, env as { incoming: IncomingMessage }), {
    hostname: 'localhost',
    errorHandler: error =>
      error instanceof RequestError
        ? toErrorResponse(400, log, error.message)
        : toErrorResponse(500, log, String((error as Error)?.stack ?? error)),
  })

  function receive(incoming: IncomingMessage, outgoing: ServerResponse, waitsForContinue: boolean): void {
    connections.get(incoming.socket)?.enqueue(outgoing, () => {
      const isUnwanted = waitsForContinue && exceedsLimit(incoming.headers['content-length'])
      // Without the body that it announced, the next request on the connection would be read as that body.
      if (closing || isUnwanted) outgoing.setHeader('Connection', 'close')
      const found = findProtocolError(incoming)
      if (found) return sendError(outgoing, found.status, log, found.error)
      if (waitsForContinue && !isUnwanted) outgoing.writeContinue()
      void listener(incoming, outgoing)
    })
  }

  const server = createServer(
    {
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      connectionsCheckingInterval: timeouts.check,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false,
    },
    (incoming, outgoing) => receive(incoming, outgoing, false),
  )
  server.on('checkContinue', (incoming, outgoing) => receive(incoming, outgoing, true))
  server.setTimeout(timeouts.idle)
  server.on('connection', socket => {
    connections.set(socket, createResponseQueue(socket, timeouts.linger))
    socket.once('close', () => connections.delete(socket))
    // Without this listener, a client that resets its connection would end the process.
    socket.on('error', () => socket.destroy())
  })
  server.on('checkExpectation', (incoming, outgoing) =>
    connections.get(incoming.socket)?.enqueue(outgoing, () => sendError(outgoing, 417, log, 'Expect header')),
  )
  server.on('connect', ({ socket }) => connections.get(socket)?.reject(() => writeError(socket, 501, log, 'CONNECT')))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    connections.get(socket)?.reject(() => writeError(socket, statusOf(error), log, error.code ?? error.message)),
  )

  return {
    server,
    openResponses: () => [...connections.values()].reduce((sum, queue) => sum + queue.size(), 0),
    closeAfterResponse() {
      closing = true
    },
    closeIdleConnections() {
      server.closeIdleConnections()
      // Node does not count a connection as idle before its first request.
      for (const socket of connections.keys()) if (socket.bytesRead === 0) socket.destroy()
    },
  }
}

/** Resolves with the port once the server listens. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // With node's default of 511, clients in a burst of connections wait a second until they retry.
    server.listen({ port, host, backlog: 4096 }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
