import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Fetch } from '../app.ts'
import type { Log } from '../log.ts'
import { faultResponse, findFault, sendFault, statusOf, writeFault } from './protocol-errors.ts'
import { createResponseQueue, type ResponseQueue } from './response-queue.ts'

/** Milliseconds a client may take; node's own limits let a slow one hold a socket for minutes. */
export interface Timeouts {
  headers: number
  request: number
  /** How often connections are checked for the two. */
  check: number
  /** So long may a connection stand still while it is being answered: a client that does not read. */
  idle: number
  /** So long may a client go on sending after an answer that closes its connection. */
  linger: number
}

const PATIENCE: Timeouts = { headers: 5_000, request: 10_000, check: 1_000, idle: 60_000, linger: 2_000 }

export interface HttpServer {
  server: Server
  /** Answers that are still on their way. */
  openResponses(): number
  /** From now on every answer ends its connection. */
  closeAfterResponse(): void
  /** Ends the connections on which nothing is asked or answered. */
  closeIdleConnections(): void
}

/** A node:http server around the app's fetch, which answers broken HTTP in the contract's error schema too. It does not listen yet. */
export function createHttpServer(fetch: Fetch, log: Log, patience: Timeouts = PATIENCE): HttpServer {
  let open = 0
  let closing = false
  const connections = new Map<Socket, ResponseQueue>()
  const listener = getRequestListener((request, env) => fetch(request, env as { incoming: IncomingMessage }), {
    hostname: 'localhost',
    errorHandler: error =>
      error instanceof RequestError
        ? faultResponse(400, log, error.message)
        : faultResponse(500, log, String((error as Error)?.stack ?? error)),
  })

  const server = createServer(
    {
      headersTimeout: patience.headers,
      requestTimeout: patience.request,
      connectionsCheckingInterval: patience.check,
      maxHeaderSize: 16 * 1024,
      requireHostHeader: false,
    },
    (incoming, outgoing) =>
      connections.get(incoming.socket)?.enqueue(outgoing, () => {
        if (closing) outgoing.setHeader('Connection', 'close')
        const fault = findFault(incoming)
        if (fault) return sendFault(outgoing, fault.status, log, fault.error)
        open += 1
        outgoing.once('close', () => {
          open -= 1
        })
        void listener(incoming, outgoing)
      }),
  )
  server.setTimeout(patience.idle)
  server.on('connection', socket => {
    connections.set(socket, createResponseQueue(socket, patience.linger))
    socket.once('close', () => connections.delete(socket))
    // A peer that resets its connection is no news; without a listener it would end the process.
    socket.on('error', () => socket.destroy())
  })
  server.on('checkExpectation', (incoming, outgoing) =>
    connections.get(incoming.socket)?.enqueue(outgoing, () => sendFault(outgoing, 417, log, 'Expect header')),
  )
  server.on('connect', ({ socket }) => connections.get(socket)?.reject(() => writeFault(socket, 501, log, 'CONNECT')))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    connections.get(socket)?.reject(() => writeFault(socket, statusOf(error), log, error.code ?? error.message)),
  )

  return {
    server,
    openResponses: () => open,
    closeAfterResponse() {
      closing = true
    },
    closeIdleConnections() {
      server.closeIdleConnections()
      // Node counts a connection that has not said anything yet as busy.
      for (const socket of connections.keys()) if (socket.bytesRead === 0) socket.destroy()
    },
  }
}

/** Resolves with the port once the server listens; rejects when it cannot. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // node's 511 make a burst of connections wait a second for their second try.
    server.listen({ port, host, backlog: 4096 }, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
