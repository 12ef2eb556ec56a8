import type { RouteConfig } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import { DatabaseUnavailable } from '../database/database.ts'
import { inputRules, routes } from '../generated/routes.gen.ts'
import type { BODY_LIMIT } from '../http/bodies.ts'
import type { Env, RequestContext } from '../http/context.ts'
import { ApiError, serverError, unavailable } from '../http/errors.ts'
import type { Handlers } from '../http/handler-types.ts'
import type { Ownership } from '../http/ownership.ts'
import { createMethodFallback, errorResponse, type Respond } from '../http/respond.ts'
import { createEndpoint, type EndpointServices, type UntypedHandler } from './endpoint.ts'

/** The rules of x-input that this server keeps; another rule in openapi.yaml does not compile until it does. */
inputRules satisfies {
  readonly trim: true
  readonly emptyIsAbsent: readonly ['query', 'form']
  readonly nullIsAbsent: true
  readonly closedQuery: true
  readonly singleKeys: true
  readonly canonicalIntegers: true
  readonly invalidPathId: 404
  readonly wellFormedText: true
  readonly maxBodyBytes: typeof BODY_LIMIT
}

export interface MountServices extends EndpointServices {
  respond: Respond
  /** Called with what was thrown when an answer is a 500. */
  onServerError(error: unknown, c: RequestContext): void
}

/** Serves every operation of the contract by its handler, and says 405 for other methods on the same paths. */
export function mount(
  app: Hono<Env>,
  handlers: Handlers,
  ownerships: { readonly [Tag in keyof Handlers]?: Ownership },
  services: MountServices,
): void {
  const methods = new Map<string, string[]>()
  for (const tag of Object.keys(routes) as (keyof typeof routes)[]) {
    // The handlers were checked against their routes by type; from here on an operation is one among equals.
    const group = handlers[tag] as unknown as Record<string, UntypedHandler>
    for (const [operation, route] of Object.entries<RouteConfig & { getRoutingPath(): string }>(routes[tag])) {
      const handler = group[operation]
      if (!handler) throw new Error(`No handler for ${operation}: write it in server/${tag}/handlers.ts`)
      const path = route.getRoutingPath()
      if (path.includes(':id') && !ownerships[tag]) throw new Error(`No ownership for ${tag}, which ${operation} needs`)
      app.on(
        route.method.toUpperCase(),
        path,
        serve(operation, createEndpoint(route, handler, ownerships[tag], services), services),
      )
      methods.set(path, [...(methods.get(path) ?? []), route.method.toUpperCase()])
    }
  }
  for (const [path, served] of methods) app.all(path, createMethodFallback(services.respond, served))
}

/** Refusals that guessing brings on; those of nobody who is known as well. */
const SUSPICIOUS_STATUSES = new Set([401, 403, 429])

/** The one place where an answer, or what was thrown instead, becomes a Response. */
function serve(
  operation: string,
  endpoint: ReturnType<typeof createEndpoint>,
  { respond, onServerError }: MountServices,
) {
  return async (c: RequestContext): Promise<Response> => {
    c.env.trace.operation = operation
    const earned: Record<string, string> = {}
    try {
      const answer = await endpoint(c, earned)
      return respond(c, { ...answer, headers: { ...earned, ...answer.headers } })
    } catch (error) {
      const refused = toApiError(error)
      if (refused.status >= 500) {
        if (refused !== error) onServerError(error, c)
        return respond(c, errorResponse(refused))
      }
      c.env.trace.error = refused.code
      if (SUSPICIOUS_STATUSES.has(refused.status) || c.env.trace.user_id === undefined) c.env.trace.peer = c.var.peer
      const answer = errorResponse(refused)
      return respond(c, { ...answer, headers: { ...earned, ...answer.headers } })
    }
  }
}

export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof DatabaseUnavailable) return unavailable()
  return serverError()
}
