import { Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpServer } from './serve.ts'

/** Milliseconds. */
export interface StopTimeouts {
  /** So long without an open answer, and everyone who keeps a connection has been told to leave. */
  quiet: number
  /** So long are connections still accepted, at most. */
  accept: number
  /** After so long what is left is cut. */
  total: number
}

const PATIENCE: StopTimeouts = { quiet: 400, accept: 4_000, total: 8_000 }
const STEP = 20

/**
 * Ends a server without cutting an answer: closing the listener at once would reset connections that a client is just opening. Every
 * answer says `Connection: close` while requests are still taken, until it is quiet; then the listener and idle connections are closed.
 */
export async function stop(
  { server, openResponses, closeAfterResponse, closeIdleConnections }: HttpServer,
  patience: StopTimeouts = PATIENCE,
): Promise<void> {
  const started = performance.now()
  const elapsed = () => performance.now() - started
  closeAfterResponse()
  let lastBusy = started
  server.on('request', () => {
    lastBusy = performance.now()
  })
  while (elapsed() < patience.accept) {
    if (openResponses() > 0) lastBusy = performance.now()
    else if (performance.now() - lastBusy >= patience.quiet) break
    await sleep(STEP)
  }
  // The close() of node:http would also cut connections whose answer is written but still on its way to a slow reader.
  const closed = new Promise<void>(resolve => Server.prototype.close.call(server, () => resolve()))
  while (openResponses() > 0 && elapsed() < patience.total) await sleep(STEP)
  closeIdleConnections()
  const cut = sleep(Math.max(0, patience.total - elapsed()), undefined, { ref: false }).then(() =>
    server.closeAllConnections(),
  )
  await Promise.race([closed, cut])
}
