/** Response headers a browser program may read (Fetch, 3.3.3); the others are safelisted or not for it. */
const EXPOSED = [
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
  'Retry-After',
  'X-Request-Id',
  'ETag',
  'Location',
  'Content-Disposition',
  'Idempotent-Replayed',
].join(', ')

const ALLOWED = 'Authorization, Content-Type, Idempotency-Key, If-None-Match, Accept'

/** Seconds a browser may keep the answer to a preflight. */
const MAX_AGE = '600'

export type CorsOrigins = readonly string[] | 'loopback'

/**
 * CORS for an exact list of origins, without credentials (a bearer token is no cookie).
 * @returns the headers to add to an answer; `Vary` also for origins that are refused, so that no cache mixes them up
 */
export function createCors(origins: CorsOrigins) {
  const isAllowed = origins === 'loopback' ? isLoopback : (origin: string) => origins.includes(origin)

  return function corsHeaders(headers: Headers, preflight: { allow: string } | undefined): Record<string, string> {
    if (origins.length === 0) return {}
    const origin = headers.get('origin')
    if (origin === null || !isAllowed(origin)) return { Vary: 'Origin' }
    const allowed = { Vary: 'Origin', 'Access-Control-Allow-Origin': origin }
    if (!preflight || headers.get('access-control-request-method') === null) {
      return { ...allowed, 'Access-Control-Expose-Headers': EXPOSED }
    }
    return {
      ...allowed,
      'Access-Control-Allow-Methods': preflight.allow,
      'Access-Control-Allow-Headers': ALLOWED,
      'Access-Control-Max-Age': MAX_AGE,
    }
  }
}

export type Cors = ReturnType<typeof createCors>

const isLoopback = (origin: string) => /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/.test(origin)
