import { createHash } from 'node:crypto'
import type { Queries } from '../database/database.ts'
import { instant } from '../domain/time.ts'
import { idempotencyKeyReused, validationFailed } from '../http/errors.ts'

/** What identifies a request for the 24 hours its first answer is kept. */
export interface IdempotentRequest {
  user_id: number
  method: string
  path: string
  key: string
  /** SHA-256 over media type and raw body bytes. */
  fingerprint: string
}

/** The part of a 2xx answer that a replay repeats. */
export interface KeptAnswer {
  status: number
  /** JSON text. */
  body: string
  location: string | null
}

/** Hours an answer is kept, in milliseconds. */
export const KEPT_FOR = 24 * 60 * 60 * 1000

/** Clears what has expired, a bounded number at a time: the transaction that pays for it is a customer's. */
const FORGET = `
  DELETE FROM idempotency_keys WHERE (user_id, method, path, key) IN
    (SELECT user_id, method, path, key FROM idempotency_keys WHERE created_at <= :expired LIMIT 100)`

const CLAIM = `
  INSERT INTO idempotency_keys (user_id, method, path, key, fingerprint, status, body, location, created_at)
  VALUES (:user_id, :method, :path, :key, :fingerprint, 0, '', NULL, :now)
  ON CONFLICT (user_id, method, path, key) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at
  WHERE idempotency_keys.created_at <= :expired
  RETURNING key`

const KEPT = `
  SELECT fingerprint, status, body, location FROM idempotency_keys
  WHERE user_id = :user_id AND method = :method AND path = :path AND key = :key`

const KEEP = `
  UPDATE idempotency_keys SET status = :status, body = :body, location = :location
  WHERE user_id = :user_id AND method = :method AND path = :path AND key = :key`

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

export function fingerprint(mediaType: string, body: Uint8Array): string {
  return createHash('sha256').update(mediaType).update('\n').update(body).digest('hex')
}

/**
 * Claims the key within the transaction that does the work: a second request waits for it or finds its answer.
 * @returns the kept answer, or undefined when the work is to be done; throws 422 when the key belongs to another request
 */
export async function claim(
  queries: Queries,
  request: IdempotentRequest,
  now: number,
): Promise<KeptAnswer | undefined> {
  const expired = instant(now - KEPT_FOR)
  await queries.run(FORGET, { expired })
  if (await queries.one(CLAIM, { ...request, now: instant(now), expired })) return undefined
  const { user_id, method, path, key } = request
  const kept = await queries.one<KeptAnswer & { fingerprint: string }>(KEPT, { user_id, method, path, key })
  if (kept?.fingerprint !== request.fingerprint) throw idempotencyKeyReused()
  return kept
}

/** Keeps the answer of the work; called in the same transaction, so either both stand or neither. */
export async function keep(queries: Queries, request: IdempotentRequest, answer: KeptAnswer): Promise<void> {
  const { user_id, method, path, key } = request
  await queries.run(KEEP, { user_id, method, path, key, ...answer })
}
