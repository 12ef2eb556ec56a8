import type { IHttpRequest } from '@stoplight/prism-http'
import { decodeBody, mediaTypeOf, readBody } from '../../server/http/bodies.ts'
import type { RequestContext } from '../../server/http/context.ts'
import { ApiError, notFound, unauthenticated } from '../../server/http/errors.ts'
import type { ReceivedFields } from '../../server/http/fields.ts'
import { parseKey } from '../../server/idempotency/key.ts'
import type { Prism, PrismOperation } from './prism.ts'
import { bodyOf, hasCanonicalPath, headersOf, type Part, queryOf } from './request-parts.ts'
import { toValidationError } from './validation-error.ts'

interface ReceivedBody {
  type: 'json' | 'form'
  fields: ReceivedFields | undefined
  /** 413, 415 or 400, when the body cannot be read. */
  error: ApiError | undefined
}

/**
 * Validates a request. Returns the first error in the contract's order: 401, 404, 413, 415, 400, Idempotency-Key, 422;
 * undefined for a valid request.
 */
export async function checkRequest(
  prism: Prism,
  operation: PrismOperation,
  c: RequestContext,
): Promise<ApiError | undefined> {
  const { type, fields, error } = await readRequestBody(operation, c)
  const query = queryOf(operation, c)
  const body = bodyOf(operation, fields)
  const headers = headersOf(operation, c)
  const diagnostics = await prism.validate(operation, toPrismRequest(operation, c, type, query, body))
  const isAbout = (place: string) => diagnostics.some(({ path }) => path?.[0] === place)
  if (diagnostics.some(({ code }) => code === 401)) return unauthenticated()
  if (!hasCanonicalPath(operation, c) || isAbout('path')) return notFound()
  if (error) return error
  const parts = [query, body].filter(part => part !== undefined)
  return (
    idempotencyKeyError(headers) ?? toValidationError([headers], diagnostics) ?? toValidationError(parts, diagnostics)
  )
}

/** Checked by the server's own code, for its messages and because Prism accepts an empty key. */
function idempotencyKeyError({ sent }: Part): ApiError | undefined {
  const key = sent.values.idempotency_key
  try {
    if (typeof key === 'string') parseKey(key)
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}

/** The body of an operation without a request body is read and discarded. */
async function readRequestBody({ request }: PrismOperation, c: RequestContext): Promise<ReceivedBody> {
  const received: ReceivedBody = { type: 'json', fields: undefined, error: undefined }
  try {
    const bytes = await readBody(c.req.raw, c.env.incoming !== undefined)
    if (!request?.body || bytes.length === 0) return received
    const type = mediaTypeOf(c.req.raw.headers)
    return { ...received, type, fields: decodeBody(bytes, type) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return request?.body ? { ...received, error } : received
  }
}

/** The request in Prism's form: decoded, without empty values, and with a body whenever the operation has one. */
function toPrismRequest(
  { method, path }: PrismOperation,
  c: RequestContext,
  type: 'json' | 'form',
  query: Part | undefined,
  body: Part | undefined,
): IHttpRequest {
  const { 'content-length': _, authorization, ...headers } = c.req.header()
  const values = body?.sent.values ?? {}
  // Only declared ones, because Prism does not distinguish upper and lower case.
  const parameters = Object.entries(query?.sent.values ?? {}).filter(([name]) =>
    Object.hasOwn(query?.schemas ?? {}, name),
  )
  // Prism does not validate an empty text, which a form without values would be.
  const isForm = type === 'form' && Object.keys(values).length > 0
  // Prism throws on broken percent-encoding.
  const sentPath = path.replaceAll(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(c.req.param(name) ?? ''))
  return {
    method: method as IHttpRequest['method'],
    // A copy, because Prism converts the values of a list in place.
    url: { path: sentPath, query: structuredClone(Object.fromEntries(parameters)) as Record<string, string> },
    headers: {
      ...headers,
      'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json',
      // The scheme is case-insensitive (RFC 9110, 11.1), but Prism compares it exactly.
      ...(authorization && { authorization: authorization.replace(/^bearer /i, 'Bearer ') }),
    },
    ...(body && { body: isForm ? new URLSearchParams(values as Record<string, string>).toString() : values }),
  }
}
