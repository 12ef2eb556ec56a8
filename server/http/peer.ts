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
    if (forwarded) return networkOf(withoutPort(forwarded))
  }
  return networkOf(incoming?.socket.remoteAddress ?? 'in-process')
}

/** No address is longer. A text that a client sends instead is cut, because it must fit into an index of the database. */
const MAX_CHARACTERS = 64

/**
 * Reduces an IPv6 address to its first 64 bits, because one subscriber has 2^64 addresses (RFC 6177, 3) and limits count
 * by address. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) becomes its IPv4 address.
 */
function networkOf(address: string): string {
  if (!isIpv6(address)) return address.slice(0, MAX_CHARACTERS)
  const groups = groupsOf(address)
  const isMapped = groups.slice(0, 5).every(group => group === 0) && groups[5] === 0xffff
  if (isMapped)
    return groups
      .slice(6)
      .flatMap(group => [group >> 8, group & 0xff])
      .join('.')
  return `${groups
    .slice(0, 4)
    .map(group => group.toString(16))
    .join(':')}::/64`
}

/** Some proxies write a port in X-Forwarded-For, which differs for each connection: `203.0.113.8:40001`, `[2001:db8::7]:40001`. */
function withoutPort(text: string): string {
  const [, inBrackets] = /^\[(.*)\](?::\d+)?$/.exec(text) ?? []
  return inBrackets ?? (isIpv6(text) ? text : text.replace(/:\d+$/, ''))
}

/** The eight groups of an IPv6 address (RFC 4291, 2.2). URL writes an embedded IPv4 address as two of them. */
function groupsOf(address: string): number[] {
  const canonical = new URL(urlOf(address)).hostname.slice(1, -1)
  const [head = [], tail = []] = canonical
    .split('::')
    .map(part => (part === '' ? [] : part.split(':').map(group => Number.parseInt(group, 16))))
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail]
}

/** Node.js has this in node:net, which a browser does not have. */
const isIpv6 = (address: string) =>
  address.includes(':') && /^[\da-f:.]+(%[\da-z.:-]+)?$/i.test(address) && URL.canParse(urlOf(address))

const urlOf = (address: string) => `http://[${address.split('%')[0]}]`
