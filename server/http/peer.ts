import type { IncomingMessage } from 'node:http'

/** What @hono/node-server passes to the app with a request; empty when the app is called in process. */
export interface Connection {
  incoming?: IncomingMessage
}

/**
 * The address a request came from. X-Forwarded-For is used only behind a trusted proxy, and only its last entry, which
 * that proxy wrote; earlier entries can be forged.
 */
export function peerAddress(headers: Headers, { incoming }: Connection, trustProxy: boolean): string {
  if (trustProxy) {
    const forwarded = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return networkOf(forwarded)
  }
  return networkOf(incoming?.socket.remoteAddress ?? 'in-process')
}

/**
 * Reduces an IPv6 address to its first 64 bits, because one subscriber has 2^64 addresses (RFC 6177, 3) and limits count
 * by address. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) becomes its IPv4 address.
 */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '')
  if (!isIpv6(plain)) return plain
  const [head = '', tail] = plain.split('%')[0]?.split('::') ?? []
  const groups = head === '' ? [] : head.split(':')
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length)
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])]
  return `${all
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

/** Node.js has this in node:net, which a browser does not have. */
const isIpv6 = (address: string) =>
  /^[\da-f:.]+(%[\da-z.:-]+)?$/i.test(address) && URL.canParse(`http://[${address.split('%')[0]}]`)
