import type { InputRules } from '../contract/input-rules.ts'
import type { RawBody } from '../requests/case.ts'
import { readPairs } from './url-encoded.ts'

/** The fields of a request body. */
export interface BodyFields {
  type: string
  values: Readonly<Record<string, unknown>>
  /** All names sent, including those with an empty value. */
  keys: readonly string[]
  repeated: ReadonlySet<string>
  /** Whether the values are strings that still have to be converted to their types. */
  isText: boolean
}

/** The fields of a body, or the status that it must be refused with. */
export type ReadBody = BodyFields | { status: number; why: string }

const FORM = 'application/x-www-form-urlencoded'
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Returns the first of 413, 415 and 400 that applies, else the fields. An empty body counts as `{}`, whatever its type.
 * @param media the media types that the operation declares
 * @param isEncoded whether the request has a Content-Encoding
 */
export function readBody(
  rules: InputRules,
  media: readonly string[],
  body: RawBody | undefined,
  isEncoded: boolean,
): ReadBody {
  const bytes = typeof body?.bytes === 'string' ? new TextEncoder().encode(body.bytes) : body?.bytes
  const nothing = { type: media[0] ?? '', values: {}, keys: [], repeated: new Set<string>(), isText: false }
  if (bytes === undefined || bytes.length === 0) return nothing
  if (bytes.length > rules.maxBodyBytes) return { status: 413, why: `the body has ${bytes.length} bytes` }
  if (isEncoded) return { status: 415, why: 'the body has a Content-Encoding' }
  const type = typeOf(body?.type ?? '')
  if (type === undefined || !media.includes(type))
    return { status: 415, why: body?.type ? `the media type is ${body.type}` : 'the body has no media type' }
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return { status: 400, why: 'the body is not UTF-8' }
  }
  if (type === FORM) return readForm(rules, type, text)
  try {
    const values: unknown = JSON.parse(rules.skipByteOrderMark ? text.replace(/^\ufeff/, '') : text)
    if (rules.emptyArrayIsObject && Array.isArray(values) && values.length === 0) return { ...nothing, type }
    if (typeof values === 'object' && values !== null && !Array.isArray(values))
      return { ...nothing, type, keys: Object.keys(values), values: values as Record<string, unknown> }
  } catch {
    return { status: 400, why: 'the body is not JSON' }
  }
  return { status: 400, why: 'the body is not an object' }
}

function readForm(rules: InputRules, type: string, text: string): ReadBody {
  const { values, repeated, isBroken } = readPairs(text)
  if (isBroken) return { status: 400, why: 'the body is not percent-encoded UTF-8' }
  const isEmptyAbsent = rules.emptyIsAbsent.includes('form')
  const given = [...values].filter(([, value]) => !(isEmptyAbsent && value === ''))
  return { type, values: Object.fromEntries(given), keys: [...values.keys()], repeated, isText: true }
}

/** The media type in lower case; undefined with a charset other than UTF-8 (RFC 9110, 8.3). */
function typeOf(header: string): string | undefined {
  const [type = '', ...parameters] = header.split(';').map(part => part.trim().toLowerCase())
  const isForeign = parameters.some(part => /^charset\s*=/.test(part) && !/^charset\s*=\s*"?utf-?8"?$/.test(part))
  return isForeign ? undefined : type
}
