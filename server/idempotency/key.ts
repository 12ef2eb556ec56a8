import { validationFailed } from '../http/errors.ts'

/**
 * The key without the optional quotes of a structured field string (draft-ietf-httpapi-idempotency-key-header, 2.1).
 * Throws 422 unless it is 1 to 255 printable ASCII characters.
 */
export function parseKey(header: string): string {
  const key = header.length > 1 && header.startsWith('"') && header.endsWith('"') ? header.slice(1, -1) : header
  const refuse = (rule: string) => validationFailed({ idempotency_key: [`The idempotency key field ${rule}`] })
  if (key === '') throw refuse('is required.')
  if (!/^[\x20-\x7e]*$/.test(key)) throw refuse('must not contain invalid characters.')
  if (key.length > 255) throw refuse('must not be greater than 255 characters.')
  return key
}
