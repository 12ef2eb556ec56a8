import type { HeadersOptions } from 'openapi-fetch'
import type { ApiError } from './api-error.ts'
import type { CoreClient } from './client.ts'

/** How long a call may take and how often it is tried, all times in milliseconds; for the client or for one call. */
export interface Limits {
  /** Attempts after the first (2); 0 for none. Only what cannot be done twice by that is tried again, see the README. */
  maxRetries?: number
  /** For one attempt, its body included (10000). */
  attemptTimeout?: number
  /** For the whole call with all attempts and pauses (60000); each page of a walk is a call of its own. */
  timeout?: number
  /** The pause before retry n is anything up to this × 2ⁿ⁻¹ (300). */
  baseDelay?: number
  /** What that grows to at most (8000). */
  maxDelay?: number
  /** A Retry-After beyond this is not waited for; the call ends with what was answered (30000). */
  maxRetryAfter?: number
}

export const defaults: Required<Limits> = {
  maxRetries: 2,
  attemptTimeout: 10_000,
  timeout: 60_000,
  baseDelay: 300,
  maxDelay: 8_000,
  maxRetryAfter: 30_000,
}

/** One attempt at a call, as hooks see it. */
export interface Attempt {
  method: string
  /** As the contract writes it, `/api/v1/invoices/{id}`. */
  path: string
  url: string
  /** From 1. */
  attempt: number
}

/** Called in order and awaited; what one throws ends the call. None of them sees the client's token. */
export interface Hooks {
  /** Before each attempt; may change the headers. */
  onRequest?(attempt: Attempt & { headers: Headers }): unknown
  /** After each answer, usable or not; its body is the client's. */
  onResponse?(attempt: Attempt & { status: number; headers: Headers; milliseconds: number }): unknown
  /** Before the pause, `delay` in milliseconds, that precedes the next attempt; `error` is what the last one came to. */
  onRetry?(attempt: Attempt & { delay: number; error: ApiError }): unknown
}

type Init = Omit<RequestInit, 'method' | 'body' | 'headers' | 'window'>

export interface ClientOptions extends Limits, Hooks, Omit<Init, 'signal'> {
  /** Scheme and host of the server, such as `https://clustrixglobal.com`; a path after it is kept. */
  baseUrl: string
  /** What createToken answered, such as `2|abc123xyz...`; `login` also sets it. */
  token?: string
  /** Sent with every request; `null` removes one. A `User-Agent` replaces the client's own. */
  headers?: HeadersOptions
  /** Instead of the global fetch. */
  fetch?: (request: Request) => Response | Promise<Response>
  /** Asked when the token is refused, once for all calls that wait; each is then tried once more with the token it returned or `api.login` got. */
  onUnauthenticated?(api: CoreClient): unknown
}

/** For one call, beside what the contract declares for it. */
export interface CallOptions extends Limits, Init {
  headers?: HeadersOptions
}
