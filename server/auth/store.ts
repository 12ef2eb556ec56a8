import type { Queries, Sql } from '../database/database.ts'
import { deleteExpiredSql } from '../database/delete-expired.ts'
import { insertRow } from '../database/insert-row.ts'

/** A token with its user, as the bearer check reads it on every request. */
export interface TokenRow {
  secret_hash: string
  token_id: number
  token_name: string
  token_created_at: string
  last_used_at: string | null
  expires_at: string | null
  user_id: number
  client_id: number
  client_name: string
  user_name: string
  email: string
  user_created_at: string
  /** When the user or the client was disabled. */
  disabled_at: string | null
}

export const TOKEN = `
  SELECT t.secret_hash, t.id AS token_id, t.name AS token_name, t.created_at AS token_created_at, t.last_used_at,
    t.expires_at, u.id AS user_id, u.client_id, c.name AS client_name, u.name AS user_name, u.email,
    u.created_at AS user_created_at, coalesce(u.disabled_at, c.disabled_at) AS disabled_at
  FROM tokens t JOIN users u ON u.id = t.user_id JOIN clients c ON c.id = u.client_id
  WHERE t.id = :id`

export const findToken = (queries: Queries, id: number) => queries.one<TokenRow>(TOKEN, { id })

/** Another process may have recorded a use in the same minute. */
const TOUCH = `
  UPDATE tokens SET last_used_at = :now
  WHERE id = :id AND (last_used_at IS NULL OR last_used_at <= :stale OR last_used_at > :now)`

/** @param stale a use that was recorded at this time or earlier is replaced */
export const touchToken = (queries: Queries, id: number, use: { now: string; stale: string }) =>
  queries.run(TOUCH, { id, ...use })

const NEW_TOKEN = `
  INSERT INTO tokens (user_id, name, secret_hash, created_at, last_used_at, expires_at)
  SELECT u.id, :name, :secret_hash, :now, NULL, NULL FROM users u JOIN clients c ON c.id = u.client_id
  WHERE u.id = :user_id AND u.password_hash = :password_hash AND u.disabled_at IS NULL AND c.disabled_at IS NULL`

/** Waits for a transaction that changes the password or disables the user, which may already have deleted the other tokens. */
const ADD_TOKEN: Sql = {
  sqlite: `${NEW_TOKEN} RETURNING id`,
  postgres: `${NEW_TOKEN} FOR SHARE OF u, c RETURNING id`,
}

interface NewToken {
  user_id: number
  name: string
  secret_hash: string
  /** The hash that the password was checked against. */
  password_hash: string
  now: string
}

/**
 * Adds a token, unless the user's password was changed or the user was disabled while the password was checked: a command that ends
 * all tokens of a user must not miss this one.
 * @returns the id of the new token
 */
export const addToken = async (queries: Queries, token: NewToken): Promise<number | undefined> =>
  (await queries.one<{ id: number }>(ADD_TOKEN, { ...token }))?.id

const REVOKE = 'DELETE FROM tokens WHERE id = :id'

export const revokeToken = (queries: Queries, id: number) => queries.run(REVOKE, { id })

const REVOKE_OF_USER = 'DELETE FROM tokens WHERE user_id = :user_id'

/** @returns number of tokens */
export const revokeTokensOfUser = (queries: Queries, userId: number) => queries.run(REVOKE_OF_USER, { user_id: userId })

const REVOKE_OF_CLIENT = 'DELETE FROM tokens WHERE user_id IN (SELECT id FROM users WHERE client_id = :client_id)'

/** @returns number of tokens */
export const revokeTokensOfClient = (queries: Queries, clientId: number) =>
  queries.run(REVOKE_OF_CLIENT, { client_id: clientId })

export interface LoginRow {
  id: number
  email: string
  client_id: number
  client_name: string
  password_hash: string
  /** 1 if the hash comes from another system. */
  password_imported: number
  /** When the user or the client was disabled. */
  disabled_at: string | null
}

const LOGIN = `
  SELECT u.id, u.email, u.client_id, c.name AS client_name, u.password_hash, u.password_imported,
    coalesce(u.disabled_at, c.disabled_at) AS disabled_at
  FROM users u JOIN clients c ON c.id = u.client_id WHERE u.email_normalised = :email`

/** @param email result of normaliseEmail() */
export const findLogin = (queries: Queries, email: string) => queries.one<LoginRow>(LOGIN, { email })

const RENEW_PASSWORD = `
  UPDATE users SET password_hash = :renewed, password_imported = 0
  WHERE id = :id AND password_hash = :password_hash AND password_imported = 1`

/** Replaces a hash of another system, unless it has been replaced meanwhile. */
export const renewPassword = (
  queries: Queries,
  { id, password_hash }: Pick<LoginRow, 'id' | 'password_hash'>,
  renewed: string,
): Promise<number> => queries.run(RENEW_PASSWORD, { id, password_hash, renewed })

const HAS_IMPORTED = `SELECT CASE WHEN EXISTS (SELECT 1 FROM users WHERE password_imported = 1) THEN 1 ELSE 0 END AS yes`

/** Whether any user has a password hash of another system. */
export const hasImportedPasswords = async (queries: Queries): Promise<boolean> =>
  (await queries.one<{ yes: number }>(HAS_IMPORTED))?.yes === 1

/** Adds a window if there is none, and locks it until the transaction ends. */
const LOCK_WINDOW = `
  INSERT INTO login_attempts (email, address, window_start, count) VALUES (:email, :address, :now, 0)
  ON CONFLICT (email, address) DO UPDATE SET count = login_attempts.count
  RETURNING window_start, count`

/** The password checks for an email address from a network address since the start of a window. */
export interface LoginWindow {
  /** With milliseconds. */
  window_start: string
  count: number
}

/**
 * The window is in the database, so it survives a restart and is shared by all processes. It may have ended.
 * @param now start of the window if there is none
 */
export const lockWindow = (queries: Queries, window: { email: string; address: string; now: string }) =>
  insertRow<LoginWindow>(queries, LOCK_WINDOW, window)

const STORE_WINDOW = `
  UPDATE login_attempts SET window_start = :window_start, count = :count WHERE email = :email AND address = :address`

export const storeWindow = (queries: Queries, window: LoginWindow & { email: string; address: string }) =>
  queries.run(STORE_WINDOW, { ...window })

const DELETE_ENDED = deleteExpiredSql('login_attempts', 'email, address', 'window_start')

/** Deletes windows that started at `ended` or earlier. @returns number of deleted windows */
export const deleteWindows = (queries: Queries, ended: string, limit: number): Promise<number> =>
  queries.run(DELETE_ENDED, { expired: ended, limit })
