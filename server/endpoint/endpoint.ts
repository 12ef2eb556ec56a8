import type { RouteConfig, z } from '@hono/zod-openapi'
import type { Authenticate } from '../auth/bearer.ts'
import type { Database, Queries } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import { instant } from '../domain/time.ts'
import { decodeBody, mediaTypeOf, readBody } from '../http/bodies.ts'
import type { RequestContext } from '../http/context.ts'
import { ApiError, notFound, rateLimited } from '../http/errors.ts'
import { checkOwnership, type Ownership } from '../http/ownership.ts'
import { peerAddress } from '../http/peer.ts'
import { type RateLimit, rateLimitedHeaders, rateLimitHeaders } from '../http/rate-limit.ts'
import type { OutgoingResponse } from '../http/respond.ts'
import { claim, fingerprint, type IdempotentRequest, keep, parseKey } from '../idempotency/idempotency.ts'
import { createValidator, jsonSchema } from './validation.ts'

/** What a handler returns, before its type is forgotten. */
export interface HandlerResult {
  status: number
  body?: unknown
  headers?: Record<string, string | number>
}

export type UntypedHandler = (c: RequestContext) => HandlerResult | Promise<HandlerResult>

export interface EndpointServices {
  database: Database
  clock: Clock
  authenticate: Authenticate
  /** Counts the requests of each user. */
  requests: RateLimit
  settings: { publicUrl: string | undefined; trustProxy: boolean }
}

/** The headers a request has earned so far; an error that ends it still carries them. */
type Earned = Record<string, string>

/**
 * One operation from request to answer, in the contract's order: 401, 429, 404, 403, 413, 415, 400, Idempotency-Key,
 * 422, then the handler. A foreign or missing id comes before any fault of the body, but is looked up by itself only
 * when there is such a fault: the handler's own query says it otherwise.
 */
export function createEndpoint(
  route: RouteConfig,
  handler: UntypedHandler,
  ownership: Ownership | undefined,
  { database, clock, authenticate, requests, settings }: EndpointServices,
) {
  const validate = createValidator(route)
  const secured = (route.security?.length ?? 0) > 0
  const hasBody = jsonSchema(route) !== undefined
  const takesKey = 'Idempotency-Key' in (objectShape(route.request?.headers) ?? {})
  const types = mediaTypes(route)
  const params = route.request?.params as z.ZodType | undefined

  async function callHandler(c: RequestContext, queries: Queries): Promise<OutgoingResponse> {
    c.set('queries', queries)
    const { status, body, headers } = await handler(c)
    const type = types.get(status)
    const text = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body)
    return { status, body: text as OutgoingResponse['body'], type, headers: stringValues(headers) }
  }

  return async function endpoint(c: RequestContext, earned: Earned): Promise<OutgoingResponse> {
    const now = clock.now()
    c.set('now', instant(now))
    c.set('peer', peerAddress(c.req.raw.headers, c.env, settings.trustProxy))
    c.set('origin', settings.publicUrl ?? originOf(c.req.url))
    if (secured) {
      const user = await authenticate(c)
      c.set('user', user)
      const standing = requests(user.id)
      if (!standing.allowed) throw rateLimited(rateLimitedHeaders(standing, now))
      Object.assign(earned, rateLimitHeaders(standing))
    }
    const id = parsePathId(c, params, ownership)

    /** Runs a step that may find fault with the request; a foreign or missing id outranks what it finds. */
    async function withOwnershipFirst<T>(queries: Queries, step: () => T | Promise<T>): Promise<T> {
      try {
        return await step()
      } catch (error) {
        if (ownership && id !== undefined) await checkOwnership(ownership, queries, id, c.var.user.client_id)
        throw error
      }
    }

    const { bytes, type, fields } = await withOwnershipFirst(database, () => receive(c, hasBody, earned))
    const header = takesKey ? c.req.header('Idempotency-Key') : undefined
    if (header === undefined) {
      await withOwnershipFirst(database, () => validate(c, fields))
      return takesKey ? database.write(queries => callHandler(c, queries)) : callHandler(c, database)
    }

    const request = await withOwnershipFirst(
      database,
      (): IdempotentRequest => ({
        user_id: c.var.user.id,
        method: c.req.method,
        path: c.req.path,
        key: parseKey(header),
        fingerprint: fingerprint(type, bytes),
      }),
    )
    const work = async (queries: Queries) => {
      const kept = await withOwnershipFirst(queries, () => claim(queries, request, now))
      if (kept) return replay(kept)
      await withOwnershipFirst(queries, () => validate(c, fields))
      const answer = await callHandler(c, queries)
      const { status, body, headers } = answer
      if (status >= 300) throw new UnstoredResponse(answer)
      await keep(queries, request, { status, body: body as string, location: headers?.Location ?? null })
      return answer
    }
    return database.write(work).catch(error => {
      if (error instanceof UnstoredResponse) return error.answer
      throw error
    })
  }
}

/** Carries an answer that is no success out of the transaction, so that nothing of it is kept. */
class UnstoredResponse extends Error {
  readonly answer: OutgoingResponse
  constructor(answer: OutgoingResponse) {
    super('Only successes are kept')
    this.answer = answer
  }
}

/** The body's bytes and fields. An operation that takes no body reads one only to drop it, and to tell two requests with one Idempotency-Key apart. */
async function receive(c: RequestContext, hasBody: boolean, earned: Earned) {
  const read = readBody(c.req.raw, c.env.incoming !== undefined)
  if (!hasBody) {
    const bytes = await read.catch(error => {
      if (error instanceof ApiError) Object.assign(earned, error.headers)
      return new Uint8Array()
    })
    return { bytes, type: bytes.length === 0 ? '' : (c.req.header('Content-Type') ?? ''), fields: undefined }
  }
  const bytes = await read
  if (bytes.length === 0) return { bytes, type: '', fields: undefined }
  const type = mediaTypeOf(c.req.raw.headers)
  return { bytes, type, fields: decodeBody(bytes, type) }
}

/** Says again what was said the first time. */
const replay = ({
  status,
  body,
  location,
}: {
  status: number
  body: string
  location: string | null
}): OutgoingResponse => ({
  status,
  body,
  headers: { 'Idempotent-Replayed': 'true', ...(location && { Location: location }) },
})

/** The path's parameters by their schemas; a path that does not keep them names nothing (x-input invalidPathId). */
function parsePathId(
  c: RequestContext,
  params: z.ZodType | undefined,
  ownership: Ownership | undefined,
): number | undefined {
  if (!params) return undefined
  const { data } = params.safeParse(c.req.param())
  if (!data) throw notFound(ownership?.resource)
  c.req.addValidatedData('param', data as object)
  return (data as { id?: number }).id
}

/** The media type of each status that does not answer JSON. */
function mediaTypes(route: RouteConfig): Map<number, string> {
  const types = new Map<number, string>()
  for (const [status, { content }] of Object.entries(route.responses as Record<string, { content?: object }>)) {
    const [type] = Object.keys(content ?? {})
    if (type && type !== 'application/json') types.set(Number(status), type)
  }
  return types
}

/** Scheme and host of an absolute URL; cheaper than parsing it. */
const originOf = (url: string) => url.slice(0, url.indexOf('/', url.indexOf('//') + 2))

function objectShape(schema: unknown): object | undefined {
  return (schema as { shape?: object } | undefined)?.shape
}

function stringValues(headers: Record<string, string | number> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
