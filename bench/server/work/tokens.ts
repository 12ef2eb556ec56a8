import { hash, timingSafeEqual } from 'node:crypto'
import { prepare } from './database.ts'
import { countFailure, exceededHeaders, isExceeded } from './rate-limit.ts'
import { rateLimited, unauthenticated } from './refusal.ts'
import { toIsoSeconds } from './time.ts'

const TOUCH_INTERVAL_MS = 60_000

export interface Caller {
  user_id: number
  client_id: number
}

interface TokenRow extends Caller {
  secret_hash: string
  last_used_at: string | null
  expires_at: string | null
  disabled_at: string | null
}

const findToken = prepare<TokenRow>(`
  SELECT t.secret_hash, t.last_used_at, t.expires_at, u.id AS user_id, u.client_id, u.disabled_at
  FROM tokens t JOIN users u ON u.id = t.user_id WHERE t.id = +:id`)
const touchToken = prepare('UPDATE tokens SET last_used_at = +:now WHERE id = +:id')

/** Checks `Authorization: Bearer 2|…`. Throws 401, or 429 when an address sends too many bad tokens. */
export function authenticate(header: string | undefined, address: string, now: number): Caller {
  if (header === undefined) throw unauthenticated()
  const [, id, secret = ''] = /^Bearer +([1-9]\d{0,15})\|([A-Za-z0-9]{48})$/i.exec(header) ?? []
  const row = id === undefined ? undefined : findToken.get({ id: Number(id) })
  if (!row || !isSecret(row.secret_hash, secret) || !isUsable(row, now)) {
    const failures = countFailure(address, now)
    throw isExceeded(failures) ? rateLimited(exceededHeaders(failures, now)) : unauthenticated()
  }
  if (row.last_used_at === null || now - Date.parse(row.last_used_at) >= TOUCH_INTERVAL_MS) {
    touchToken.run({ id: Number(id), now: toIsoSeconds(now) })
  }
  return row
}

const isSecret = (expected: string, secret: string) =>
  timingSafeEqual(Buffer.from(expected), Buffer.from(hash('sha256', secret)))

const isUsable = (row: TokenRow, now: number) =>
  row.disabled_at === null && (row.expires_at === null || row.expires_at > toIsoSeconds(now))
