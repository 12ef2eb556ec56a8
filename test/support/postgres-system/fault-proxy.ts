import { connect, createServer, type Socket } from 'node:net'
import { createMessageReader, isTlsRequest, type Message } from './messages.ts'

/** A TCP proxy in front of PostgreSQL that can break connections. It does not offer TLS. */
export interface FaultProxy {
  port: number
  /** The number of open connections. */
  connections(): number
  /**
   * Breaks a connection instead of delivering a message, once.
   * @param isReached gets the completed commands of the open transaction, such as `BEGIN`, `INSERT 0 1` and `COMMIT`
   * @returns a promise that resolves when it has happened
   */
  breakOnce(isReached: (commands: string[]) => boolean): Promise<void>
  /** Breaks all connections and refuses new ones, like a machine without the program. */
  refuse(): void
  /** Accepts connections and data but delivers nothing, like a network that drops packets. */
  blackhole(): void
  /** Delivers again. Connections that have lost data are broken. */
  restore(): void
  /** Breaks all connections and leads new ones to another port. */
  redirect(port: number): void
  /** Changes bytes on their way to the client. The length must stay the same. */
  replace(from: string, to: string): void
  close(): void
}

type Mode = 'deliver' | 'refuse' | 'blackhole'

export async function startFaultProxy(port: number): Promise<FaultProxy> {
  let target = port
  let mode: Mode = 'deliver'
  let fault: { isReached: (commands: string[]) => boolean; onDone: () => void } | undefined
  const replacements: [string, string][] = []
  const pairs = new Set<[Socket, Socket]>()
  const breakPair = (pair: [Socket, Socket]) => {
    for (const socket of pair) socket.destroy()
  }
  const breakAll = () => {
    for (const pair of pairs) breakPair(pair)
  }

  const server = createServer(client => {
    if (mode === 'refuse') {
      client.destroy()
      return
    }
    const upstream = connect(target, '127.0.0.1')
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    for (const socket of pair) {
      socket.setNoDelay(true)
      socket.on('error', () => {})
      socket.on('close', () => {
        breakPair(pair)
        pairs.delete(pair)
      })
    }
    client.on('data', chunk => {
      if (mode !== 'deliver') return
      if (isTlsRequest(chunk)) client.write('N')
      else upstream.write(chunk)
    })
    const read = createMessageReader()
    let commands: string[] = []
    const deliver = ({ type, content, bytes }: Message) => {
      if (type === 'Z' && content === 'I') commands = []
      if (type === 'C') commands.push(content.replace('\0', ''))
      if (type === 'C' && fault?.isReached(commands)) {
        const { onDone } = fault
        fault = undefined
        breakPair(pair)
        onDone()
      } else if (!client.destroyed) client.write(replaceIn(bytes, replacements))
    }
    upstream.on('data', chunk => {
      if (mode === 'deliver') for (const message of read(chunk)) deliver(message)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as { port: number }).port,
    connections: () => pairs.size,
    breakOnce: isReached =>
      new Promise(onDone => {
        fault = { isReached, onDone }
      }),
    refuse() {
      mode = 'refuse'
      breakAll()
    },
    blackhole() {
      mode = 'blackhole'
    },
    restore() {
      if (mode === 'blackhole') breakAll()
      mode = 'deliver'
    },
    redirect(other) {
      target = other
      breakAll()
    },
    replace: (from, to) => void replacements.push([from, to]),
    close() {
      server.close()
      breakAll()
    },
  }
}

function replaceIn(bytes: Buffer, replacements: [string, string][]): Buffer {
  const text = replacements.reduce((text, [from, to]) => text.replaceAll(from, to), bytes.toString('latin1'))
  return Buffer.from(text, 'latin1')
}
