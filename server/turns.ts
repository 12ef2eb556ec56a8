import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The order in which the messages of one connection are answered, where a client sends the next before it has the answer. */
export interface Turns {
  /** Acts once everything before is answered, unless an answer closed the connection. */
  take(outgoing: ServerResponse, act: () => void): void
  /** The connection cannot be read any further: acts, once, when the whole messages before are answered. */
  refuse(act: () => void): void
}

/** @param patience milliseconds that a client may go on sending after an answer that closes the connection */
export function createTurns(socket: Socket, patience: number): Turns {
  const open: ServerResponse[] = []
  let latest: ServerResponse | undefined
  let refused = false

  function after(answer: ServerResponse | undefined, act: () => void): void {
    if (answer) answer.once('close', () => socket.writable && act())
    else act()
  }

  // Node calls this after an answer that closes. It would reset a client that is still sending, before the answer is read: rather
  // nothing more is sent, and what still comes is dropped until the client closes too, or for so long (RFC 9112, 9.6).
  socket.destroySoon = () => {
    socket.end()
    socket.resume()
    if (latest && !latest.req.complete) latest.req.removeAllListeners('data').resume()
    const timer = setTimeout(() => socket.destroy(), patience)
    socket.once('close', () => clearTimeout(timer))
  }

  /** A client that sends on and on without reading would fill the memory with what waits. */
  function brake(): void {
    if (open.length > 1) socket.pause()
    else socket.resume()
  }

  return {
    take(outgoing, act) {
      const before = open.at(-1)
      open.push(outgoing)
      // Once all messages of the chunk are parsed: at the end of each node reads on.
      if (before) process.nextTick(brake)
      latest = outgoing
      outgoing.once('close', () => {
        open.splice(open.indexOf(outgoing), 1)
        brake()
      })
      after(before, act)
    },
    refuse(act) {
      if (refused) return
      refused = true
      after(
        open.findLast(answer => answer.req.complete),
        () => {
          // What is broken is the rest of a message that has its answer already.
          if (latest && !latest.req.complete && latest.headersSent) socket.destroySoon()
          else act()
        },
      )
    },
  }
}
