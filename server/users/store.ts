import { normaliseEmail } from '../auth/email.ts'
import type { Queries } from '../database/database.ts'
import { insertRow } from '../database/insert-row.ts'
import type { UserInput } from './input.ts'

/** A user without the hash of the password. */
export interface UserRow {
  id: number
  client_id: number
  email: string
  name: string
  disabled_at: string | null
  external_ref: string | null
  created_at: string
}

const COLUMNS = 'id, client_id, email, name, disabled_at, external_ref, created_at'

const USER = `SELECT ${COLUMNS} FROM users WHERE id = :id`

export const findUser = (queries: Queries, id: number) => queries.one<UserRow>(USER, { id })

const LOCK = 'SELECT 1 FROM users WHERE id = :id FOR NO KEY UPDATE'

/** Until the transaction ends, no login adds a token. */
export const lockUser = (queries: Queries, id: number): Promise<void> => queries.lock(LOCK, { id })

const BY_EMAIL = `SELECT ${COLUMNS} FROM users WHERE email_normalised = :email`

/** Finds a user like a login does. */
export const findUserByEmail = (queries: Queries, email: string) =>
  queries.one<UserRow>(BY_EMAIL, { email: normaliseEmail(email) })

export interface UserPage {
  /** Only users with a higher id. */
  after: number
  limit: number
}

const PAGE = `SELECT ${COLUMNS} FROM users WHERE id > :after ORDER BY id LIMIT :limit`

/** The oldest users first. */
export const listUsers = (queries: Queries, { after, limit }: UserPage) => queries.all<UserRow>(PAGE, { after, limit })

const PAGE_OF_CLIENT = `
  SELECT ${COLUMNS} FROM users WHERE client_id = :client_id AND id > :after ORDER BY id LIMIT :limit`

export const listUsersOfClient = (queries: Queries, clientId: number, { after, limit }: UserPage) =>
  queries.all<UserRow>(PAGE_OF_CLIENT, { client_id: clientId, after, limit })

const ADD = `
  INSERT INTO users (client_id, email, email_normalised, name, password_hash, external_ref, created_at)
  VALUES (:client_id, :email, :email_normalised, :name, :password_hash, :external_ref, :now)
  RETURNING ${COLUMNS}`

/** Throws UniqueViolation if another user has the same email address. */
export const addUser = (
  queries: Queries,
  user: UserInput & { password_hash: string; external_ref: string | null; now: string },
) => insertRow<UserRow>(queries, ADD, { ...user, email_normalised: normaliseEmail(user.email) })

const SET_PASSWORD = 'UPDATE users SET password_hash = :password_hash, password_imported = 0 WHERE id = :id'

export const setPassword = (queries: Queries, id: number, passwordHash: string) =>
  queries.run(SET_PASSWORD, { id, password_hash: passwordHash })

const SET_DISABLED = 'UPDATE users SET disabled_at = :disabled_at WHERE id = :id'

/** @param disabledAt null to enable the user */
export const setUserDisabled = (queries: Queries, id: number, disabledAt: string | null) =>
  queries.run(SET_DISABLED, { id, disabled_at: disabledAt })
