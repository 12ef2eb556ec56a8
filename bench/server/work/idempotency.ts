import { hash } from 'node:crypto'
import { prepare, write } from './database.ts'
import { keyReused } from './refusal.ts'
import { toIsoSeconds } from './time.ts'
import type { Caller } from './tokens.ts'

const KEPT_MS = 24 * 60 * 60 * 1000

const claim = prepare(`
  INSERT INTO idempotency_keys (client_id, user_id, method, path, key, fingerprint, status, body, location, created_at)
  VALUES (:client_id, :user_id, :method, :path, :key, :fingerprint, 0, '', NULL, :now)
  ON CONFLICT (client_id, user_id, method, path, key) DO UPDATE SET fingerprint = excluded.fingerprint, created_at = excluded.created_at
  WHERE idempotency_keys.created_at <= +:expired
  RETURNING key`)

const find = prepare<{ fingerprint: string; body: string; location: string }>(`
  SELECT fingerprint, body, location FROM idempotency_keys
  WHERE client_id = +:client_id AND user_id = +:user_id AND method = +:method AND path = +:path AND key = +:key`)

const store = prepare(`
  UPDATE idempotency_keys SET status = 201, body = +:body, location = +:location
  WHERE client_id = +:client_id AND user_id = +:user_id AND method = +:method AND path = +:path AND key = +:key`)

export interface Created {
  body: string
  location: string
  isReplay?: boolean
}

export interface KeyedRequest {
  path: string
  key: string
  /** Media type and body as sent. */
  type: string
  raw: string | Buffer
}

/** Creates once for each key, in one transaction with its claim. Throws 422 when the key was used for another body. */
export function createOnce(
  { client_id, user_id }: Caller,
  request: KeyedRequest,
  now: number,
  create: () => Created,
): Created {
  const { path, key, type, raw } = request
  const fingerprint = hash('sha256', Buffer.concat([Buffer.from(`${type}\n`), Buffer.from(raw)]))
  const place = { client_id, user_id, method: 'POST', path, key }
  const expired = toIsoSeconds(now - KEPT_MS)
  return write(() => {
    if (claim.all({ ...place, fingerprint, now: toIsoSeconds(now), expired }).length === 0) {
      const stored = find.get(place)
      if (stored?.fingerprint !== fingerprint) throw keyReused()
      return { body: stored.body, location: stored.location, isReplay: true }
    }
    const created = create()
    store.run({ ...place, body: created.body, location: created.location })
    return created
  })
}
