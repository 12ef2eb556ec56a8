import { mergeHeaders } from 'openapi-fetch'
import { type Answer, read, toApiError } from './answer.ts'
import { ApiError, type ErrorCode, isApiError } from './api-error.ts'
import { operations } from './operations.gen.ts'
import { type CallOptions, type ClientOptions, defaults } from './options.ts'
import { baseOf, bearer, defined, prepare, urlOf, userAgent } from './request.ts'
import type { ParseAs } from './result.ts'
import { retryAfter } from './retry-after.ts'
import { pause, within } from './within.ts'

/** What a call gets, untyped; the client has a type of it for each operation. */
export interface Init extends CallOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, string> }
  body?: unknown
  parseAs?: ParseAs
}

/**
 * Makes one call with all its attempts. Rejects with an ApiError when there is no usable answer, with the reason of a signal that aborts,
 * and with what a hook throws.
 * @param next instead of the URL of path and params
 * @returns the answer, of whatever status, with method and URL for messages
 */
export type Call = (
  method: string,
  path: string,
  init?: Init,
  next?: string,
) => Promise<[answer: Answer, where: string]>

/** What one attempt came to; a response without an answer broke off or lied. */
interface Outcome {
  response?: Response
  answer?: Answer
  error?: ApiError
}

/** How the calls of one client are made, with the token that they share. @param renew asks for another one */
export function createCaller(options: ClientOptions, renew: () => unknown) {
  const { baseUrl, token, headers, fetch: transport, onUnauthenticated, ...others } = options
  const { onRequest, onResponse, onRetry, ...standing } = others
  const base = baseOf(baseUrl)
  const own = mergeHeaders(userAgent(), headers)
  const usual = { ...defaults, ...defined(standing) }
  // Without a Request of ours, of which fetch would make a second one.
  const send = (url: string, init: RequestInit) => (transport ? transport(new Request(url, init)) : fetch(url, init))
  let authorization = token === undefined ? undefined : bearer(token)
  let renewal: Promise<void> | undefined
  const setToken = (token: string) => {
    authorization = bearer(token)
  }
  const renewed = async () => {
    try {
      const token = await renew()
      if (typeof token === 'string') setToken(token)
    } finally {
      renewal = undefined
    }
  }

  const call: Call = async (method, path, init = {}, next) => {
    const operation = operations[`${method} ${path}`]
    if (!operation) throw new TypeError(`${method} ${path} is not an operation of the contract`)
    const settings = { ...usual, ...defined(init) }
    const { signal, timeout, maxRetries, maxRetryAfter, parseAs } = settings
    const url = next ?? urlOf(base, path, init)
    const where = `${method} ${url}`
    const request = prepare(operation, own, settings)
    const isAuthorized = !operation.isPublic && !request.headers.has('Authorization')
    const isRepeatable = method === 'GET' || operation.isKeyed
    const deadline = performance.now() + timeout
    const left = () => deadline - performance.now()
    let attempt = 0
    let retries = 0
    let mayRenew = isAuthorized && isRepeatable && onUnauthenticated !== undefined

    const failure = (code: ErrorCode, what: string, cause?: unknown) =>
      new ApiError(`${where} ${what}${attempt > 1 ? `, in attempt ${attempt}` : ''}`, { status: 0, code }, { cause })
    const late = (milliseconds: number) => () =>
      failure('timeout', `had no answer within ${Math.round(milliseconds)} ms`)

    const tryOnce = async (headers: Headers): Promise<Outcome> => {
      const outcome: Outcome = {}
      const milliseconds = Math.min(settings.attemptTimeout, left())
      try {
        await within(milliseconds, signal, late(milliseconds), async signal => {
          outcome.response = await send(url, { ...settings, method, headers, body: request.text, signal })
          outcome.answer = await read(outcome.response, operation, where, parseAs)
        })
      } catch (reason) {
        if (signal?.aborted) throw signal.reason
        outcome.error = isApiError(reason) ? reason : failure('network', `failed: ${said(reason)}`, reason)
      }
      return outcome
    }

    for (;;) {
      const used = authorization
      const headers = new Headers(request.headers)
      const about = { method, path, url, attempt: ++attempt }
      await onRequest?.({ ...about, headers })
      if (isAuthorized && used) headers.set('Authorization', used)
      signal?.throwIfAborted()
      if (left() <= 0) throw late(timeout)()

      const began = performance.now()
      const { response, answer, error } = await tryOnce(headers)
      const status = response?.status ?? 0
      if (response) {
        const milliseconds = performance.now() - began
        await onResponse?.({ ...about, status, headers: response.headers, milliseconds })
      }
      if (mayRenew && status === 401) {
        mayRenew = false
        if (authorization === used) await within(left(), signal, late(timeout), () => (renewal ??= renewed()))
        if (authorization !== used) continue
      }

      const isPassing = status === 429 || status >= 500 || (error && error.code !== 'bad_answer')
      const asked = response && retryAfter(response.headers)
      const backoff = Math.random() * Math.min(settings.maxDelay, settings.baseDelay * 2 ** retries)
      const delay = asked === undefined ? backoff : asked * 1000
      const isTooLong = delay >= left() || (asked !== undefined && delay > maxRetryAfter)
      if (!isRepeatable || !isPassing || isTooLong || retries++ >= maxRetries) {
        if (answer) return [answer, where]
        throw error
      }
      await onRetry?.({ ...about, delay, error: error ?? toApiError(answer!, where) })
      await pause(delay, signal)
    }
  }
  return { base, call, setToken }
}

/** Node says why in the cause, such as ECONNREFUSED. */
function said(reason: unknown): string {
  const { message, cause } = reason as Error
  const why = (cause as { code?: string } | undefined)?.code
  return why ? `${message} (${why})` : message
}
