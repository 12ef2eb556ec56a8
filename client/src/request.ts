import type { HeadersOptions } from 'openapi-fetch'
import { kindOf } from './kind-of.ts'
import type { ParseAs } from './operation-types.ts'
import type { Operation } from './operations.gen.ts'
import type { CallOptions } from './options.ts'
import { version } from './version.ts'
import { withoutUndefined } from './without-undefined.ts'

type Fields = Record<string, unknown>

/** The argument of a call to any operation. */
export interface Init extends CallOptions {
  params?: { path?: Fields; query?: Fields; header?: Record<string, string> }
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

/** By lower-case name; null removes a header, and keeps a default from being added. */
export type CallHeaders = Record<string, string | null>

/** Later headers replace earlier ones. Throws TypeError for a name or value that no header can have. */
export const headersOf = (...given: (HeadersOptions | CallHeaders | undefined)[]): CallHeaders =>
  withoutLeakingInput('A header', () => {
    const merged: CallHeaders = {}
    for (const headers of given)
      for (const [name, value] of isList(headers) ? headers : Object.entries(headers ?? {}))
        if (value !== undefined)
          merged[name.toLowerCase()] = value === null ? null : new Headers([[name, String(value)]]).get(name)
    return merged
  })

/** Headers of fetch, or a list of pairs. */
const isList = (headers: object | undefined): headers is Iterable<[string, string]> =>
  Symbol.iterator in Object(headers)

/** Browsers send their own; setting another would need a CORS preflight. */
export const userAgent = (): Record<string, string> =>
  globalThis.navigator?.userAgent?.startsWith('Mozilla/') ? {} : { 'User-Agent': `clustrix-client/${version}` }

/** A query or a form. Arrays as repeated names, OpenAPI's default; null and undefined, which would be sent as text, are left out. */
function encoded(fields: Fields): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) if (each != null) parameters.append(name, String(each))
  return String(parameters)
}

/** Throws TypeError for a parameter that would lead to another path: a missing one, or one that is a relative path. */
export function urlOf(base: string, template: string, { params = {} }: Init): string {
  const path = template.replace(/\{(.+?)\}/g, (_, name) => {
    const value = String(params.path?.[name] ?? '')
    if (/^\.{0,2}$/.test(value)) throw new TypeError(`${template} needs a valid params.path.${name}`)
    return encodeURIComponent(value)
  })
  const query = encoded(params.query ?? {})
  return base + path + (query && `?${query}`)
}

const CLIENT_OPTION = /^(baseUrl|fetch|token|middleware|on[A-Z]\w+|\w+Serializer)$/

/** Throws TypeError for an option that only createClient has, or only openapi-fetch, instead of ignoring it. */
export function refuseClientOptions(init: object): void {
  for (const name in withoutUndefined(init))
    if (CLIENT_OPTION.test(name)) throw new TypeError(`${name} is not an option of a call`)
}

/**
 * What all attempts of a call have in common. Adds an Idempotency-Key to an operation that takes one. Headers are a plain object, which is
 * cheaper for fetch than a Headers object.
 */
export function prepare(operation: Operation, clientHeaders: CallHeaders, init: Init) {
  const { params, headers: callHeaders } = init
  const headers =
    callHeaders || params?.header ? headersOf(clientHeaders, callHeaders, params?.header) : { ...clientHeaders }
  if (operation.isKeyed && headers['idempotency-key'] === undefined) headers['idempotency-key'] = randomKey()
  const body = init.body === undefined ? undefined : bodyOf(init.body, headers)
  const isKeyed = operation.isKeyed && headers['idempotency-key'] !== null
  const needsToken = !operation.isPublic && headers.authorization === undefined
  for (const name in headers) if (headers[name] === null) delete headers[name]
  return { headers: headers as Record<string, string>, body, isKeyed, needsToken }
}

/**
 * A body in the format that Content-Type names, which is set if it is missing. As bytes, because fetch adds a Content-Type to a text.
 * Throws TypeError for anything but an object or URLSearchParams: JSON.stringify would turn FormData or a Map into an empty object.
 */
const bodyOf = (body: unknown, headers: CallHeaders): Uint8Array<ArrayBuffer> =>
  withoutLeakingInput('body', () => {
    const kind = kindOf(body)
    const isForm = kind === '[object URLSearchParams]'
    if (!isForm && kind !== '[object Object]') throw body
    if (headers['content-type'] === undefined)
      headers['content-type'] = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
    const isEncoded = headers['content-type']?.includes('urlencoded')
    const text = isForm ? String(body) : isEncoded ? encoded(body as Fields) : JSON.stringify(body)
    return new TextEncoder().encode(text)
  })

/** 128 random bits in hexadecimal. crypto.randomUUID is not available on pages without TLS. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
