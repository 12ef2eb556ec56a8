import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Fault } from './faults.ts'
import type { Target } from './targets.ts'

/** A server on a real socket that has the same fault for each request. */
export async function serveFault({ serve }: Pick<Fault, 'serve'>, target: Target) {
  let requests = 0
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    // The client may break the connection too.
    socket.on('error', () => {})
    socket.on('data', chunk => {
      if (!/^[A-Z]+ \S+ HTTP\/1\.1\r\n/.test(String(chunk))) return
      requests++
      serve(socket, target)
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close()
    for (const socket of open) socket.destroy()
  })
  await once(server, 'listening')
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests: () => requests }
}
