import { createFinalURL, type HeadersOptions, mergeHeaders } from 'openapi-fetch'
import type { Operation } from './operations.gen.ts'
import type { CallOptions, ParseAs } from './types.ts'
import { version } from './version.ts'

/** The argument of a call to any operation. */
export interface Init extends CallOptions {
  params?: { path?: Record<string, unknown>; query?: Record<string, unknown>; header?: Record<string, string> }
  body?: unknown
  parseAs?: ParseAs
}

/** Scheme, host and path of the server, without a trailing slash. Throws TypeError unless the scheme is http or https. */
export function baseOf(baseUrl: string): string {
  // In a browser it may be relative to the page.
  const page = (globalThis as { location?: { href: string } }).location?.href
  const { protocol, origin, pathname } = withoutLeakingInput('baseUrl', () => new URL(baseUrl, page))
  if (!/^https?:$/.test(protocol)) throw new TypeError('baseUrl cannot be used')
  return origin + pathname.replace(/\/+$/, '')
}

/** Replaces an error whose message would quote the input, which may hold a password or a token. */
function withoutLeakingInput<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch {
    throw new TypeError(`${what} cannot be used`)
  }
}

/** Headers by lower-case name. Throws TypeError for a value that no header can carry. */
export const headersOf = (...given: (HeadersOptions | undefined)[]): Record<string, string> =>
  withoutLeakingInput('A header', () => Object.fromEntries(mergeHeaders(...given)))

/** Browsers send their own; setting another would need a CORS preflight. */
export const userAgent = (): Record<string, string> =>
  globalThis.navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': `clustrix-client/${version}` }

/** Arrays in OpenAPI's default style, `a=1&a=2`; null and undefined are left out. */
function querySerializer(query: Record<string, unknown>): string {
  let text = ''
  for (const name in query)
    for (const value of Array.isArray(query[name]) ? query[name] : [query[name]])
      if (value != null) text += `${text && '&'}${name}=${encodeURIComponent(String(value))}`
  return text
}

const pathSerializer = (path: string, values: Record<string, unknown>): string =>
  path.replace(/\{(.+?)\}/g, (_, name) => encodeURIComponent(String(values[name])))

export const urlOf = (baseUrl: string, path: string, { params = {} }: Init): string =>
  createFinalURL(path, { baseUrl, params, querySerializer, pathSerializer })

/**
 * The headers (by lower-case name) and the body of a call, the same for all its attempts. Adds an Idempotency-Key to an operation that
 * takes one. Headers are a plain object, which is cheaper for fetch than a Headers object.
 */
export function prepare(
  operation: Operation,
  clientHeaders: Record<string, string>,
  { params, headers: callHeaders, body }: Init,
) {
  const headers =
    callHeaders || params?.header ? headersOf(clientHeaders, callHeaders, params?.header) : { ...clientHeaders }
  if (operation.isKeyed) headers['idempotency-key'] ??= randomKey()
  if (body === undefined) return { headers, text: undefined }
  headers['content-type'] ??= 'application/json'
  return {
    headers,
    text: headers['content-type'].includes('urlencoded') ? formOf(body as object) : JSON.stringify(body),
  }
}

/** Without null and undefined, which URLSearchParams would send as text. */
const formOf = (body: object): string =>
  new URLSearchParams(Object.entries(body).filter(([, value]) => value != null)).toString()

/** 128 random bits in hexadecimal. crypto.randomUUID is not available on pages without TLS. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
