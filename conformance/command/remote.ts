import type { SentRequest } from '../exchange/exchange.ts'
import type { Account, Target } from '../target.ts'
import { paced } from './pacing.ts'
import { wireTo } from './wire.ts'

/** Milliseconds within which a response must be complete. */
const TIME_LIMIT = 10_000

export interface RemoteSettings {
  /** May have a path, which is put in front of the contract's paths. */
  url: URL
  accounts: readonly Account[]
  readOnly: boolean
  /** Milliseconds. */
  sleep(ms: number): Promise<void>
  now?(): number
  /** Once aborted, nothing is waited for; only tokens are revoked. */
  signal?: AbortSignal
  timeLimit?: number
}

export interface RemoteTarget extends Target {
  /**
   * @param sent the same request unmodified, where a Request cannot represent it: a path with dots, a GET with a body
   * @throws TargetUnreachable
   */
  fetch(request: Request, sent?: SentRequest): Promise<Response>
  /** Called for each 429 that was waited out. */
  onLimited: ((sent: SentRequest, response: Response) => void) | undefined
  /** Requests per minute, once a response has told. */
  limit(): number | undefined
  close(): void
}

/** A running server, tested over HTTP. */
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
      isStopping: () => signal?.aborted ?? false,
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

async function sentOf(request: Request): Promise<SentRequest> {
  return {
    method: request.method,
    path: request.url.slice(new URL(request.url).origin.length),
    headers: Object.fromEntries(request.headers),
    body: request.body ? new Uint8Array(await request.arrayBuffer()) : undefined,
  }
}
