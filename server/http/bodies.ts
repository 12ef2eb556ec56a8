import type { IncomingMessage } from 'node:http'
import { ApiError, bodyTooLarge, malformedBody, unsupportedMediaType } from './errors.ts'
import { parseFormEncoded, type ReceivedFields } from './fields.ts'

/** The contract's maxBodyBytes (x-input). */
export const BODY_LIMIT = 65_536

/**
 * How many bytes of a body without a declared length are read before the 413 is sent. A client that is cut off while still
 * sending sees a connection reset instead of the response.
 */
const DRAIN_LIMIT = 1024 * 1024

const EMPTY = new Uint8Array()
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Whether a request from a socket has a body: one of two headers announces it (RFC 9112, 6.3). Reading them avoids building a
 * Request object, which reading `request.body` does.
 */
export const announcesBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

/**
 * Reads a body of at most 64 KiB. Throws 413 for a larger one, without reading it if its length is declared, and 400 when the client
 * disconnects before its end.
 */
export async function readBody(request: Request, fromSocket: boolean): Promise<Uint8Array> {
  const length = request.headers.get('content-length')
  if (exceedsLimit(length)) throw bodyTooLarge()
  try {
    if (length !== null) return new Uint8Array(await request.arrayBuffer())
    if (request.body !== null) return await collect(request.body)
  } catch (error) {
    throw error instanceof ApiError ? error : malformedBody()
  }
  // A GET Request has no body stream (Fetch, 5.3), so a body of unknown length cannot be read here.
  if (fromSocket) throw bodyTooLarge()
  return EMPTY
}

/** Whether a Content-Length declares a body that is too large. */
export const exceedsLimit = (contentLength: string | null | undefined): boolean =>
  Number(contentLength ?? 0) > BODY_LIMIT

async function collect(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > DRAIN_LIMIT) break
    if (size <= BODY_LIMIT) chunks.push(chunk)
  }
  if (size > BODY_LIMIT) throw bodyTooLarge()
  const bytes = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.byteLength
  }
  return bytes
}

/** The format of the body by its Content-Type. Throws 415 for a type, charset or encoding that no operation accepts. */
export function mediaTypeOf(headers: Headers): 'json' | 'form' {
  const [type = '', ...parameters] = (headers.get('content-type') ?? '')
    .split(';')
    .map(part => part.trim().toLowerCase())
  if (headers.get('content-encoding') !== null) throw unsupportedMediaType()
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=').map(part => part.trim())
    if (name === 'charset' && !/^"?utf-?8"?$/.test(value)) throw unsupportedMediaType()
  }
  if (type === 'application/json') return 'json'
  if (type === 'application/x-www-form-urlencoded') return 'form'
  throw unsupportedMediaType()
}

/** Parses a body that is not empty. Throws 400. */
export function decodeBody(bytes: Uint8Array, type: 'json' | 'form'): ReceivedFields {
  const text = decodeText(bytes)
  if (type === 'json') {
    // RFC 8259, 8.1: a byte order mark may be ignored (x-input skipByteOrderMark).
    const values = parseObject(text.replace(/^\ufeff/, ''))
    return { values, keys: Object.keys(values), repeated: [], malformed: [] }
  }
  const fields = parseFormEncoded(text)
  if (fields.malformed.length > 0) throw malformedBody()
  return fields
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw malformedBody()
  }
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw malformedBody()
  }
  // PHP writes an empty object as an empty list (x-input emptyArrayIsObject).
  if (Array.isArray(value) && value.length === 0) return {}
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedBody()
  return value as Record<string, unknown>
}
