import type { RequestContext } from './context.ts'
import type { Cors } from './cors.ts'
import { type ApiError, methodNotAllowed } from './errors.ts'

/** What is sent, before the headers every answer has. */
export interface OutgoingResponse {
  status: number
  /** JSON text, bytes of the given type, or nothing. */
  body?: string | Uint8Array<ArrayBuffer> | undefined
  /** Media type of the body, JSON unless said. */
  type?: string | undefined
  headers?: Record<string, string>
}

/** What every answer carries, also one that the app never saw. */
export const commonHeaders = (requestId: string) => ({
  'X-Request-Id': requestId,
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
})

/** Makes the one kind of Response the server sends: request id, no-store unless said otherwise, nosniff, CORS. */
export function createResponder(cors: Cors) {
  return function respond(
    c: RequestContext,
    { status, body, type, headers }: OutgoingResponse,
    allow?: string,
  ): Response {
    const all: Record<string, string> = {
      ...commonHeaders(c.env.requestId),
      ...cors(c.req.raw.headers, allow === undefined ? undefined : { allow }),
      ...headers,
    }
    if (body !== undefined) all['Content-Type'] = type ?? 'application/json'
    return new Response(body ?? null, { status, headers: all })
  }
}

export type Respond = ReturnType<typeof createResponder>

/** An error in the contract's schema. */
export const errorResponse = (error: ApiError): OutgoingResponse => ({
  status: error.status,
  body: JSON.stringify(error.body),
  headers: error.headers,
})

/** Answers what a path does not serve: OPTIONS 204, any other method 405, both with Allow (RFC 9110, 9.3.7 and 15.5.6). */
export function createMethodFallback(respond: Respond, methods: Iterable<string>) {
  const served = [...new Set(methods)].sort()
  const allow = [...served.flatMap(method => (method === 'GET' ? ['GET', 'HEAD'] : [method])), 'OPTIONS'].join(', ')
  return (c: RequestContext): Response =>
    c.req.method === 'OPTIONS'
      ? respond(c, { status: 204, headers: { Allow: allow } }, allow)
      : respond(c, errorResponse(methodNotAllowed(allow)))
}
