import { type Answer, read, toApiError } from './answer.ts'
import { ApiError, type ErrorCode, isApiError } from './api-error.ts'
import { defined } from './defined.ts'
import { operations } from './operations.gen.ts'
import { type CallOptions, type ClientOptions, defaults } from './options.ts'
import { headersOf, prepare, urlOf, userAgent } from './request.ts'
import type { ParseAs } from './result.ts'
import { retryAfter } from './retry-after.ts'
import type { Token } from './token.ts'
import { pause, within } from './within.ts'

/** What a call gets, untyped; the client has a type of it for each operation. */
export interface Init extends CallOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, string> }
  body?: unknown
  parseAs?: ParseAs
}

/** What one attempt came to, filled bit by bit: a body may fail after its response. */
interface Outcome {
  response?: Response
  answer?: Answer
  error?: ApiError
}

/**
 * Makes one call with all its attempts. Rejects with an ApiError when there is no usable answer, with the reason of a signal that aborts,
 * and with what a hook throws.
 * @param isThrowing whether an answer that is no success is thrown as an ApiError too
 * @param next instead of the URL of path and params
 */
export type Call = (isThrowing: boolean, method: string, path: string, init?: Init, next?: string) => Promise<Answer>

/** How the calls of one client are made. @param base scheme, host and path of the server */
export function createCall(base: string, token: Token, options: ClientOptions): Call {
  const { baseUrl, token: _, headers: always, fetch: transport, ...others } = options
  const { onUnauthenticated, onRequest, onResponse, onRetry, ...standing } = others
  const own = headersOf(userAgent(), always)
  const usual = { ...defaults, ...defined(standing) }
  // The API redirects nowhere, and a write that is sent again as a GET would be taken for done.
  const fixed = { redirect: 'manual' as const, ...standing }
  // Without a Request of ours, of which fetch would make a second one.
  const send = (url: string, init: RequestInit) => (transport ? transport(new Request(url, init)) : fetch(url, init))

  return async (isThrowing, method, path, init = {}, next) => {
    const operation = operations[`${method} ${path}`]
    if (!operation) throw new TypeError(`${method} ${path} is not an operation of the contract`)
    const { signal, parseAs, timeout = usual.timeout, attemptTimeout = usual.attemptTimeout } = init
    const url = next ?? urlOf(base, path, init)
    const where = `${method} ${url}`
    const { headers: given, text: body } = prepare(operation, own, init)
    const isAuthorized = !operation.isPublic && !given.authorization
    const isRepeatable = method === 'GET' || operation.isKeyed
    const deadline = performance.now() + timeout
    const left = () => deadline - performance.now()
    let attempt = 0
    let retries = 0
    let mayRenew = isAuthorized && isRepeatable && onUnauthenticated

    // Without the cause: what node says of broken HTTP holds the bytes of the answer, a new token perhaps.
    const failure = (code: ErrorCode, what: string) =>
      new ApiError(`${where} ${what}${attempt > 1 ? `, in attempt ${attempt}` : ''}`, { status: 0, code })
    const late = (milliseconds: number) => () =>
      failure('timeout', `had no answer within ${Math.round(milliseconds)} ms`)

    for (;;) {
      signal?.throwIfAborted()
      const about = { method, path, url, attempt: ++attempt }
      let headers = given
      if (onRequest) {
        const changed = new Headers(given)
        await onRequest({ ...about, headers: changed })
        headers = Object.fromEntries(changed)
      }
      const { authorization } = token
      if (isAuthorized && authorization) headers = { ...headers, authorization }
      const began = performance.now()
      const milliseconds = Math.min(attemptTimeout, deadline - began)
      if (milliseconds <= 0) throw late(timeout)()

      const outcome: Outcome = {}
      try {
        await within(milliseconds, signal, late(milliseconds), async inner => {
          // A stream is read after all this has ended, and shall still end with the caller's signal.
          const both = signal && parseAs === 'stream' ? AbortSignal.any([inner, signal]) : inner
          outcome.response = await send(url, { ...fixed, ...init, method, headers, body, signal: both })
          outcome.answer = await read(outcome.response, operation, where, parseAs)
        })
      } catch (reason) {
        if (signal?.aborted) throw signal.reason
        outcome.error = isApiError(reason) ? reason : failure('network', `failed: ${said(reason)}`)
      }
      const { response, answer, error } = outcome
      const status = response?.status ?? 0
      if (response && onResponse)
        await onResponse({ ...about, status, headers: response.headers, milliseconds: performance.now() - began })
      if (answer && status < 300) return answer

      if (mayRenew && status === 401) {
        mayRenew = undefined
        if (token.authorization === authorization) await within(left(), signal, late(timeout), token.renew)
        if (token.authorization !== authorization) continue
      }
      const { maxRetries, maxRetryAfter, baseDelay, maxDelay } = { ...usual, ...defined(init) }
      const isPassing = status === 429 || status >= 500 || (error && error.code !== 'bad_answer')
      const asked = response && retryAfter(response.headers)
      const backoff = Math.random() * Math.min(maxDelay, baseDelay * 2 ** retries)
      const delay = asked === undefined ? backoff : asked * 1000
      const isTooLong = delay >= left() || (asked !== undefined && delay > maxRetryAfter)
      if (!isRepeatable || !isPassing || isTooLong || retries++ >= maxRetries) {
        if (answer && !isThrowing) return answer
        throw error ?? toApiError(answer!, where)
      }
      if (onRetry) await onRetry({ ...about, delay, error: error ?? toApiError(answer!, where) })
      await pause(delay, signal)
    }
  }
}

/** Node says why in the cause, such as ECONNREFUSED. */
function said(reason: unknown): string {
  // A fetch of the caller may reject with anything.
  const { message = 'fetch failed', cause } = Object(reason) as Error
  const why = (cause as { code?: string } | undefined)?.code
  return why ? `${message} (${why})` : message
}
