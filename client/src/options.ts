import type { HeadersOptions } from 'openapi-fetch'
import type { ApiError } from './api-error.ts'

/** Limits for the client or for one call. All times are in milliseconds. */
export interface Limits {
  /** Number of retries after the first attempt (2); 0 for none. Only requests that are safe to repeat are retried, see the README. */
  maxRetries?: number
  /** Limit for one attempt, including its body (10000). */
  attemptTimeout?: number
  /** Limit for the whole call, with all attempts and pauses (60000). With `pages` and `items`, each page is a call of its own. */
  timeout?: number
  /** The pause before retry n is random, between 0 and this × 2ⁿ⁻¹ (300). */
  baseDelay?: number
  /** Upper limit for that pause (8000). */
  maxDelay?: number
  /** If Retry-After asks for a longer pause than this, the call ends with the response it got (30000). */
  maxRetryAfter?: number
}

/** One attempt at a call, as hooks see it. */
export interface Attempt {
  method: string
  /** The path as written in the contract, `/api/v1/invoices/{id}`. */
  path: string
  url: string
  /** Counts from 1. */
  attempt: number
}

/** Hooks are called in order and awaited. An error thrown by a hook ends the call. No hook sees the client's token. */
export interface Hooks {
  /** Before each attempt. May change the headers. */
  onRequest?(attempt: Attempt & { headers: Headers }): unknown
  /** After each response, usable or not. Its body is left to the client. */
  onResponse?(attempt: Attempt & { status: number; headers: Headers; milliseconds: number }): unknown
  /** Before the pause of `delay` milliseconds that precedes a retry. `error` is the outcome of the last attempt. */
  onRetry?(attempt: Attempt & { delay: number; error: ApiError }): unknown
}

export type FetchInit = Omit<RequestInit, 'method' | 'body' | 'headers' | 'window'>

/** Options of createClient that a call cannot replace. */
type ClientOnly = 'baseUrl' | 'token' | 'fetch' | 'onUnauthenticated' | keyof Hooks

/** Options of one call, beside the `params` and `body` that the contract declares for it. */
export interface CallOptions extends Limits, FetchInit, Partial<Record<ClientOnly, never>> {
  headers?: HeadersOptions
}
