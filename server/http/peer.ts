import type { IncomingMessage } from 'node:http'

/** What @hono/node-server hands to the app beside a request; absent when the app is called in process. */
export interface Connection {
  incoming?: IncomingMessage
}

/**
 * The address a request came from. A forwarding header is believed only behind a trusted proxy, and then only its
 * last entry, which that proxy wrote itself; everything before it can be forged.
 */
export function peerAddress(headers: Headers, { incoming }: Connection, trustProxy: boolean): string {
  if (trustProxy) {
    const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded
  }
  return incoming?.socket.remoteAddress?.replace(/^::ffff:/, '') ?? 'in-process'
}
