import type { Sent } from '../exchange.ts'
import type { Account, Target } from '../target.ts'
import { paced } from './pacing.ts'
import { wireTo } from './wire.ts'

/** Milliseconds until a request must have been answered. */
const TIME_LIMIT = 10_000

export interface RemoteSettings {
  /** May have a path, which comes before those of the contract. */
  url: URL
  accounts: readonly Account[]
  readOnly: boolean
  /** Milliseconds. */
  sleep(ms: number): Promise<void>
  now?(): number
  /** Once aborted, nothing is waited for any more: what is left to do is to give back tokens. */
  signal?: AbortSignal
  timeLimit?: number
}

export interface RemoteTarget extends Target {
  /**
   * @param sent the same request where a Request cannot hold it as it is: a path with dots, a GET with a body
   * Throws TargetUnreachable.
   */
  fetch(request: Request, sent?: Sent): Promise<Response>
  /** Is given each 429 that was waited out. */
  onLimited: ((sent: Sent, response: Response) => void) | undefined
  /** Requests a minute, once an answer has told. */
  limit(): number | undefined
  close(): void
}

/** A running server, asked over HTTP. */
export function remoteTarget(settings: RemoteSettings): RemoteTarget {
  const { url, accounts, readOnly, sleep, now = Date.now, signal, timeLimit = TIME_LIMIT } = settings
  const base = url.pathname.replace(/\/+$/, '')
  const wire = wireTo(url, timeLimit)
  let limit: number | undefined

  const send = paced(
    async sent => {
      const response = await wire.send(sent)
      const told = Number(response.headers.get('X-RateLimit-Limit'))
      if (told > 0) limit = told
      return response
    },
    {
      sleep,
      now,
      isHurried: () => signal?.aborted ?? false,
      onLimited: (sent, response) => target.onLimited?.(sent, response),
    },
  )

  const target: RemoteTarget = {
    name: url.origin + base,
    origin: url.origin + base,
    accounts,
    readOnly,
    fetch: async (request, sent) => send(sent ? { ...sent, path: base + sent.path } : await sentOf(request)),
    onLimited: undefined,
    limit: () => limit,
    close: wire.close,
  }
  return target
}

async function sentOf(request: Request): Promise<Sent> {
  return {
    method: request.method,
    path: request.url.slice(new URL(request.url).origin.length),
    headers: Object.fromEntries(request.headers),
    body: request.body ? new Uint8Array(await request.arrayBuffer()) : undefined,
  }
}
