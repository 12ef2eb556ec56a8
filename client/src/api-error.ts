import { defined } from './defined.ts'
import type { components } from './types.gen.ts'

type Schemas = components['schemas']

/** The contract's `code`, or why there is no usable answer. */
export type ErrorCode = Schemas['Error']['code'] | 'not_modified' | 'network' | 'timeout' | 'bad_answer'

export interface ApiErrorDetails {
  /** HTTP status; 0 when there is no usable answer. */
  status: number
  code: ErrorCode
  /** Messages by field, on 422. */
  errors?: Record<string, string[]>
  /** X-Request-Id: names the answer in the server's logs. */
  requestId?: string
  /** Retry-After in seconds, from now. */
  retryAfter?: number
}

// One for all realms and copies of this module, unlike the class.
const brand = Symbol.for('@clustrix/client/ApiError')

/**
 * An answer that is an error, or the lack of a usable answer: `network` (no connection, or one that broke), `timeout` (of an attempt or of
 * the whole call), `bad_answer` (not what the contract declares). `message` says what and where; tokens and bodies are in no field of it.
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
    Object.assign(this, defined(details))
    Object.defineProperty(this, brand, { value: true })
  }
}

/** Whether a caught value is an ApiError, of any realm or copy of this module, and of this code when one is given. */
export function isApiError<Code extends ErrorCode = ErrorCode>(
  value: unknown,
  code?: Code,
): value is ApiError & { code: Code } {
  return (
    (value as Record<symbol, unknown> | null | undefined)?.[brand] === true &&
    (code === undefined || (value as ApiError).code === code)
  )
}
