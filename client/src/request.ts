import { createFinalURL, type HeadersOptions, mergeHeaders } from 'openapi-fetch'
import type { Init } from './call.ts'
import type { Operation } from './operations.gen.ts'
import { version } from './version.ts'

/** Scheme, host and path of the server, without a slash at the end. Throws TypeError for anything but http and https. */
export function baseOf(baseUrl: string): string {
  // A browser may say it relative to its page.
  const page = (globalThis as { location?: { href: string } }).location?.href
  const { protocol, origin, pathname } = secretly('baseUrl', () => new URL(baseUrl, page))
  if (!/^https?:$/.test(protocol)) throw new TypeError('baseUrl cannot be used')
  return origin + pathname.replace(/\/+$/, '')
}

/** What refuses an address or a header says it in its message, password and token included. */
function secretly<T>(what: string, work: () => T): T {
  try {
    return work()
  } catch {
    throw new TypeError(`${what} cannot be used`)
  }
}

/** Headers by names in lower case. Throws TypeError for what no header can carry. */
export const headersOf = (...given: (HeadersOptions | undefined)[]): Record<string, string> =>
  secretly('A header', () => Object.fromEntries(mergeHeaders(...given)))

/** A browser says its own, and asks the server's leave for another one. */
export const userAgent = (): Record<string, string> =>
  globalThis.navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': `clustrix-client/${version}` }

/** Arrays as OpenAPI has them by default, `a=1&a=2`; what is absent is left out. */
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
 * The headers, by names in lower case, and the body of a call, the same for all its attempts; the key of a keyed one is made here.
 * Headers are a plain object, which costs fetch less than Headers do.
 */
export function prepare(operation: Operation, own: Record<string, string>, { params, headers: given, body }: Init) {
  const headers = given || params?.header ? headersOf(own, given, params?.header) : { ...own }
  if (operation.isKeyed) headers['idempotency-key'] ??= randomKey()
  if (body === undefined) return { headers, text: undefined }
  headers['content-type'] ??= 'application/json'
  return {
    headers,
    text: headers['content-type'].includes('urlencoded') ? formOf(body as object) : JSON.stringify(body),
  }
}

/** Without what is absent, which URLSearchParams would send as text. */
const formOf = (body: object): string =>
  new URLSearchParams(Object.entries(body).filter(([, value]) => value != null)).toString()

/** 128 random bits in hex. crypto.randomUUID is missing on pages without TLS. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
