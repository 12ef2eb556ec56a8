/**
 * What each `format` accepts, once for everything that validates: the generated zod schemas take this file's text, ajv takes the table.
 * Formats that only annotate (`password`, `binary`, `int32` …) are in `annotations`: their meaning lies elsewhere.
 */
export const formats = {
  /** RFC 3339 full-date, a day that exists. */
  date: (text: string): boolean => {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
    if (!match) return false
    const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return month >= 1 && month <= 12 && day >= 1 && day <= (days[month - 1] ?? 0)
  },
  /** RFC 3339 full-time with a zone; a second 60 is refused, no clock here shows one. */
  time: (text: string): boolean =>
    /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(text),
  /** RFC 3339 date-time with a zone. */
  'date-time': (text: string): boolean =>
    /^.{10}[Tt]/.test(text) && formats.date(text.slice(0, 10)) && formats.time(text.slice(11)),
  /** One @ with something on either side and no white space: what can be decided without sending a message. */
  email: (text: string): boolean => /^[^@\s]+@[^@\s]+$/.test(text),
  /** RFC 3986, with a scheme. */
  uri: (text: string): boolean => /^[^:/?#]+:/.test(text) && formats['uri-reference'](text),
  /** RFC 3986, with a scheme or relative; taken apart as its appendix B does. */
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

/** Formats that say nothing about which strings or numbers are valid beyond their type. */
export const annotations: readonly string[] = ['password', 'binary', 'float', 'double', 'int32', 'int64']

/** Bounds of the integer formats; int64 ends where a JSON number stops being exact in ECMAScript. */
export const integerBounds: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-2147483648, 2147483647],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}
