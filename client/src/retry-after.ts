/** Seconds to wait by Retry-After, which is seconds or a date (RFC 9110, 10.2.3); undefined for anything else. */
export function retryAfter(headers: Headers): number | undefined {
  const value = headers.get('Retry-After') ?? ''
  if (/^\d+$/.test(value)) return Number(value)
  // Date.parse takes far more for a date, `-5` too.
  const seconds = / GMT$/.test(value) ? (Date.parse(value) - Date.now()) / 1000 : Number.NaN
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
