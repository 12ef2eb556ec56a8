import type { Database } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import type { Sha256 } from '../domain/hashes.ts'
import { validationFailed } from '../http/errors.ts'
import type { Handlers } from '../http/handler-types.ts'
import { normaliseEmail } from './email.ts'
import { waitForFixedTime } from './failed-login.ts'
import { type LoginLimits, limitLogins } from './login-limits.ts'
import type { Passwords } from './passwords.ts'
import { addToken, findLogin, hasImportedPasswords, type LoginRow, renewPassword, revokeToken } from './store.ts'
import { createSecret, type Random } from './tokens.ts'

export interface AuthServices {
  database: Database
  clock: Clock
  random: Random
  sha256: Sha256
  passwords: Passwords
  settings: LoginLimits
}

export function auth({ database, clock, random, sha256, passwords, settings }: AuthServices): Handlers['auth'] {
  /**
   * Passwords are hashed in Unicode normalization form C, because one keyboard writes `é` as one code point and another as two. A hash
   * that comes from elsewhere may be of the password as it was typed, so both are tried if they differ, whether or not the user exists.
   */
  async function verify(password: string, stored: string | undefined, peer: string): Promise<boolean> {
    const spellings = new Set([password.normalize('NFC'), password])
    for (const spelling of spellings) if (await passwords.verify(spelling, stored, peer)) return true
    return false
  }

  async function renew(login: LoginRow, password: string): Promise<void> {
    await renewPassword(database, login, await passwords.hash(password))
  }

  return {
    async createToken(c) {
      const { email, password, name } = c.req.valid('json')
      const normalised = normaliseEmail(email)
      const { peer } = c.var
      const started = performance.now()
      const refuse = async () => {
        if (await hasImportedPasswords(database)) await waitForFixedTime(started)
        return validationFailed({ email: ['The provided credentials are incorrect.'] })
      }
      passwords.admit(peer)
      await limitLogins(database, clock, settings, normalised, peer)
      const login = await findLogin(database, normalised)
      const matches = await verify(password, login?.password_hash, peer)
      if (!login || !matches || login.disabled_at !== null) {
        throw await refuse()
      }
      const secret = createSecret(random)
      const add = ({ id: user_id, password_hash }: LoginRow) =>
        addToken(database, { user_id, name, secret_hash: sha256(secret), password_hash, now: c.var.now })
      /** Another login may have renewed an imported password since this one read it. */
      const addAfterRenewal = async () => {
        const renewed = login.password_imported === 1 ? await findLogin(database, normalised) : undefined
        return renewed && (await verify(password, renewed.password_hash, peer)) ? add(renewed) : undefined
      }
      const id = (await add(login)) ?? (await addAfterRenewal())
      if (id === undefined) throw await refuse()
      // If the server is too busy now, the next login renews it.
      if (login.password_imported === 1) await renew(login, password).catch(() => {})
      c.env.trace.user_id = login.id
      c.env.trace.client_id = login.client_id
      const user = { id: login.id, email: login.email, client_id: login.client_id, client_name: login.client_name }
      return { status: 200, body: { token: `${id}|${secret}`, token_name: name, user } }
    },

    async revokeToken(c) {
      await revokeToken(c.var.queries, c.var.user.token.id)
      return { status: 200, body: { message: 'Token revoked.' } }
    },

    getMe(c) {
      const { id, email, client_id, client_name, name, created_at, token } = c.var.user
      return {
        status: 200,
        body: { data: { id, email, client_id, client_name, name, created_at, current_token: token } },
      }
    },
  }
}
