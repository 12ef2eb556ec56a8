/** What a query or body says, before it is validated. */
export interface ReceivedFields {
  values: Record<string, unknown>
  /** All keys as sent, also those whose empty value says nothing. */
  keys: readonly string[]
  /** Keys given more than once. */
  repeated: string[]
  /** Keys whose value is not percent-encoded UTF-8. */
  malformed: string[]
}

/**
 * Parses `a=1&b=2` (WHATWG URL, application/x-www-form-urlencoded: `+` is a space), but strictly: broken
 * percent-encoding is named, never read as text. `a=` says nothing (x-input emptyIsAbsent).
 */
export function parseFormEncoded(text: string): ReceivedFields {
  const entries = new Map<string, string>()
  const repeated = new Set<string>()
  const malformed = new Set<string>()
  const keys = new Set<string>()
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const cut = pair.indexOf('=')
    const rawKey = cut === -1 ? pair : pair.slice(0, cut)
    const decodedKey = decodePercent(rawKey)
    const key = decodedKey ?? rawKey
    const value = cut === -1 ? '' : decodePercent(pair.slice(cut + 1))
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

/** The part of a URL after its first `?`, as sent. */
export function rawQuery(url: string): string {
  const start = url.indexOf('?')
  if (start === -1) return ''
  const end = url.indexOf('#', start)
  return url.slice(start + 1, end === -1 ? undefined : end)
}
