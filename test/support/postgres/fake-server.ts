import { createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

// https://www.postgresql.org/docs/current/protocol-message-formats.html

const message = (type: string, ...parts: (string | Buffer)[]): Buffer => {
  const body = Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part) : part)))
  const head = Buffer.alloc(5)
  head.write(type)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const READY = message('Z', 'I')

/** The response to a text of several statements. */
const SETTINGS_ARE_SET = Buffer.concat([message('C', 'SET\0'), message('C', 'SHOW\0'), READY])

/** Accepts every connection as a server of a version does, and every statement. */
export function pretend(version: string): (socket: Socket) => void {
  const welcome = [
    message('R', Buffer.from([0, 0, 0, 0])),
    message('S', `server_version\0${version}\0`),
    message('S', 'in_hot_standby\0off\0'),
    READY,
  ]
  return socket => {
    socket.once('data', () => {
      socket.write(Buffer.concat(welcome))
      socket.on('data', () => socket.write(SETTINGS_ARE_SET))
    })
  }
}

/** Listens during a test. @returns the port */
export async function listen(onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(socket => {
    socket.on('error', () => {})
    onConnection(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
  })
  return (server.address() as { port: number }).port
}
