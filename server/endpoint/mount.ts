import type { RouteConfig } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { ChangeUnconfirmed, DatabaseUnavailable } from '../database/database.ts'
import { inputRules, routes } from '../generated/routes.gen.ts'
import type { BODY_LIMIT } from '../http/bodies.ts'
import type { Env, RequestContext } from '../http/context.ts'
import { ApiError, serverError, unavailable } from '../http/errors.ts'
import type { Handlers } from '../http/handler-types.ts'
import type { Ownership } from '../http/ownership.ts'
import { createMethodFallback, errorResponse, type OutgoingResponse, type Respond } from '../http/respond.ts'
import { createEndpoint, type EndpointServices, type UntypedHandler } from './endpoint.ts'

/** The x-input rules that this server implements. A different rule in openapi.yaml does not compile until it is implemented. */
inputRules satisfies {
  readonly trim: true
  readonly emptyIsAbsent: readonly ['query', 'form']
  readonly nullIsAbsent: true
  readonly closedQuery: true
  readonly singleKeys: true
  readonly canonicalIntegers: true
  readonly invalidPathId: 404
  readonly wellFormedText: true
  readonly emptyArrayIsObject: true
  readonly skipByteOrderMark: true
  readonly maxBodyBytes: typeof BODY_LIMIT
}

export interface MountServices extends EndpointServices {
  respond: Respond
  /** Whether operations without a handler are left out, as in the mock while they are being written. They respond with 404 then. */
  mayLackHandlers?: boolean | undefined
  /** Called with the error behind a 5xx response, unless it was thrown as an ApiError. */
  onServerError(error: unknown, c: RequestContext): void
}

/**
 * Routes every operation of the contract to its handler. Other methods on the same paths get 405.
 * @returns the operations without a handler
 */
export function mount(
  app: Hono<Env>,
  handlers: Handlers,
  ownerships: { readonly [Tag in keyof Handlers]?: Ownership },
  services: MountServices,
): ReadonlySet<string> {
  const missing = new Set<string>()
  const endpoints = new Map<string, Map<string, (c: RequestContext) => Promise<Response>>>()
  for (const tag of Object.keys(routes) as (keyof typeof routes)[]) {
    // The type `Handlers` has checked each handler against its route; from here on all operations are handled alike.
    const group = (handlers[tag] ?? {}) as unknown as Record<string, UntypedHandler>
    for (const [operation, route] of Object.entries<RouteConfig & { getRoutingPath(): string }>(routes[tag])) {
      const handler = group[operation]
      if (!handler && services.mayLackHandlers) {
        missing.add(operation)
        continue
      }
      if (!handler) throw new Error(`No handler for ${operation}: write it in server/${tag}/handlers.ts`)
      const path = route.getRoutingPath()
      if (path.includes(':id') && !ownerships[tag])
        throw new Error(`No ownership check for ${tag}, which ${operation} needs`)
      const endpoint = serve(operation, createEndpoint(route, handler, ownerships[tag], services), services)
      endpoints.set(path, (endpoints.get(path) ?? new Map()).set(route.method.toUpperCase(), endpoint))
    }
  }
  // One handler for each path: hono calls a single one directly, but builds a chain for each request if several match.
  for (const [path, byMethod] of endpoints) {
    const fallback = createMethodFallback(services.respond, byMethod.keys())
    app.all(path, c => (byMethod.get(c.req.method === 'HEAD' ? 'GET' : c.req.method) ?? fallback)(c))
  }
  return missing
}

/** Status codes that a client gets for guessing tokens or IDs; the log then names its address. */
const SUSPICIOUS_STATUSES = new Set([401, 403, 429])

/** Turns the endpoint's result, or the error it throws, into a Response. */
function serve(
  operation: string,
  endpoint: ReturnType<typeof createEndpoint>,
  { respond, onServerError }: MountServices,
) {
  return async (c: RequestContext): Promise<Response> => {
    c.env.trace.operation = operation
    const pendingHeaders: Record<string, string> = {}
    const send = ({ status, body, type, headers }: OutgoingResponse) =>
      respond(c, { status, body, type, headers: headers ? { ...pendingHeaders, ...headers } : pendingHeaders })
    try {
      return send(await endpoint(c, pendingHeaders))
    } catch (error) {
      const apiError = toApiError(error)
      if (apiError.status >= 500) {
        if (apiError !== error) onServerError(error, c)
        return respond(c, errorResponse(apiError))
      }
      c.env.trace.error = apiError.code
      const isSuspicious = SUSPICIOUS_STATUSES.has(apiError.status) || c.env.trace.user_id === undefined
      if (isSuspicious) c.env.trace.peer = c.var.peer
      return send(errorResponse(apiError))
    }
  }
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  // A 503 promises that nothing was changed.
  if (error instanceof DatabaseUnavailable && !(error instanceof ChangeUnconfirmed)) return unavailable()
  return serverError()
}
