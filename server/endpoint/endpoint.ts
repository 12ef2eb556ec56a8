import type { RouteConfig, z } from '@hono/zod-openapi'
import type { Authenticate } from '../auth/bearer.ts'
import type { Database, Queries } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import type { Sha256 } from '../domain/hashes.ts'
import { toIsoSeconds } from '../domain/time.ts'
import { announcesBody, decodeBody, mediaTypeOf, readBody } from '../http/bodies.ts'
import type { RequestContext } from '../http/context.ts'
import { ApiError, notFound, rateLimited } from '../http/errors.ts'
import type { ReceivedFields } from '../http/fields.ts'
import { originOf } from '../http/origin.ts'
import { checkOwnership, type Ownership } from '../http/ownership.ts'
import { peerAddress } from '../http/peer.ts'
import { quotaOf, rateLimitedHeaders, rateLimitHeaders } from '../http/rate-limit.ts'
import type { OutgoingResponse } from '../http/respond.ts'
import { claim, fingerprintOf, respondOnce } from '../idempotency/idempotency.ts'
import { parseKey } from '../idempotency/key.ts'
import { createValidator, jsonSchema } from './validation.ts'

/** A handler's response, without the types of its operation. */
export interface HandlerResult {
  status: number
  body?: unknown
  headers?: Record<string, string | number>
}

export type UntypedHandler = (c: RequestContext) => HandlerResult | Promise<HandlerResult>

export interface EndpointServices {
  database: Database
  clock: Clock
  sha256: Sha256
  authenticate: Authenticate
  settings: { publicUrl: string | undefined; trustProxy: boolean; rateLimit: number }
}

/** Headers that every response to the request has from here on, including error responses. */
type PendingHeaders = Record<string, string>

/**
 * One operation from request to response. Errors come in the contract's order: 401, 429, 404, 403, 413, 415, 400,
 * Idempotency-Key, 422, then the handler. 404 and 403 precede errors of the body, so the owner is looked up when the body
 * is invalid; for a valid request, the handler's own query detects both without an extra lookup.
 */
export function createEndpoint(
  route: RouteConfig,
  handler: UntypedHandler,
  ownership: Ownership | undefined,
  { database, clock, sha256, authenticate, settings }: EndpointServices,
) {
  const validate = createValidator(route)
  const isSecured = (route.security?.length ?? 0) > 0
  const hasBody = jsonSchema(route) !== undefined
  const acceptsKey = 'Idempotency-Key' in (objectShape(route.request?.headers) ?? {})
  const types = mediaTypes(route)
  const parsePathId = createPathIdParser(route, ownership)

  async function callHandler(c: RequestContext, queries: Queries): Promise<OutgoingResponse> {
    c.set('queries', queries)
    const { status, body, headers } = await handler(c)
    const type = types.get(status)
    const text = body === undefined || body instanceof Uint8Array ? body : JSON.stringify(body)
    return { status, body: text as OutgoingResponse['body'], type, headers: headers && stringValues(headers) }
  }

  return async function endpoint(c: RequestContext, pendingHeaders: PendingHeaders): Promise<OutgoingResponse> {
    const now = clock.now()
    c.set('now', toIsoSeconds(now))
    c.set('peer', peerAddress(c.req.raw.headers, c.env, settings.trustProxy))
    c.set('origin', settings.publicUrl ?? originOf(c.req.url))
    if (isSecured) {
      const { user, requests } = await authenticate(c)
      c.set('user', user)
      const quota = quotaOf(requests, settings.rateLimit)
      if (!quota.allowed) throw rateLimited(rateLimitedHeaders(quota, now))
      Object.assign(pendingHeaders, rateLimitHeaders(quota))
    }
    const id = parsePathId?.(c)

    /**
     * Throws the error of a failed check; if the ID is foreign or missing, that is reported instead. After an error of the database
     * the transaction cannot be used: PostgreSQL refuses every further statement, and the error decides whether it is retried.
     */
    async function fail(queries: Queries, error: unknown): Promise<never> {
      const isRefusal = error instanceof ApiError
      if (isRefusal && ownership && id !== undefined) await checkOwnership(ownership, queries, id, c.var.user.client_id)
      throw error
    }

    const receive = () => receiveBody(c, hasBody, pendingHeaders)
    const idempotencyKey = acceptsKey ? c.req.header('Idempotency-Key') : undefined
    if (idempotencyKey === undefined) {
      try {
        validate(c, isBodyless(c) ? undefined : (await receive()).fields)
      } catch (error) {
        await fail(database, error)
      }
      return acceptsKey ? database.write(queries => callHandler(c, queries)) : callHandler(c, database)
    }

    const receiveWithKey = async () => ({ ...(await receive()), key: parseKey(idempotencyKey) })
    const { bytes, type, fields, key } = await receiveWithKey().catch(error => fail(database, error))
    const request = {
      client_id: c.var.user.client_id,
      user_id: c.var.user.id,
      method: c.req.method,
      path: c.req.path,
      key,
    }
    const fingerprint = fingerprintOf(sha256, type, bytes)
    return respondOnce(
      database,
      request,
      queries => claim(queries, request, fingerprint, now).catch(error => fail(queries, error)),
      async queries => {
        try {
          validate(c, fields)
        } catch (error) {
          await fail(queries, error)
        }
        return callHandler(c, queries)
      },
    )
  }
}

/** The body of a request, as bytes and decoded. */
interface ReceivedBody {
  bytes: Uint8Array
  /** Media type; empty without a body. */
  type: string
  fields: ReceivedFields | undefined
}

const NO_BODY: ReceivedBody = { bytes: new Uint8Array(), type: '', fields: undefined }

/**
 * Reads and decodes the body. An operation without a body reads it only to discard it, and to distinguish requests with the same
 * Idempotency-Key apart.
 */
async function receiveBody(c: RequestContext, hasBody: boolean, pendingHeaders: PendingHeaders): Promise<ReceivedBody> {
  if (isBodyless(c)) return NO_BODY
  const read = readBody(c.req.raw, c.env.incoming !== undefined)
  if (!hasBody) {
    const bytes = await read.catch(error => {
      if (error instanceof ApiError) Object.assign(pendingHeaders, error.headers)
      return NO_BODY.bytes
    })
    return { bytes, type: bytes.length === 0 ? '' : (c.req.header('Content-Type') ?? ''), fields: undefined }
  }
  const bytes = await read
  if (bytes.length === 0) return NO_BODY
  const type = mediaTypeOf(c.req.raw.headers)
  return { bytes, type, fields: decodeBody(bytes, type) }
}

/** Whether it is known before reading that a request has no body. A request from a socket announces one by its headers. */
const isBodyless = ({ env: { incoming } }: RequestContext): boolean =>
  incoming !== undefined && !announcesBody(incoming)

/** Validates the path parameters and returns the ID, if there is one. Throws 404 for an invalid one (x-input invalidPathId). */
function createPathIdParser(route: RouteConfig, ownership: Ownership | undefined) {
  const params = route.request?.params as z.ZodType | undefined
  if (!params) return undefined
  const names = Object.keys(objectShape(params) ?? {})
  return (c: RequestContext): number | undefined => {
    const sent: Record<string, string | undefined> = {}
    for (const name of names) sent[name] = c.req.param(name)
    const { data } = params.safeParse(sent)
    if (!data) throw notFound(ownership?.resource)
    c.req.addValidatedData('param', data as object)
    return (data as { id?: number }).id
  }
}

/** The media types of the responses that are not JSON, by status code. */
function mediaTypes(route: RouteConfig): Map<number, string> {
  const types = new Map<number, string>()
  for (const [status, { content }] of Object.entries(route.responses as Record<string, { content?: object }>)) {
    const [type] = Object.keys(content ?? {})
    if (type && type !== 'application/json') types.set(Number(status), type)
  }
  return types
}

/** Scheme and host of an absolute URL. Cheaper than parsing it. */
function objectShape(schema: unknown): object | undefined {
  return (schema as { shape?: object } | undefined)?.shape
}

function stringValues(headers: Record<string, string | number>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
