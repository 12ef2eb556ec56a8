import { networkInterfaces } from 'node:os'

/** Addresses that stand for all of the machine's own. */
const ALL: ReadonlySet<string> = new Set(['0.0.0.0', '::'])

export interface Origins {
  /** For programs on the same machine. */
  own: string
  /** For other devices of the network; empty unless the mock listens on all addresses. */
  others: string[]
}

/** Where a mock can be reached. @param host that it listens on */
export function originsOf(host: string, port: number, interfaces = networkInterfaces()): Origins {
  if (!ALL.has(host)) return { own: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, others: [] }
  const addresses = Object.values(interfaces).flatMap(each => each ?? [])
  const reachable = addresses.filter(({ family, internal }) => family === 'IPv4' && !internal)
  return { own: `http://127.0.0.1:${port}`, others: reachable.map(({ address }) => `http://${address}:${port}`) }
}
