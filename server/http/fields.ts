/** The fields of a query or body, before validation. */
export interface ReceivedFields {
  values: Record<string, unknown>
  /** All keys that were sent, including those with an empty value, which counts as absent. */
  keys: readonly string[]
  /** Keys sent more than once. */
  repeated: string[]
  /** Keys whose value is not percent-encoded UTF-8. */
  malformed: string[]
}

export const NO_FIELDS: ReceivedFields = { values: {}, keys: [], repeated: [], malformed: [] }

/**
 * Parses `a=1&b=2` (WHATWG URL, application/x-www-form-urlencoded: `+` is a space), but strictly: broken
 * percent-encoding is reported, never read as text. `a=` counts as absent (x-input emptyIsAbsent).
 */
export function parseFormEncoded(text: string): ReceivedFields {
  if (text === '') return NO_FIELDS
  const entries = new Map<string, string>()
  const repeated = new Set<string>()
  const malformed = new Set<string>()
  const keys = new Set<string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const separator = pair.indexOf('=')
    const rawKey = separator === -1 ? pair : pair.slice(0, separator)
    const decodedKey = decodePercent(rawKey)
    const key = decodedKey ?? rawKey
    const value = separator === -1 ? '' : decodePercent(pair.slice(separator + 1))
    if (value === undefined || decodedKey === undefined) malformed.add(key)
    if (keys.has(key)) repeated.add(key)
    keys.add(key)
    if (value) entries.set(key, value)
  }
  return { values: Object.fromEntries(entries), keys: [...keys], repeated: [...repeated], malformed: [...malformed] }
}

function decodePercent(text: string): string | undefined {
  if (!/[%+]/.test(text)) return text
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/** The query of a URL, not decoded. */
export function rawQuery(url: string): string {
  const start = url.indexOf('?')
  if (start === -1) return ''
  const end = url.indexOf('#', start)
  return url.slice(start + 1, end === -1 ? undefined : end)
}
