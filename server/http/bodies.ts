import { ApiError, bodyTooLarge, malformedBody, unsupportedMediaType } from './errors.ts'
import { parseFormEncoded, type ReceivedFields } from './fields.ts'

/** The contract's maxBodyBytes (x-input). */
export const BODY_LIMIT = 65_536

/**
 * So much of a body that is too large is still read and dropped: a client that is cut off while it
 * sends sees a connection reset instead of the 413.
 */
const DRAIN_LIMIT = 1024 * 1024

const NOTHING = new Uint8Array()
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The bytes of a body of at most 64 KiB. Throws 413 beyond, and 400 where its sender breaks off: no fault of ours. */
export async function readBody(request: Request, fromSocket: boolean): Promise<Uint8Array> {
  const length = request.headers.get('content-length')
  // On a socket a body is announced by one of two headers (RFC 9112, 6.3); asking for the stream costs a Request object.
  if (fromSocket && length === null && request.headers.get('transfer-encoding') === null) return NOTHING
  try {
    if (length !== null && Number(length) <= BODY_LIMIT) return new Uint8Array(await request.arrayBuffer())
    if (request.body !== null) return await collect(request.body)
  } catch (error) {
    throw error instanceof ApiError ? error : malformedBody()
  }
  // A GET has no body to ask for (Fetch, 5.3), whatever was sent: more than the limit, or nobody knows how much.
  if (fromSocket) throw bodyTooLarge()
  return NOTHING
}

async function collect(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > DRAIN_LIMIT) break
    if (size <= BODY_LIMIT) chunks.push(chunk)
  }
  if (size > BODY_LIMIT) throw bodyTooLarge()
  return Buffer.concat(chunks)
}

/** The media type without parameters, in lower case; throws 415 for what no operation reads. */
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

/** The fields of a body that is not empty. Throws 400. */
export function decodeBody(bytes: Uint8Array, type: 'json' | 'form'): ReceivedFields {
  const text = decodeText(bytes)
  if (type === 'json') {
    const values = parseObject(text)
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
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformedBody()
  return value as Record<string, unknown>
}
