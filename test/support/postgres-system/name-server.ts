import { createSocket } from 'node:dgram'
import { once } from 'node:events'

// RFC 1035, 4.1.
const HEADER = 12
const RESPONSE = 0x8180
const A = 1
/** A pointer to the name of the question, type A, class IN, one second, the four bytes of 127.0.0.1. */
const THIS_MACHINE = Buffer.from([0xc0, HEADER, 0, A, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1])

export interface NameServer {
  port: number
  close(): Promise<void>
}

/** Resolves every name to this machine, as Docker resolves the names of services to their containers. */
export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => socket.send(respondTo(query), from.port, from.address))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    async close() {
      socket.close()
      await once(socket, 'close')
    },
  }
}

/** There is no address for other types than A, such as IPv6. */
function respondTo(query: Buffer): Buffer {
  const endOfName = query.indexOf(0, HEADER) + 1
  const question = query.subarray(HEADER, endOfName + 4)
  const answers = query.readUInt16BE(endOfName) === A ? [THIS_MACHINE] : []
  const header = Buffer.alloc(HEADER)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(RESPONSE, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(answers.length, 6)
  return Buffer.concat([header, question, ...answers])
}
