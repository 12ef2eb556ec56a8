import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../../server/app.ts'

/** What can happen to one request on its way to the server and back. */
export const networkFaults = [
  'request lost',
  'response lost',
  'response truncated',
  'response too late',
  '503 from a proxy',
  '429 from a proxy',
  'none',
] as const
export type NetworkFault = (typeof networkFaults)[number]

/** A proxy on a real socket in front of an app. @param next the fault of the next request */
export async function startUnreliableProxy(
  app: Fetch,
  next: () => NetworkFault,
): Promise<{ baseUrl: string; seen: Set<NetworkFault> }> {
  const seen = new Set<NetworkFault>()
  const server = createServer((request, response) => {
    const fault = next()
    seen.add(fault)
    void relay(app, fault, request, response)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

async function relay(app: Fetch, fault: NetworkFault, incoming: IncomingMessage, outgoing: ServerResponse) {
  const body = await buffer(incoming)
  if (fault === 'request lost') return void incoming.socket.destroy()
  const proxyStatus = { '503 from a proxy': 503, '429 from a proxy': 429 }[fault as string]
  if (proxyStatus) return void outgoing.writeHead(proxyStatus, { 'Content-Type': 'text/html' }).end('<h1>Later</h1>')

  const response = await app(
    new Request(`http://127.0.0.1${incoming.url}`, {
      method: incoming.method!,
      headers: new Headers(Object.entries(incoming.headers) as [string, string][]),
      ...(body.length > 0 && { body }),
    }),
  )
  if (fault === 'response too late') return
  if (fault === 'response lost') return void incoming.socket.destroy()
  const text = Buffer.from(await response.arrayBuffer())
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), 'Content-Length': text.length })
  if (fault === 'response truncated') outgoing.write(text.subarray(0, text.length / 2), () => incoming.socket.destroy())
  else outgoing.end(text)
}
