import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import type { Fetch } from './app.ts'
import { faultResponse, hasValidHost, sendFault, statusOf, writeFault } from './http-faults.ts'
import type { Log } from './log.ts'

/** Milliseconds a client may take; node's own limits let a slow one hold a socket for minutes. */
export interface Patience {
  headers: number
  request: number
  /** How often connections are checked for the two. */
  check: number
}

const PATIENCE: Patience = { headers: 5_000, request: 10_000, check: 1_000 }

export interface Serving {
  server: Server
  /** Answers that are still on their way. */
  open(): number
  /** From now on every answer ends its connection. */
  closeAfterAnswer(): void
}

/** A node:http server around the app's fetch, which answers broken HTTP in the contract's error schema too. It does not listen yet. */
export function createHttpServer(fetch: Fetch, log: Log, patience: Patience = PATIENCE): Serving {
  let open = 0
  let closing = false
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
    (incoming, outgoing) => {
      if (closing) outgoing.setHeader('Connection', 'close')
      if (!hasValidHost(incoming)) return sendFault(outgoing, 400, log, 'Host header')
      open += 1
      outgoing.once('close', () => {
        open -= 1
      })
      void listener(incoming, outgoing)
    },
  )
  server.on('checkExpectation', (_incoming, outgoing) => sendFault(outgoing, 417, log, 'Expect header'))
  server.on('connect', (_incoming, socket) => writeFault(socket, 501, log, 'CONNECT'))
  server.on('clientError', (error, socket) =>
    writeFault(socket, statusOf(error), log, (error as NodeJS.ErrnoException).code ?? error.message),
  )
  // A peer that resets its connection is no news; without a listener it would end the process.
  server.on('connection', (socket: Socket) => socket.on('error', () => socket.destroy()))

  return {
    server,
    open: () => open,
    closeAfterAnswer() {
      closing = true
    },
  }
}

/** Resolves with the port once the server listens; rejects when it cannot. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
