import { randomUUID } from 'node:crypto'
import type { Fetch } from '../app.ts'
import { unavailable } from '../http/errors.ts'
import { commonHeaders } from '../http/respond.ts'
import type { Log } from '../log.ts'

const LOG_INTERVAL_MS = 60_000
const RETRY_AFTER_SECONDS = 60

/**
 * Responds with 503 to requests that a proxy has forwarded. A server with demo data listens on loopback only, but a proxy would
 * publish it with its public passwords.
 */
export function refuseForwarded(fetch: Fetch, log: Log, now = () => performance.now()): Fetch {
  let nextLog = Number.NEGATIVE_INFINITY
  return async (request, connection) => {
    if (!isForwarded(request.headers)) return fetch(request, connection)
    if (now() >= nextLog) {
      nextLog = now() + LOG_INTERVAL_MS
      log({
        level: 'warn',
        event: 'forwarded',
        status: 503,
        error:
          'Requests through a proxy are refused, because the demo passwords are public; TRUST_PROXY=on allows them',
      })
    }
    const { status, body, headers } = unavailable(RETRY_AFTER_SECONDS)
    return Response.json(body, { status, headers: { ...commonHeaders(randomUUID()), ...headers } })
  }
}

const isForwarded = (headers: Headers) =>
  [...headers.keys()].some(name => name === 'forwarded' || name.startsWith('x-forwarded-'))
