import type { Error as ErrorBody } from './types.gen.ts'
import { withoutUndefined } from './without-undefined.ts'

/** The `code` of the contract's errors, to which codes may be added, or the reason why there is no usable response. */
export type ErrorCode = ErrorBody['code'] | 'not_modified' | 'network' | 'timeout' | 'bad_response'

/** Only the listed values of an extensible enum. */
type Listed<Value> = Value extends unknown ? (string extends Value ? never : Value) : never

export interface ApiErrorDetails {
  /** HTTP status code; 0 if there is no usable response. */
  status: number
  code: ErrorCode
  /** On 422: messages by field. */
  errors?: Record<string, string[]>
  /** X-Request-Id. Quote it when you contact support. */
  requestId?: string
  /** Retry-After, in seconds from now. */
  retryAfter?: number
}

// Shared by all realms and copies of this module, unlike the class.
const brand = Symbol.for('@clustrix/client/ApiError')

/**
 * An error response, or the lack of a usable response: `network` (no connection, or a broken one), `timeout` (of an attempt or of the
 * whole call), `bad_response` (not what the contract declares). `message` says what failed and where. No field holds a token or a body.
 */
export class ApiError extends Error implements ApiErrorDetails {
  override readonly name = 'ApiError'
  declare readonly status: number
  declare readonly code: ErrorCode
  declare readonly errors?: Record<string, string[]>
  declare readonly requestId?: string
  declare readonly retryAfter?: number

  constructor(message: string, details: ApiErrorDetails) {
    super(message)
    Object.assign(this, withoutUndefined(details))
    Object.defineProperty(this, brand, { value: true })
  }
}

/** Whether a caught value is an ApiError, from any realm or copy of this module, and has this code if one is given. */
export function isApiError(value: unknown): value is ApiError
export function isApiError<Code extends Listed<ErrorCode>>(
  value: unknown,
  code: Code,
): value is ApiError & { code: Code }
export function isApiError(value: unknown, code?: string): boolean {
  return (
    (value as Record<symbol, unknown> | null | undefined)?.[brand] === true &&
    (code === undefined || (value as ApiError).code === code)
  )
}
