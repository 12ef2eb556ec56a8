import { once } from 'node:events'
import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { startHaproxy } from '../support/postgres-system/haproxy.ts'

interface Stub {
  server: Server
  port: number
  /** Methods of the requests that it has received. */
  received: string[]
}

/** A server that is ready. @param isDying whether it closes the connection of each request without a response */
async function startStub(isDying = false): Promise<Stub> {
  const received: string[] = []
  const server = createServer(({ method = '', url, socket }, response) => {
    if (url === '/readyz' || url === '/healthz') return response.end()
    received.push(method)
    return isDying ? socket.destroy() : response.end('done')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, port: (server.address() as AddressInfo).port, received }
}

/** On a connection of its own: on one that was used before, HAProxy closes it instead of responding with 502. */
async function send(origin: string, method: string): Promise<{ status: number | undefined; body: string }> {
  const sent = request(origin, { method, agent: false }).end()
  const [response] = await once(sent, 'response')
  return { status: response.statusCode, body: await text(response) }
}

async function startPair() {
  const [dying, healthy] = [await startStub(true), await startStub()]
  const balancer = await startHaproxy([dying.port, healthy.port])
  onTestFinished(balancer.remove)
  return { dying, healthy, send: (method: string) => send(balancer.origin, method) }
}

const TURNS = 6

test('a read whose server is gone before it responds is sent to the other one', async () => {
  const { dying, healthy, send } = await startPair()
  for (let turn = 0; turn < TURNS; turn += 1) expect((await send('GET')).status).toBe(200)
  expect(healthy.received.length).toBe(TURNS)
  expect(dying.received.length).toBeGreaterThan(0)
})

test('a change whose server is gone before it responds is not sent again, and the response does not promise that nothing was changed', async () => {
  const { dying, healthy, send } = await startPair()
  const failed: string[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    const { status, body } = await send('POST')
    if (status !== 200) failed.push(`${status} ${body}`)
  }
  expect(failed).toEqual(dying.received.map(() => '502 {"message":"Server Error","code":"server_error"}'))
  expect(failed.length).toBeGreaterThan(0)
  expect(dying.received.length + healthy.received.length).toBe(TURNS)
})

test('a change is sent to the other server while one accepts no connections', async () => {
  const { dying, healthy, send } = await startPair()
  dying.server.closeAllConnections()
  dying.server.close()
  for (let turn = 0; turn < TURNS; turn += 1) expect((await send('POST')).status).toBe(200)
  expect(healthy.received.length).toBe(TURNS)
})
