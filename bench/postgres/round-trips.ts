import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

export interface CountingProxy {
  port: number
  /** How often the server has waited for the database since the last call: sent something after it had received something. */
  taken(): number
  close(): void
}

/** Passes connections on to a port of this machine. */
export async function startCountingProxy(target: number): Promise<CountingProxy> {
  let trips = 0
  const server = createServer(client => {
    const engine = connect(target, '127.0.0.1')
    let isSending = false
    client.setNoDelay().on('data', chunk => {
      if (!isSending) trips++
      isSending = true
      engine.write(chunk)
    })
    engine.setNoDelay().on('data', chunk => {
      isSending = false
      client.write(chunk)
    })
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const) {
      from.on('error', () => to.destroy()).on('close', () => to.destroy())
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    taken() {
      const counted = trips
      trips = 0
      return counted
    },
    close: () => void server.close(),
  }
}
