import type { Connection } from '../../server/http/peer.ts'
import type { Failure } from '../types/index.d.ts'

/** What the client of a mock in process gets when the connection is reset, as from fetch. */
export class ConnectionReset extends TypeError {
  override name = 'TypeError'

  constructor() {
    super('fetch failed: the mock has reset the connection')
  }
}

/** Waits, or stops waiting when the client gives up. Rejects with the reason of the abort. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const onAbort = () => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

/** Never responds; rejects when the client gives up. */
export function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Cuts the connection without a response. Over HTTP the socket is destroyed; in process the call rejects as fetch does. */
export function reset({ incoming }: Connection): never {
  incoming?.socket.destroy()
  throw new ConnectionReset()
}

/** The first half of a response's body, and then an error. Its Content-Length stays that of the whole body. */
export async function halfOf(response: Response, { incoming }: Connection): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const half = bytes.subarray(0, Math.floor(bytes.length / 2))
  let isSent = false
  const body = new ReadableStream(
    {
      pull(controller) {
        if (!isSent) controller.enqueue(half)
        else if (incoming) incoming.socket.destroySoon()
        else controller.error(new ConnectionReset())
        isSent = true
      },
    },
    // Not pulled again before the first half is written.
    { highWaterMark: 0 },
  )
  const headers = new Headers(response.headers)
  headers.set('Content-Length', String(bytes.length))
  return new Response(body, { status: response.status, headers })
}

const BAD_GATEWAY =
  '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n'

/** The page of a proxy that cannot reach the server; undefined for other failures. */
export const proxyPage = (failure: Failure | undefined): Response | undefined =>
  failure === 'html-502'
    ? new Response(BAD_GATEWAY, { status: 502, headers: { 'Content-Type': 'text/html' } })
    : undefined
