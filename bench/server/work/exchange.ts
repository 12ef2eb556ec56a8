import { randomUUID } from 'node:crypto'
import { countRequest, exceededHeaders, isExceeded, remaining } from './rate-limit.ts'
import { Refusal, rateLimited, serverError } from './refusal.ts'
import { logsRequests, rateLimit } from './settings.ts'
import { authenticate, type Caller } from './tokens.ts'

/** A request while it is handled: what its response and its log line need. */
export interface Exchange {
  id: string
  method: string
  path: string
  /** IP address of the client. */
  peer: string
  /** The contract's operationId. */
  operation: string | undefined
  caller: Caller | undefined
  /** Unix milliseconds. */
  now: number
  /** By performance.now(). */
  started: number
  /** Headers that every response has. */
  headers: Record<string, string>
}

export function receive(method: string, path: string, peer = '127.0.0.1'): Exchange {
  const id = randomUUID()
  return {
    id,
    method,
    path,
    peer,
    operation: undefined,
    caller: undefined,
    now: Date.now(),
    started: performance.now(),
    headers: {
      'X-Request-Id': id,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  }
}

/** Checks the token and counts the request. Returns whose it is, and the headers of all further responses to it. Throws 401 and 429. */
export function admit(
  exchange: Exchange,
  authorization: string | undefined,
): { caller: Caller; headers: Record<string, string> } {
  const { now, peer } = exchange
  const caller = authenticate(authorization, peer, now)
  exchange.caller = caller
  const quota = countRequest(caller.user_id, now)
  if (isExceeded(quota)) throw rateLimited(exceededHeaders(quota, now))
  const headers = { 'X-RateLimit-Limit': String(rateLimit), 'X-RateLimit-Remaining': remaining(quota) }
  return { caller, headers }
}

/** The error response for what a request threw. */
export function refuse(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  console.error(error)
  return serverError()
}

/** Writes the server's log line. */
export function logRequest(exchange: Exchange, status: number, refusal?: Refusal): void {
  if (!logsRequests) return
  const { id, method, path, operation, caller, peer, started } = exchange
  const isSuspicious = refusal && (!caller || refusal.status === 403 || refusal.status === 429)
  const entry = {
    time: new Date().toISOString(),
    level: 'info',
    event: 'request',
    request_id: id,
    method,
    path,
    status,
    ms: Math.round((performance.now() - started) * 100) / 100,
    operation,
    user_id: caller?.user_id,
    client_id: caller?.client_id,
    error: refusal?.code,
    peer: isSuspicious ? peer : undefined,
  }
  process.stdout.write(`${JSON.stringify(entry)}\n`)
}
