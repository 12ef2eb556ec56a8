import { hash } from 'node:crypto'
import type { PrintedInvoice } from './document.ts'

/** Raise it with every change of what a page looks like: the bytes change although the invoice did not. */
export const TEMPLATE_VERSION = 1

/** The strong validator of the document's bytes (RFC 9110, 8.8.3), without drawing it. */
export const etagOf = (document: PrintedInvoice): string =>
  `"${hash('sha256', `${TEMPLATE_VERSION}\n${JSON.stringify(document)}`).slice(0, 32)}"`

/**
 * Whether a copy the caller names is the current one (RFC 9110, 13.1.2): `*`, or a list whose entries are compared weakly.
 * What is no list of entity tags names nothing.
 */
export function ifNoneMatch(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header.trim() === '*') return true
  const entries = /^\s*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(?:,\s*|$))+$/
  if (header.length > 8192 || !entries.test(header)) return false
  return [...header.matchAll(/"[\x21\x23-\x7e\x80-\xff]*"/g)].some(([tag]) => tag === etag)
}
