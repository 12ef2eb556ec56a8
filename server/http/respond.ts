import type { RequestContext } from './context.ts'
import type { Cors } from './cors.ts'
import { type ApiError, methodNotAllowed } from './errors.ts'

/** A response before the common headers are added. */
export interface OutgoingResponse {
  status: number
  body?: string | Uint8Array<ArrayBuffer> | undefined
  /** Media type of the body, default `application/json`. */
  type?: string | undefined
  headers?: Record<string, string>
}

/** Headers of every response, including those sent for messages that never reach the app. */
export const commonHeaders = (requestId: string): Record<string, string> => ({
  'X-Request-Id': requestId,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
})

/**
 * Builds every Response of the app: adds the request ID, the CORS headers, `nosniff`, and `no-store` unless the response
 * has its own Cache-Control.
 */
export function createResponder(cors: Cors) {
  return function respond(
    c: RequestContext,
    { status, body, type, headers }: OutgoingResponse,
    allow?: string,
  ): Response {
    const all = commonHeaders(c.env.requestId)
    Object.assign(all, cors(c.req.raw.headers, allow === undefined ? undefined : { allow }), headers)
    if (body !== undefined) all['Content-Type'] = type ?? 'application/json'
    return new Response(body ?? null, { status, headers: all })
  }
}

export type Respond = ReturnType<typeof createResponder>

export const errorResponse = (error: ApiError): OutgoingResponse => ({
  status: error.status,
  body: JSON.stringify(error.body),
  headers: error.headers,
})

/** Handles the methods that a path does not serve: OPTIONS gets 204, others 405, both with Allow (RFC 9110, 9.3.7 and 15.5.6). */
export function createMethodFallback(respond: Respond, methods: Iterable<string>) {
  const served = [...new Set(methods)].sort()
  const allow = [...served.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ')
  return (c: RequestContext): Response =>
    c.req.method === 'OPTIONS'
      ? respond(c, { status: 204, headers: { Allow: allow } }, allow)
      : respond(c, errorResponse(methodNotAllowed(allow)))
}
