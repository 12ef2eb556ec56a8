import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, expect, test, vi } from 'vitest'
import { mockUsers } from '../../mock/world/seed.ts'
import { createHttpServer, listen } from '../../server/process/serve.ts'
import { startMock } from './mocked.ts'

const { mock } = startMock()
const { server } = createHttpServer(mock.fetch, () => {})
const port = await listen(server, 0, '127.0.0.1')
afterAll(() => {
  server.close()
  server.closeAllConnections()
})

/** What a client receives until the connection ends. @param giveUp after which it closes the connection itself */
async function receive(world: string, prefer: string, giveUp?: () => Promise<unknown>): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let received = ''
  socket.on('data', data => {
    received += data
  })
  socket.on('error', () => {})
  const lines = [
    'GET /api/v1/me HTTP/1.1',
    'Host: localhost',
    'Connection: close',
    `Authorization: Bearer ${mockUsers[0]?.token}`,
    `X-Mock-World: ${world}`,
    `Prefer: ${prefer}`,
  ]
  const closed = once(socket, 'close')
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  if (giveUp) {
    await giveUp()
    socket.destroy()
  }
  await closed
  return received
}

/** Resolves once a request to a world has arrived. */
const arrived = (world: string) =>
  vi.waitUntil(async () => (await (await mock.fetch(new Request('http://mock/__mock/worlds'))).text()).includes(world))

test.each(['fail=hang', 'delay=600000'])('%s ends when the client closes the connection', async prefer => {
  const world = prefer.replace('=', '-')
  await receive(world, prefer, () => arrived(world))
  await vi.waitFor(() => expect(mock.requests(world)).toMatchObject([{ status: 0, by: 'failure' }]), 5000)
})

test('fail=reset closes the connection without a response', async () => {
  expect(await receive('reset', 'fail=reset')).toBe('')
})

test('fail=half-body closes the connection in the middle of the body', async () => {
  const [head = '', body = ''] = (await receive('half', 'fail=half-body')).split('\r\n\r\n')
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1])
  expect(head).toMatch(/^HTTP\/1\.1 200 /)
  expect(body.length).toBe(Math.floor(length / 2))
})
