import type { ErrorCode } from '../generated/schemas.gen.ts'

/** Messages by field, in the order of the response. */
export type FieldErrors = Record<string, string[]>

/** An error response of the contract. It may be thrown anywhere while a request is handled. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly code: ErrorCode
  readonly errors: FieldErrors | undefined
  readonly headers: Record<string, string>

  constructor(
    status: number,
    code: ErrorCode,
    message: string,
    { errors, headers = {} }: { errors?: FieldErrors; headers?: Record<string, string> } = {},
  ) {
    super(message)
    this.status = status
    this.code = code
    this.errors = errors
    this.headers = headers
  }

  get body() {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) }
  }
}

export const unauthenticated = () =>
  new ApiError(401, 'unauthenticated', 'Unauthenticated.', { headers: { 'WWW-Authenticate': 'Bearer' } })

export const forbidden = () => new ApiError(403, 'forbidden', 'This action is unauthorized.')

/** @param resource singular name of the requested resource, such as `Invoice`; undefined for an unknown path */
export const notFound = (resource?: string) =>
  new ApiError(404, 'not_found', resource ? `${resource} not found.` : 'Not found.')

/** @param allow the value of the Allow header (RFC 9110, 10.2.1) */
export const methodNotAllowed = (allow: string) =>
  new ApiError(405, 'method_not_allowed', 'Method not allowed.', { headers: { Allow: allow } })

export const malformedBody = () => new ApiError(400, 'malformed_body', 'The request body could not be parsed.')

/** Closes the connection: the rest of the body may be unread, so no other request can follow. */
export const bodyTooLarge = () =>
  new ApiError(413, 'body_too_large', 'The request body is too large.', { headers: { Connection: 'close' } })

export const unsupportedMediaType = () =>
  new ApiError(
    415,
    'unsupported_media_type',
    'Unsupported media type: send application/json or application/x-www-form-urlencoded.',
  )

/**
 * A 422 whose `message` is the first of the field errors, with the number of the others.
 * @param errors a Map when clients choose the field names: an object would put a field called `1` first
 * @param unnamed number of further invalid fields that are not listed in `errors`
 */
export function validationFailed(errors: FieldErrors | ReadonlyMap<string, string[]>, unnamed = 0): ApiError {
  const entries = errors instanceof Map ? [...errors] : Object.entries(errors)
  const messages = entries.flatMap(([, list]) => list)
  const more = messages.length - 1 + unnamed
  const rest = more === 0 ? '' : ` (and ${more} more error${more === 1 ? '' : 's'})`
  return new ApiError(422, 'validation_failed', `${messages[0]}${rest}`, {
    // fromEntries defines own properties, so a field called __proto__ is listed like any other.
    errors: Object.fromEntries(entries),
  })
}

export const invalidState = (message: string) =>
  new ApiError(422, 'invalid_state', message, { errors: { status: [message] } })

export function idempotencyKeyReused(): ApiError {
  const message = 'This Idempotency-Key was used with a different request.'
  return new ApiError(422, 'idempotency_key_reused', message, { errors: { idempotency_key: [message] } })
}

export const rateLimited = (headers: Record<string, string>) =>
  new ApiError(429, 'rate_limited', 'Too Many Attempts.', { headers })

export const serverError = () => new ApiError(500, 'server_error', 'Server Error')

/** @param retryAfter seconds after which a retry may succeed */
export const unavailable = (retryAfter = 1) =>
  new ApiError(503, 'unavailable', 'Service unavailable.', { headers: { 'Retry-After': String(retryAfter) } })
