/** Seconds to wait according to Retry-After, which holds seconds or a date (RFC 9110, 10.2.3); undefined for anything else. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After') ?? ''
  if (/^\d+$/.test(value)) return Number(value)
  // Date.parse accepts much more than an HTTP date, for example `-5`.
  const seconds = / GMT$/.test(value) ? (Date.parse(value) - Date.now()) / 1000 : Number.NaN
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
