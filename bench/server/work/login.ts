import { argon2 as argon2Callback, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { prepare, write } from './database.ts'
import { exceededHeaders, WINDOW_MS } from './rate-limit.ts'
import { credentialsRefused, rateLimited } from './refusal.ts'
import { loginAddressRateLimit, loginRateLimit } from './settings.ts'
import { toIsoSeconds } from './time.ts'

const argon2 = promisify(argon2Callback)
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export interface Credentials {
  email: string
  password: string
  name?: string | null | undefined
}

const lockWindow = prepare<{ window_start: string; count: number }>(`
  INSERT INTO login_attempts (email, address, window_start, count) VALUES (:email, :address, :now, 0)
  ON CONFLICT (email, address) DO UPDATE SET count = login_attempts.count
  RETURNING window_start, count`)
const storeWindow = prepare(`
  UPDATE login_attempts SET window_start = +:window_start, count = +:count WHERE email = +:email AND address = +:address`)
const findLogin = prepare<LoginRow>(`
  SELECT u.id, u.email, u.client_id, c.name AS client_name, u.password_hash
  FROM users u JOIN clients c ON c.id = u.client_id WHERE u.email_normalised = +:email AND u.disabled_at IS NULL`)
const addToken = prepare<{ id: number }>(`
  INSERT INTO tokens (user_id, name, secret_hash, created_at, last_used_at, expires_at)
  VALUES (:user_id, :name, :secret_hash, :now, NULL, NULL) RETURNING id`)

interface LoginRow {
  id: number
  email: string
  client_id: number
  client_name: string
  /** A PHC string of argon2id. */
  password_hash: string
}

/** The body of POST /api/v1/auth/token, and whose token it is. Throws 422. */
export async function login({ email, password, name }: Credentials, address: string, now: number) {
  const normalised = email.toLowerCase()
  write(() => {
    const time = new Date(now).toISOString()
    // The second counts the logins from one address, for all emails together.
    for (const [email, limit] of [[normalised, loginRateLimit] as const, ['', loginAddressRateLimit] as const]) {
      const [window = { window_start: time, count: 0 }] = lockWindow.all({ email, address, now: time })
      const age = now - Date.parse(window.window_start)
      const isOpen = age >= 0 && age < WINDOW_MS
      const { window_start, count } = isOpen ? window : { window_start: time, count: 0 }
      if (count >= limit) throw rateLimited(exceededHeaders({ resetsAt: now + WINDOW_MS }, now))
      storeWindow.run({ email, address, window_start, count: count + 1 })
    }
  })
  const user = findLogin.get({ email: normalised })
  if (!user || !(await matches(password, user.password_hash))) throw credentialsRefused()
  const secret = createSecret()
  const tokenName = name ?? 'API token'
  const token = { user_id: user.id, name: tokenName, secret_hash: hash('sha256', secret), now: toIsoSeconds(now) }
  const id = addToken.all(token)[0]?.id
  const caller = { user_id: user.id, client_id: user.client_id }
  const { client_id, client_name } = user
  return {
    caller,
    body: {
      token: `${id}|${secret}`,
      token_name: tokenName,
      user: { id: user.id, email: user.email, client_id, client_name },
    },
  }
}

async function matches(message: string, stored: string): Promise<boolean> {
  const [, , , cost = '', salt = '', tag = ''] = stored.split('$')
  const [memory = 0, passes = 0, parallelism = 0] = cost.split(',').map(part => Number(part.slice(2)))
  const expected = Buffer.from(tag, 'base64')
  const nonce = Buffer.from(salt, 'base64')
  const parameters = { message, nonce, memory, passes, parallelism, tagLength: expected.length }
  return timingSafeEqual(await argon2('argon2id', parameters), expected)
}

const createSecret = () => Array.from(randomBytes(48), byte => ALPHABET[byte % ALPHABET.length]).join('')
