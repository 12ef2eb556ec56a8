import { type ClientRow, findClient } from '../clients/store.ts'
import type { Queries } from '../database/database.ts'
import { Refused } from '../domain/refused.ts'
import { findUser, findUserByEmail, type UserRow } from '../users/store.ts'

/** Throws Refused if there is no such client. */
export async function existingClient(queries: Queries, id: number): Promise<ClientRow> {
  const row = await findClient(queries, id)
  if (!row) throw new Refused(`There is no client ${id}; "clustrix client list" shows all`)
  return row
}

/** @param user an id or an email address. Throws Refused if there is no such user. */
export async function existingUser(queries: Queries, user: number | string): Promise<UserRow> {
  const row = typeof user === 'number' ? await findUser(queries, user) : await findUserByEmail(queries, user)
  if (!row) throw new Refused(`There is no user ${user}; "clustrix user list" shows all`)
  return row
}
