import { Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpServer } from './serve.ts'

/** Milliseconds. */
export interface StopTimeouts {
  /** Time without a request after which no more connections are accepted. */
  quiet: number
  /** Longest time for which connections are still accepted. */
  accept: number
  /** Time after which the remaining connections are closed. */
  total: number
}

const DEFAULT_TIMEOUTS: StopTimeouts = { quiet: 400, accept: 4_000, total: 8_000 }
const POLL_INTERVAL_MS = 20

/**
 * Stops a server without interrupting a response. It first goes on taking requests, each with `Connection: close` in the
 * response, until none arrives for a while: closing the listener at once would reset connections that clients are opening.
 * Then it closes the listener and idle connections.
 */
export async function stop(
  { server, openResponses, closeAfterResponse, closeIdleConnections }: HttpServer,
  timeouts: StopTimeouts = DEFAULT_TIMEOUTS,
): Promise<void> {
  const started = performance.now()
  const elapsed = () => performance.now() - started
  closeAfterResponse()
  let lastBusy = started
  server.on('request', () => {
    lastBusy = performance.now()
  })
  while (elapsed() < timeouts.accept) {
    if (openResponses() > 0) lastBusy = performance.now()
    else if (performance.now() - lastBusy >= timeouts.quiet) break
    await sleep(POLL_INTERVAL_MS)
  }
  // Not close() of node:http, which also closes connections on which a slow client is still reading a response.
  const closed = new Promise<void>(resolve => Server.prototype.close.call(server, () => resolve()))
  while (openResponses() > 0 && elapsed() < timeouts.total) await sleep(POLL_INTERVAL_MS)
  closeIdleConnections()
  const aborted = sleep(Math.max(0, timeouts.total - elapsed()), undefined, { ref: false }).then(() =>
    server.closeAllConnections(),
  )
  await Promise.race([closed, aborted])
}
