import type { Sha256 } from '../domain/hashes.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

/**
 * Raise it with every change of what a page looks like, also by a new pdfkit or font: the bytes change although the invoice did not.
 * draw.test.ts tells when.
 */
export const TEMPLATE_VERSION = 1

/** The strong validator of the document's bytes (RFC 9110, 8.8.3), without drawing it. */
export const etagOf = (document: PrintedInvoice, sha256: Sha256, version = TEMPLATE_VERSION): string =>
  `"${sha256(`${version}\n${JSON.stringify(document)}`).slice(0, 32)}"`

const OPAQUE_TAG = /"[\x21\x23-\x7e\x80-\xff]*"/g
const LIST = /^(?:[\t ]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[\t ]*)?(?:,|$))+$/

/** Longer lists are not read. */
const LONGEST = 8192

/**
 * Whether a copy the caller names is the current one (RFC 9110, 13.1.2): `*`, or a list whose entries are compared weakly and may be
 * empty (5.6.1.2). What is no list of entity tags names nothing.
 */
export function ifNoneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined || header.length > LONGEST) return false
  if (header.trim() === '*') return true
  return LIST.test(header) && (header.match(OPAQUE_TAG)?.includes(etag) ?? false)
}
