/** Response headers that scripts may read (Fetch, 3.3.3), besides those that are always readable. */
const EXPOSED_HEADERS = [
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

/** A list of header names (RFC 9110, 5.6.1 and 5.6.2). */
const HEADER_NAMES = /^[\w!#$%&'*+.^`|~-]+([ \t]*,[ \t]*[\w!#$%&'*+.^`|~-]+)*$/

/** Seconds for which a browser may cache a preflight response. */
const PREFLIGHT_MAX_AGE = '600'

/** `any` is for the mock alone: it has no data to protect. */
export type CorsOrigins = readonly string[] | 'loopback' | 'any'

/**
 * CORS for an exact list of origins. Credentials are not allowed, because the API uses bearer tokens and no cookies; so there is
 * nothing to protect from headers that a client library or a tracer adds, and a preflight allows all that it asks for.
 * @returns a function that gives the headers to add to a response. `Vary` is sent to other origins too, so that caches
 * keep the responses apart.
 */
export function createCors(origins: CorsOrigins) {
  const isAllowed = allowed(origins)

  return function corsHeaders(headers: Headers, preflight: { allow: string } | undefined): Record<string, string> {
    if (origins.length === 0) return {}
    const origin = headers.get('origin')
    if (origin === null || !isAllowed(origin)) return { Vary: 'Origin' }
    const allowed = { Vary: 'Origin', 'Access-Control-Allow-Origin': origin }
    if (!preflight || headers.get('access-control-request-method') === null) {
      return { ...allowed, 'Access-Control-Expose-Headers': EXPOSED_HEADERS }
    }
    const asked = headers.get('access-control-request-headers') ?? ''
    return {
      ...allowed,
      Vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      'Access-Control-Allow-Methods': preflight.allow,
      ...(HEADER_NAMES.test(asked) && { 'Access-Control-Allow-Headers': asked }),
      'Access-Control-Max-Age': PREFLIGHT_MAX_AGE,
    }
  }
}

function allowed(origins: CorsOrigins): (origin: string) => boolean {
  if (origins === 'any') return () => true
  return origins === 'loopback' ? isLoopback : origin => origins.includes(origin)
}

export type Cors = ReturnType<typeof createCors>

const isLoopback = (origin: string) => /^https?:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/.test(origin)
