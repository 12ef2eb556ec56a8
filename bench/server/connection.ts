import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

const END_OF_HEADERS = '\r\n\r\n'

/**
 * One kept-alive connection that sends prepared requests one after the other. It reads no more of a response than it must, so
 * that most of the machine is left to the server.
 */
export class Connection {
  readonly #socket: Socket
  #received = ''
  /** Length of the whole response, once its headers have arrived. */
  #expected: number | undefined
  #settle: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay().setEncoding('latin1')
    socket.on('data', chunk => this.#receive(String(chunk)))
    socket.on('error', error => this.#settle?.reject(error))
    socket.on('close', () => this.#settle?.reject(new Error('the server closed the connection')))
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Connection(socket)
  }

  /** Resolves with the status code when the whole response has arrived. */
  send(request: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#settle = undefined
    this.#socket.destroy()
  }

  #receive(chunk: string): void {
    this.#received += chunk
    if (this.#expected === undefined) {
      const end = this.#received.indexOf(END_OF_HEADERS)
      if (end === -1) return
      const length = /content-length: (\d+)/i.exec(this.#received.slice(0, end))?.[1]
      if (length === undefined) throw new Error(`a response without Content-Length: ${this.#received.slice(0, end)}`)
      this.#expected = end + END_OF_HEADERS.length + Number(length)
    }
    if (this.#received.length < this.#expected) return
    // `HTTP/1.1 200 OK`
    const status = Number(this.#received.slice(9, 12))
    this.#received = ''
    this.#expected = undefined
    this.#settle?.resolve(status)
  }
}
