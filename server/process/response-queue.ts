import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Handles the requests of one connection in order when the client pipelines them (RFC 9112, 9.3.2). */
export interface ResponseQueue {
  /**
   * Calls `handle` once all earlier responses are finished, unless one of them closed the connection. Disconnects a client
   * that has too many requests waiting.
   */
  enqueue(outgoing: ServerResponse, handle: () => void): void
  /** Number of responses that are not completely sent. */
  size(): number
  /** For a connection that cannot be read any further: calls `sendError` once, after the responses to complete requests. */
  reject(sendError: () => void): void
}

/**
 * Requests that may wait on one connection. Node parses a whole chunk of the socket, which can hold thousands of small
 * requests, and keeps each in memory: without this limit, a few hundred connections could exhaust it.
 */
const MAX_QUEUED = 100

/**
 * How many bytes are read and discarded after a response that closes the connection. Many clients send a body to its end before they
 * read the response, so this is more than any body that is sent by mistake.
 */
const DISCARD_LIMIT = 16 * 1024 * 1024

/** @param linger milliseconds for which a client may go on sending after a response that closes the connection */
export function createResponseQueue(socket: Socket, linger: number): ResponseQueue {
  const unfinished: ServerResponse[] = []
  let latest: ServerResponse | undefined
  let isRejected = false
  let isEnding = false

  function after(response: ServerResponse | undefined, action: () => void): void {
    if (response) response.once('close', () => socket.writable && action())
    else action()
  }

  // Node calls this after a response that closes the connection. Its own version would reset a client that is still sending
  // before it has read the response. This one ends the sending side and discards what arrives until the client closes too,
  // or until the time is over (RFC 9112, 9.6).
  socket.destroySoon = () => {
    if (isEnding) return
    isEnding = true
    socket.end()
    let discarded = 0
    socket.on('data', chunk => {
      discarded += chunk.length
      // Anything beyond fills the buffers of the kernel, and then the client can send no more.
      if (discarded > DISCARD_LIMIT) socket.pause()
    })
    socket.resume()
    if (latest && !latest.req.complete) latest.req.removeAllListeners('data').resume()
    const timer = setTimeout(() => socket.destroy(), linger)
    socket.once('close', () => clearTimeout(timer))
  }

  /** Stops reading while requests wait, so that the client's sending blocks. */
  function applyBackpressure(): void {
    if (unfinished.length > 1) socket.pause()
    else if (socket.isPaused() && !isEnding) socket.resume()
  }

  return {
    enqueue(outgoing, handle) {
      if (unfinished.length >= MAX_QUEUED) {
        socket.destroy()
        return
      }
      const previous = unfinished.at(-1)
      unfinished.push(outgoing)
      // In the next tick, when the whole chunk is parsed: node resumes the socket after each message in it.
      if (previous) process.nextTick(applyBackpressure)
      latest = outgoing
      outgoing.on('close', () => {
        unfinished.splice(unfinished.indexOf(outgoing), 1)
        applyBackpressure()
      })
      after(previous, handle)
    },
    size: () => unfinished.length,
    reject(sendError) {
      if (isRejected) return
      isRejected = true
      after(
        unfinished.findLast(response => response.req.complete),
        () => {
          // The error is in the rest of a request that already has its response.
          if (latest && !latest.req.complete && latest.headersSent) socket.destroySoon()
          else sendError()
        },
      )
    },
  }
}
