import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

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
    if (forwarded) return networkOf(forwarded)
  }
  return networkOf(incoming?.socket.remoteAddress ?? 'in-process')
}

/**
 * An IPv6 subscriber has 2^64 addresses (RFC 6177, 3): what is counted by address is counted by the first 64 bits.
 * IPv4 addresses in IPv6 notation (RFC 4291, 2.5.5.2) are IPv4 ones.
 */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])]
  return `${all
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
