import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { Fetch } from '../../../server/app.ts'

/** What happens to one request on its way to the server and back. */
export const mishaps = [
  'lost on the way there',
  'lost on the way back',
  'cut on the way back',
  'too late',
  'refused by somebody else',
  'limited by somebody else',
  'nothing',
] as const
export type Mishap = (typeof mishaps)[number]

/** A proxy on a real socket before an app. @param next what happens to the next request */
export async function startChaos(app: Fetch, next: () => Mishap): Promise<{ baseUrl: string; seen: Set<Mishap> }> {
  const seen = new Set<Mishap>()
  const server = createServer((request, response) => {
    const mishap = next()
    seen.add(mishap)
    void relay(app, mishap, request, response)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server, 'listening')
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

async function relay(app: Fetch, mishap: Mishap, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request)
  if (mishap === 'lost on the way there') return void request.socket.destroy()
  const elsewhere = { 'refused by somebody else': 503, 'limited by somebody else': 429 }[mishap as string]
  if (elsewhere) return void response.writeHead(elsewhere, { 'Content-Type': 'text/html' }).end('<h1>Later</h1>')

  const answer = await app(
    new Request(`http://127.0.0.1${request.url}`, {
      method: request.method!,
      headers: new Headers(Object.entries(request.headers) as [string, string][]),
      ...(body.length > 0 && { body }),
    }),
  )
  if (mishap === 'too late') return
  if (mishap === 'lost on the way back') return void request.socket.destroy()
  const text = Buffer.from(await answer.arrayBuffer())
  response.writeHead(answer.status, { ...Object.fromEntries(answer.headers), 'Content-Length': text.length })
  if (mishap === 'cut on the way back')
    response.write(text.subarray(0, text.length / 2), () => request.socket.destroy())
  else response.end(text)
}
