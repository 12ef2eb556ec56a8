import { createFinalURL, mergeHeaders } from 'openapi-fetch'
import type { Init } from './call.ts'
import type { Operation } from './operations.gen.ts'
import { version } from './version.ts'

/** Scheme, host and path of the server, without a slash at the end. Throws TypeError for anything but http and https. */
export function baseOf(baseUrl: string): string {
  // A browser may say it relative to its page.
  const { protocol, origin, pathname } = new URL(
    baseUrl,
    (globalThis as { location?: { href: string } }).location?.href,
  )
  if (!/^https?:$/.test(protocol)) throw new TypeError(`baseUrl "${baseUrl}" begins with neither http:// nor https://`)
  return origin + pathname.replace(/\/+$/, '')
}

/** Refused here, for what refuses it later says the token in its message. */
export function bearer(token: string): string {
  const text = token.trim()
  if (!/^[!-~]+$/.test(text)) throw new TypeError('The token has characters that no header can carry')
  return `Bearer ${text}`
}

/** A browser says its own, and asks the server's leave for another one. */
export const userAgent = (): Record<string, string> =>
  globalThis.navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': `clustrix-client/${version}` }

/** Arrays as OpenAPI has them by default, `a=1&a=2`; what is absent is left out. */
const querySerializer = (query: Record<string, unknown>): string =>
  Object.entries(query)
    .flatMap(([name, value]) => [value].flat().map(each => [name, each] as const))
    .filter(([, value]) => value != null)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&')

const pathSerializer = (path: string, values: Record<string, unknown>): string =>
  path.replace(/\{(.+?)\}/g, (_, name) => encodeURIComponent(String(values[name])))

export const urlOf = (baseUrl: string, path: string, { params = {} }: Init): string =>
  createFinalURL(path, { baseUrl, params, querySerializer, pathSerializer })

/** The headers and the body of a call, the same for all its attempts; the key of a keyed one is made here. */
export function prepare(operation: Operation, own: Headers, { params, headers: given, body }: Init) {
  const headers = mergeHeaders(own, given, params?.header)
  if (operation.isKeyed && !headers.has('Idempotency-Key')) headers.set('Idempotency-Key', randomKey())
  if (body === undefined) return { headers, text: undefined }
  const type = headers.get('Content-Type')
  if (!type) headers.set('Content-Type', 'application/json')
  return { headers, text: type?.includes('urlencoded') ? formOf(body as object) : JSON.stringify(body) }
}

/** Without what is undefined, which would hide a default. */
export const defined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

/** Without what is absent, which URLSearchParams would send as text. */
const formOf = (body: object): string =>
  new URLSearchParams(Object.entries(body).filter(([, value]) => value != null)).toString()

/** 128 random bits in hex. crypto.randomUUID is missing on pages without TLS. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
