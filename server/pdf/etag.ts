import type { Sha256 } from '../domain/hashes.ts'
import type { Seller } from '../domain/seller.ts'
import type { PrintedInvoice } from './printed-invoice.ts'

/**
 * Increase it whenever the bytes of a PDF change for an unchanged invoice: with the layout, or with a new version of pdfkit
 * or a font. draw.test.ts fails when that is needed.
 */
export const TEMPLATE_VERSION = 3

/** The strong ETag of the PDF (RFC 9110, 8.8.3), without drawing it. */
export function etagOf({ seller, ...document }: PrintedInvoice, sha256: Sha256, version = TEMPLATE_VERSION): string {
  return `"${sha256(`${version}\n${hashOf(seller, sha256)}\n${JSON.stringify(document)}`).slice(0, 32)}"`
}

/** A seller is the same object for many requests, and may contain a large logo. */
const hashes = new WeakMap<Seller, string>()

function hashOf(seller: Seller, sha256: Sha256): string {
  const known = hashes.get(seller)
  if (known !== undefined) return known
  const hash = sha256(JSON.stringify(seller))
  hashes.set(seller, hash)
  return hash
}
