import { ApiError, type ErrorCode, isApiError } from './api-error.ts'
import { pause, withDeadline } from './deadline.ts'
import { operations } from './operations.gen.ts'
import type { Limits } from './options.ts'
import { headersOf, type Init, prepare, refuseClientOptions, urlOf, userAgent } from './request.ts'
import { type AnyResult, readResponse, toApiError } from './response.ts'
import { retryAfter } from './retry-after.ts'
import type { Token } from './token.ts'
import type { ClientOptions } from './types.ts'
import { withoutUndefined } from './without-undefined.ts'

const defaults: Required<Limits> = {
  maxRetries: 2,
  attemptTimeout: 10_000,
  timeout: 60_000,
  baseDelay: 300,
  maxDelay: 8_000,
  maxRetryAfter: 30_000,
}

/** The outcome of one attempt, filled step by step: reading the body may fail after the response has arrived. */
interface Outcome {
  response?: Response
  result?: AnyResult
  error?: ApiError
}

/**
 * Makes one call with all its attempts. Rejects with an ApiError if there is no usable response, with the reason of a signal that aborts,
 * and with whatever a hook throws.
 * @param isThrowing whether a response that is not 2xx is thrown as an ApiError too
 * @param next used instead of the URL made from path and params
 */
export type Call = (isThrowing: boolean, method: string, path: string, init?: Init, next?: string) => Promise<AnyResult>

/** @param base scheme, host and path of the server */
export function createCall(base: string, token: Token, options: ClientOptions): Call {
  const { baseUrl, token: _, headers: always, fetch: transport, ...others } = options
  const { onUnauthenticated, onRequest, onResponse, onRetry, ...clientOptions } = others
  const clientHeaders = headersOf(userAgent(), always)
  const clientDefaults = { ...defaults, ...withoutUndefined(clientOptions) }
  // The API never redirects, and a write that is repeated as a GET would look as if it had succeeded.
  const fetchDefaults = { redirect: 'manual' as const, ...clientOptions }
  // The global fetch gets no Request of ours, because it would create a second one from it.
  const send = (url: string, init: RequestInit) => (transport ? transport(new Request(url, init)) : fetch(url, init))

  return async (isThrowing, method, path, init = {}, next) => {
    const operation = operations[`${method} ${path}`]
    if (!operation) throw new TypeError(`${method} ${path} is not an operation of the contract`)
    const { signal, parseAs, timeout = clientDefaults.timeout, attemptTimeout = clientDefaults.attemptTimeout } = init
    refuseClientOptions(init)
    const firstUrl = urlOf(base, path, init)
    const url = next ?? firstUrl
    // `next` is part of a response, which may contain a token.
    const where = `${method} ${firstUrl}`
    const { headers: callHeaders, body, isKeyed, needsToken } = prepare(operation, clientHeaders, init)
    const isRepeatable = method === 'GET' || isKeyed
    const deadline = performance.now() + timeout
    const timeLeft = () => deadline - performance.now()
    let attempt = 0
    let retries = 0
    let mayRenew = needsToken && isRepeatable && onUnauthenticated

    // Without the message and the cause of fetch's error: both may hold bytes of the request or the response, such as a new token.
    const failure = (code: ErrorCode, what: string) =>
      new ApiError(`${where} ${what}${attempt > 1 ? `, in attempt ${attempt}` : ''}`, { status: 0, code })
    const timedOut = (milliseconds: number) => () =>
      failure('timeout', `timed out after ${Math.round(milliseconds)} ms`)

    for (;;) {
      signal?.throwIfAborted()
      const about = { method, path, url, attempt: ++attempt }
      let headers = callHeaders
      if (onRequest) {
        const changed = new Headers(callHeaders)
        await onRequest({ ...about, headers: changed })
        headers = Object.fromEntries(changed)
      }
      const { authorization } = token
      if (needsToken && authorization) headers = { ...headers, authorization }
      const started = performance.now()
      const milliseconds = Math.min(attemptTimeout, deadline - started)
      if (milliseconds <= 0) throw timedOut(timeout)()

      const outcome: Outcome = {}
      try {
        await withDeadline(milliseconds, signal, timedOut(milliseconds), async deadlineSignal => {
          // A stream is read after this function has returned, and must still end when the caller's signal aborts.
          const both = signal && parseAs === 'stream' ? AbortSignal.any([deadlineSignal, signal]) : deadlineSignal
          outcome.response = await send(url, { ...fetchDefaults, ...init, method, headers, body, signal: both })
          outcome.result = await readResponse(outcome.response, operation, where, parseAs)
        })
      } catch (reason) {
        if (signal?.aborted) throw signal.reason
        outcome.error = isApiError(reason) ? reason : failure('network', `failed: fetch failed${codeOf(reason)}`)
      }
      const { response, result, error } = outcome
      const status = response?.status ?? 0
      if (response && onResponse)
        await onResponse({ ...about, status, headers: response.headers, milliseconds: performance.now() - started })
      if (result && status < 300) return result

      if (mayRenew && status === 401) {
        mayRenew = undefined
        if (token.authorization === authorization)
          await withDeadline(timeLeft(), signal, timedOut(timeout), token.renew)
        if (token.authorization !== authorization) continue
      }
      const { maxRetries, maxRetryAfter, baseDelay, maxDelay } = { ...clientDefaults, ...withoutUndefined(init) }
      const isTemporary = status === 429 || status >= 500 || (error && error.code !== 'bad_response')
      const requestedDelay = response && retryAfter(response.headers)
      const backoff = Math.random() * Math.min(maxDelay, baseDelay * 2 ** retries)
      const delay = requestedDelay === undefined ? backoff : requestedDelay * 1000
      const isTooLong = delay >= timeLeft() || (requestedDelay !== undefined && delay > maxRetryAfter)
      if (!isRepeatable || !isTemporary || isTooLong || retries++ >= maxRetries) {
        if (result && !isThrowing) return result
        throw error ?? toApiError(result!, where)
      }
      if (onRetry) await onRetry({ ...about, delay, error: error ?? toApiError(result!, where) })
      await pause(delay, signal)
    }
  }
}

/** The reason of an error from fetch as ` (ECONNREFUSED)`. Node.js gives it in the cause. */
function codeOf(reason: unknown): string {
  // A fetch given by the caller may reject with any value.
  const { code, cause } = Object(reason) as { code?: unknown; cause?: { code?: unknown } }
  const text = String(cause?.code ?? code)
  return /^[A-Z][A-Z\d_]+$/.test(text) ? ` (${text})` : ''
}
