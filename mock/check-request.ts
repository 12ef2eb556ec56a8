import type { IHttpRequest } from '@stoplight/prism-http'
import { decodeBody, mediaTypeOf, readBody } from '../server/http/bodies.ts'
import type { RequestContext } from '../server/http/context.ts'
import { ApiError, notFound, unauthenticated } from '../server/http/errors.ts'
import type { ReceivedFields } from '../server/http/fields.ts'
import { parseKey } from '../server/idempotency/key.ts'
import type { Prism, PrismOperation } from './prism.ts'
import { bodyOf, hasCanonicalPath, headersOf, type Part, queryOf } from './request-parts.ts'
import { refusalOf } from './validation-error.ts'

/** What a request's body turned out to be. */
interface Received {
  type: 'json' | 'form'
  fields: ReceivedFields | undefined
  /** 413, 415 or 400. */
  fault: ApiError | undefined
}

/** The first refusal in the contract's order: 401, 404, 413, 415, 400, Idempotency-Key, 422. */
export async function judge(prism: Prism, operation: PrismOperation, c: RequestContext): Promise<ApiError | undefined> {
  const { type, fields, fault } = await receive(operation, c)
  const query = queryOf(operation, c)
  const body = bodyOf(operation, fields)
  const headers = headersOf(operation, c)
  const diagnostics = await prism.judge(operation, toPrism(operation, c, type, query, body))
  const isAbout = (place: string) => diagnostics.some(({ path }) => path?.[0] === place)
  if (diagnostics.some(({ code }) => code === 401)) return unauthenticated()
  if (!hasCanonicalPath(operation, c) || isAbout('path')) return notFound()
  if (fault) return fault
  const parts = [query, body].filter(part => part !== undefined)
  return keyFault(headers) ?? refusalOf([headers], diagnostics) ?? refusalOf(parts, diagnostics)
}

/** An Idempotency-Key is refused in the server's own words; Prism lets an empty one pass. */
function keyFault({ sent }: Part): ApiError | undefined {
  const key = sent.values.idempotency_key
  try {
    if (typeof key === 'string') parseKey(key)
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}

/** The body of an operation that takes none is read and dropped. */
async function receive({ request }: PrismOperation, c: RequestContext): Promise<Received> {
  const received: Received = { type: 'json', fields: undefined, fault: undefined }
  try {
    const bytes = await readBody(c.req.raw, c.env.incoming !== undefined)
    if (!request?.body || bytes.length === 0) return received
    const type = mediaTypeOf(c.req.raw.headers)
    return { ...received, type, fields: decodeBody(bytes, type) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return request?.body ? { ...received, fault: error } : received
  }
}

/** The request as Prism reads it: decoded, without empty values, with a body where one may be. */
function toPrism(
  { method, path }: PrismOperation,
  c: RequestContext,
  type: 'json' | 'form',
  query: Part | undefined,
  body: Part | undefined,
): IHttpRequest {
  const { 'content-length': _, authorization, ...headers } = c.req.header()
  const values = body?.sent.values ?? {}
  // Broken percent-encoding would make Prism throw.
  const sentPath = path.replaceAll(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(c.req.param(name) ?? ''))
  return {
    method: method as IHttpRequest['method'],
    url: { path: sentPath, query: (query?.sent.values ?? {}) as Record<string, string> },
    headers: {
      ...headers,
      'content-type': type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      // The scheme is case-insensitive (RFC 9110, 11.1), not to Prism.
      ...(authorization && { authorization: authorization.replace(/^bearer /i, 'Bearer ') }),
    },
    ...(body && { body: type === 'json' ? values : new URLSearchParams(values as Record<string, string>).toString() }),
  }
}
