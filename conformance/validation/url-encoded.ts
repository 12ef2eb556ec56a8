/** Keys and values of a query or form as sent. */
export interface Pairs {
  /** The last value of each key; undefined if it is not percent-encoded UTF-8. */
  values: ReadonlyMap<string, string | undefined>
  repeated: ReadonlySet<string>
  isBroken: boolean
}

/** application/x-www-form-urlencoded (WHATWG URL, 5.1), but strict: invalid percent-encoding is reported. */
export function readPairs(text: string): Pairs {
  const values = new Map<string, string | undefined>()
  const repeated = new Set<string>()
  let isBroken = false
  for (const pair of text.split('&').filter(Boolean)) {
    const [, rawKey = '', rawValue = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? []
    const key = decode(rawKey)
    const value = key === undefined ? undefined : decode(rawValue)
    if (value === undefined) isBroken = true
    const name = key ?? rawKey
    if (values.has(name)) repeated.add(name)
    values.set(name, value)
  }
  return { values, repeated, isBroken }
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}
