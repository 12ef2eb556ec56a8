/**
 * Which strings each `format` accepts. Every validator uses these functions: they are copied into the generated zod schemas and registered
 * with ajv. Formats that do not restrict strings (`password`, `binary`, `int32` …) are in `annotations`.
 */
export const formats = {
  /** RFC 3339 full-date; the day must exist. */
  date: (text: string): boolean => {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
    if (!match) return false
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] ?? 0)
  },
  /** RFC 3339 full-time with a time zone; leap seconds (60) are not accepted. */
  time: (text: string): boolean =>
    /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(text),
  /** RFC 3339 date-time with a time zone. */
  'date-time': (text: string): boolean =>
    /^.{10}[Tt]/.test(text) && formats.date(text.slice(0, 10)) && formats.time(text.slice(11)),
  /** One @ with text on both sides and no white space. Only sending an email can tell more. */
  email: (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text),
  /** RFC 3986, with a scheme. */
  uri: (text: string): boolean => /^[^:/?#]+:/.test(text) && formats['uri-reference'](text),
  /** RFC 3986, with a scheme or relative; split as in appendix B. */
  'uri-reference': (text: string): boolean => {
    const parts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*(?:\?[^#]*)?)(?:#(.*))?$/s.exec(text) ?? []
    const [, scheme = 'a', authority = '', pathAndQuery = ' ', fragment = ''] = parts
    return (
      /^[A-Za-z][A-Za-z0-9+.-]*$/.test(scheme) &&
      /^([\w.~!$&'()*+,;=:%-]*@)?(\[[0-9A-Fa-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/.test(authority) &&
      /^[\w.~!$&'()*+,;=:@%/?-]*$/.test(pathAndQuery + fragment) &&
      !/%(?![0-9A-Fa-f]{2})/.test(text)
    )
  },
  /** RFC 9562. */
  uuid: (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text),
  /** RFC 1123, 2.1. */
  hostname: (text: string): boolean =>
    text.length <= 253 && /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text),
  /** Dotted decimal. */
  ipv4: (text: string): boolean => /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/.test(text),
  /** RFC 4291. */
  ipv6: (text: string): boolean => /^[0-9A-Fa-f:.]+$/.test(text) && URL.canParse(`http://[${text}]/`),
  /** RFC 4648, 4. */
  byte: (text: string): boolean => /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
  /** RFC 6901. */
  'json-pointer': (text: string): boolean => /^(\/([^~/]|~[01])*)*$/.test(text),
}

export type FormatName = keyof typeof formats

/** Formats that do not restrict strings. Those of numbers may have bounds, in `integerBounds`. */
export const annotations: readonly string[] = ['password', 'binary', 'float', 'double', 'int32', 'int64']

/** The bounds of the integer formats. int64 is limited to the integers that are exact in JavaScript. */
export const integerBounds: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-2147483648, 2147483647],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}
