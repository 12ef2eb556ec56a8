const OPAQUE_TAG = /"[\x21\x23-\x7e\x80-\xff]*"/g
const LIST = /^(?:[\t ]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[\t ]*)?(?:,|$))+$/

/** Longer values of If-None-Match are ignored. */
const MAX_HEADER_LENGTH = 8192

/**
 * Whether If-None-Match contains the ETag (RFC 9110, 13.1.2): either `*`, or a list whose entries are compared weakly and may
 * be empty (5.6.1.2). A malformed list contains nothing.
 */
export function ifNoneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined || header.length > MAX_HEADER_LENGTH) return false
  if (header.trim() === '*') return true
  return LIST.test(header) && (header.match(OPAQUE_TAG)?.includes(etag) ?? false)
}
