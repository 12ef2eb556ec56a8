import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The order in which the messages of one connection are answered, where a client sends the next before it has the answer. */
export interface ResponseQueue {
  /** Acts once everything before is answered, unless an answer closed the connection; cuts off a client that sends too far ahead. */
  enqueue(outgoing: ServerResponse, act: () => void): void
  /** The connection cannot be read any further: acts, once, when the whole messages before are answered. */
  reject(act: () => void): void
}

/**
 * So many messages may wait on one connection. Node parses a chunk of the socket to its end, thousands of the smallest ones, and holds
 * each: whoever sends more, and does not wait for answers, is cut off before a few hundred connections fill the memory.
 */
const MAX_QUEUED = 100

/** @param patience milliseconds that a client may go on sending after an answer that closes the connection */
export function createResponseQueue(socket: Socket, patience: number): ResponseQueue {
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

  /** What does not fit is left in the socket, where the client's own sending comes to a stop. */
  function applyBackpressure(): void {
    if (open.length > 1) socket.pause()
    else if (socket.isPaused()) socket.resume()
  }

  return {
    enqueue(outgoing, act) {
      if (open.length >= MAX_QUEUED) {
        socket.destroy()
        return
      }
      const before = open.at(-1)
      open.push(outgoing)
      // Once all messages of the chunk are parsed: at the end of each node reads on.
      if (before) process.nextTick(applyBackpressure)
      latest = outgoing
      outgoing.once('close', () => {
        open.splice(open.indexOf(outgoing), 1)
        applyBackpressure()
      })
      after(before, act)
    },
    reject(act) {
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
